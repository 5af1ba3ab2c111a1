"""Our own table and JSON, as secretaries and Excel write them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.threads.base import EMPTY, REPEATED, UNREADABLE, ImportOptions
from ingest.threads.platforms.table_dates import moment_of
from ingest.threads.platforms.tables import CsvImporter, JsonImporter, template
from tests.ingest.threads.reading import put, read, recognised

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = """\
Fil;Titre;Groupe;Auteur;Courriel;Date;N°;En réponse à;Texte;Réponse;Pièces jointes;Mots-clés
1;Pompe désamorcée;Pompes;Aïcha;a@example.org;31/12/2021 09:15;1;;"Que faire ?
Elle est vieille.";;photos\\clapet.jpg;pompes, aspiration
;;;Benoît;;31/12/2021 10:02;2;1;Vérifiez le clapet.;oui;;
2;;Traitement;Chloé;;05/01/2022;1;;Quelle dose de chlore ?;;;
"""


def test_the_template_is_a_table(tmp_path: Path) -> None:
    """The template that is handed out can be imported as it is."""
    folder = put(tmp_path / "export", {"threads.csv": template()})
    outcome = read(CsvImporter(), folder, tmp_path / "scratch")
    pumps, chlorine = outcome.threads
    assert (pumps.title, pumps.group, pumps.tags) == (
        "Pump loses its prime", "Pumps and motors", ("pumps", "suction"),
    )  # fmt: skip
    assert [(post.accepted, dict(post.reactions)) for post in pumps.posts] == [
        (False, {}), (True, {"like": 3}), (False, {}),
    ]  # fmt: skip
    assert [post.reply_to for post in pumps.posts] == [None, "1", "2"]
    assert chlorine.posts[0].author.name == "Chidi Example"
    assert (outcome.tally.faults, outcome.tally.skipped) == ([], {})
    assert recognised(CsvImporter(), folder, tmp_path / "scratch") > 0.5


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_excel_writes(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Delimiters and encodings are found out, headings are French, blank threads go on."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(FRENCH), delimiter=";"))
    files = {"fils (1).csv": text.getvalue().encode(encoding), "photos/clapet.jpg": b"jpeg"}
    folder = put(tmp_path / "export", files)
    outcome = read(CsvImporter(), folder, tmp_path / "scratch")
    first, second = outcome.threads
    assert (first.key, second.key) == ("fils/1", "fils/2")
    assert (first.title, first.tags) == ("Pompe désamorcée", ("pompes", "aspiration"))
    asked, answer = first.posts
    assert (asked.text, asked.author.name) == ("Que faire ?\nElle est vieille.", "Aïcha")
    assert asked.attachments[0].file == folder / "photos/clapet.jpg"
    assert (str(asked.at), answer.accepted) == ("2021-12-31 09:15:00+00:00", True)
    assert str(second.posts[0].at) == "2022-01-05 00:00:00+00:00"
    assert (outcome.tally.faults, outcome.tally.notes) == ([], {})


def test_wrong_rows_are_named_with_their_line(tmp_path: Path) -> None:
    """A fault says where it is and what to do; the other rows are imported."""
    table = (
        "thread,id,date,reply_to,text\n,1,,,nowhere\n1,1,2021-03-04,,fine\n1,2,soon,,undated\n"
        "1,3,,,\n1,4,,77,answers nothing\n1,4,,,again\n"
    )
    folder = put(tmp_path / "export", {"t.csv": table, "other.csv": "a,b\n1,2\n"})
    outcome = read(CsvImporter(), folder, tmp_path / "scratch")
    assert [post.text for post in outcome.threads[0].posts] == [
        "fine",
        "undated",
        "answers nothing",
    ]
    assert outcome.tally.skipped == {UNREADABLE: 1, EMPTY: 1, REPEATED: 1}
    faults = dict.fromkeys(reason.partition(":")[0] for _, reason in outcome.tally.faults)
    assert list(faults) == [
        "It has no column thread and no column text",
        "line 2", "line 4", "line 5", "line 7", "line 6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-03-04", "2021-03-04 00:00"),
        ("2021-03-04 05:06", "2021-03-04 05:06"),
        ("2021-03-04T05:06:00+02:00", "2021-03-04 03:06"),
        ("04/03/2021 05:06", "2021-03-04 05:06"),
        ("4.3.21", "2021-03-04 00:00"),
        ("4-Mar-21", "2021-03-04 00:00"),
        ("04-mars-21", "2021-03-04 00:00"),
        ("4 de enero de 2021", "2021-01-04 00:00"),
        ("1er août 2021", "2021-08-01 00:00"),
        ("March 4, 2021 5:06 PM", "2021-03-04 17:06"),
        ("44259", "2021-03-04 00:00"),
        ("44259.2125", "2021-03-04 05:06"),
    ],
)
def test_dates_of_cells(cell: str, expected: str) -> None:
    """ISO 8601, numbers, months by name in four languages, and Excel's day numbers."""
    moment = moment_of(cell, "dmy", ImportOptions())
    assert moment is not None
    assert f"{moment:%Y-%m-%d %H:%M}" == expected


@given(st.text(max_size=100))
@settings(max_examples=200, deadline=None)
def test_no_cell_is_an_error(cell: str) -> None:
    """Any cell is a moment or none."""
    moment = moment_of(cell, "dmy", ImportOptions())
    assert moment is None or moment.tzinfo is not None


def test_month_first_and_zone(tmp_path: Path) -> None:
    """Dates whose order cannot be told are noted, and read as a person says."""
    folder = put(tmp_path / "export", {"t.csv": "thread,text,date\n1,a,02/03/2021 10:00\n"})
    outcome = read(CsvImporter(), folder, tmp_path / "scratch")
    assert sum(outcome.tally.notes.values()) == 1
    said = ImportOptions(day_first=False, timezone="Africa/Nairobi")
    (post,) = read(CsvImporter(), folder, tmp_path / "scratch", said).posts.values()
    assert str(post.at) == "2021-02-03 07:00:00+00:00"


ROW = {"thread": "1", "author": "Amina", "text": "How?", "answer": True, "files": ["a.jpg"]}


@pytest.mark.parametrize(
    "held",
    [
        [ROW],
        {"posts": [ROW]},
        {
            "threads": [
                {"key": 1, "title": "T", "posts": [{k: ROW[k] for k in ROW if k != "thread"}]}
            ]
        },
    ],
)
def test_json(tmp_path: Path, held: object) -> None:
    """The same fields as a list of posts, or as threads with their posts."""
    folder = put(tmp_path / "export", {"t.json": held})
    outcome = read(JsonImporter(), folder, tmp_path / "scratch")
    (thread,) = outcome.threads
    (post,) = thread.posts
    assert (thread.key, post.text, post.accepted) == ("t/1", "How?", True)
    assert post.attachments[0].name == "a.jpg"
    assert recognised(JsonImporter(), folder, tmp_path / "scratch") >= 0.5


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\secret"])
def test_a_files_name_leads_nowhere(tmp_path: Path, name: str) -> None:
    """A path in the table finds nothing outside of the export."""
    (tmp_path / "secret").write_text("x")
    folder = put(tmp_path / "export", {"t.json": [ROW | {"files": [name]}]})
    (post,) = read(JsonImporter(), folder, tmp_path / "scratch").posts.values()
    assert post.attachments[0].file is None
    assert "/" not in post.attachments[0].name
