"""The way in as a whole: what comes, what is known, what has changed, what fails."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from kb.checks import check_library
from kb.errors import UsageFault
from kb.models import CatalogueDocument, IngestedFile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Desk


def healthy(desk: Desk) -> bool:
    """Whether files and rows agree."""
    library = desk.library
    return check_library(library.home, library.library, library.database) == []


def test_files_become_documents(desk: Desk) -> None:
    """Markdown, original, catalogue row and report say the same."""
    desk.put("night_flow.txt", "# Night flow\n\nMeasured at three.\n")
    desk.put("sub/valves.txt", "Valves\n")
    report = desk.ingest(language="en")
    assert report.totals == {"added": 2, "updated": 0, "unchanged": 0, "skipped": 0, "failed": 0}
    assert report.complete
    row = desk.library.rows()["night-flow"]
    sha256 = hashlib.sha256(b"# Night flow\n\nMeasured at three.\n").hexdigest()
    assert (row.title, row.kind, row.hub_id) == ("Night flow", "guide", "water-distribution")
    assert row.path == "water-distribution/guide/night-flow.md"
    assert (row.source_file, row.source_sha256) == ("night_flow.txt", sha256)
    original = desk.library.home.original(sha256)
    assert original is not None
    assert original.read_text() == "# Night flow\n\nMeasured at three.\n"
    assert desk.body("night-flow") == "# Night flow\n\nMeasured at three.\n"
    assert healthy(desk)
    assert list(desk.library.home.jobs.iterdir()) == []


def test_a_second_run_converts_nothing(desk: Desk) -> None:
    """Whatever the outcome of the first: good, failed or left out."""
    desk.put("a.txt", "one")
    desk.put("b.txt", "!fail\n")
    desk.put("c.zip", b"no archive")
    desk.ingest()
    converted = len(desk.converted)
    report = desk.outcomes(desk.ingest())
    assert (report["a.txt"].outcome, report["a.txt"].document) == ("unchanged", "a")
    assert report["b.txt"].outcome == report["c.zip"].outcome == "failed"
    assert len(desk.converted) == converted == 2


def test_the_same_bytes_come_in_once(desk: Desk) -> None:
    """In one run, in a later one under another name, and out of an archive."""
    desk.put("a.txt", "same")
    desk.put("b.txt", "same")
    first = desk.outcomes(desk.ingest())
    assert (first["a.txt"].outcome, first["b.txt"].outcome) == ("added", "skipped")
    assert "a.txt" in first["b.txt"].reason
    other = desk.put("../other.txt", "same")
    assert desk.outcomes(desk.ingest(other))["other.txt"].document == "a"
    assert list(desk.library.rows()) == ["a"]


def test_one_failing_file_harms_no_other(desk: Desk) -> None:
    """It is named with reason and remedy, and the run is not complete."""
    for name, text in {
        "a": "good",
        "b": "!segv\n",
        "c": "!fail\n",
        "d": "!garbage\n",
        "e": "fine",
    }.items():
        desk.put(f"{name}.txt", text)
    report = desk.ingest()
    assert not report.complete
    assert [file.outcome for file in report.files] == [
        "added",
        "failed",
        "failed",
        "failed",
        "added",
    ]
    assert all(file.reason and file.remedy for file in report.files if file.outcome == "failed")
    assert set(desk.library.rows()) == {"a", "e"}
    assert healthy(desk)


def test_a_failure_is_remembered_until_it_is_retried(desk: Desk) -> None:
    """Not converted again unchanged, unless told to, or unless the limits change."""
    desk.put("a.txt", "!fail\n")
    desk.ingest()
    again = desk.outcomes(desk.ingest())["a.txt"]
    assert (again.reason, len(desk.converted)) == ("broken", 1)
    assert "--retry" in again.remedy
    desk.ingest(retry=True)
    assert len(desk.converted) == 2
    desk.settings = desk.settings.model_copy(update={"convert_memory_mb": 999})
    desk.ingest()
    assert len(desk.converted) == 3
    desk.put("a.txt", "mended")
    assert desk.outcomes(desk.ingest())["a.txt"].outcome == "added"


def test_a_changed_file_updates_its_document(desk: Desk) -> None:
    """Same id, new text, new original; what a moderator wrote in the front matter stays."""
    desk.put("a.txt", "first")
    desk.ingest()
    files, path = desk.library.library, desk.library.rows()["a"].path
    document = files.document(path)
    document.title, document.country = "A better title", "KE"
    files.write(path, document)
    desk.put("a.txt", "second")
    report = desk.outcomes(desk.ingest())["a.txt"]
    assert (report.outcome, report.document) == ("updated", "a")
    row = desk.library.rows()["a"]
    assert (row.title, row.country) == ("A better title", "KE")
    assert row.source_sha256 == hashlib.sha256(b"second").hexdigest()
    assert desk.body("a") == "second"
    assert healthy(desk)
    desk.put("a.txt", "third")
    assert desk.outcomes(desk.ingest())["a.txt"].outcome == "updated"


def test_an_edited_text_is_not_overwritten(desk: Desk) -> None:
    """The moderator is told, once it is known nothing is converted, and deleting makes room."""
    desk.put("a.txt", "first")
    desk.ingest()
    path = desk.library.home.content / desk.library.rows()["a"].path
    path.write_text(path.read_text() + "\nA correction by hand.\n")
    desk.put("a.txt", "second")
    first = desk.outcomes(desk.ingest())["a.txt"]
    assert (first.outcome, first.document) == ("skipped", "a")
    assert "edited by hand" in first.reason
    converted = len(desk.converted)
    again = desk.outcomes(desk.ingest())["a.txt"]
    assert (again.outcome, again.reason, len(desk.converted)) == (
        "skipped",
        first.reason,
        converted,
    )
    assert desk.body("a").endswith("by hand.\n")
    path.unlink()
    assert desk.outcomes(desk.ingest())["a.txt"].outcome == "added"
    assert desk.body("a") == "second"


def test_a_moved_inbox_is_known(desk: Desk) -> None:
    """Files under new paths are unchanged, and their next version is an update, not a second."""
    desk.put("a.txt", "first")
    desk.ingest()
    moved = desk.inbox.rename(desk.inbox.with_name("moved"))
    assert desk.ingest(moved).totals["unchanged"] == 1
    (moved / "a.txt").write_text("second")
    assert desk.ingest(moved).totals["updated"] == 1
    assert list(desk.library.rows()) == ["a"]


def test_memory_that_is_lost_costs_no_document(desk: Desk) -> None:
    """Killed between file and row: the next run knows the file, and later updates it."""
    desk.put("a.txt", "first")
    desk.ingest()
    with desk.library.database.writing() as session:
        session.execute(delete(IngestedFile))
        session.execute(delete(CatalogueDocument))
    assert desk.ingest().totals["unchanged"] == 1
    desk.put("a.txt", "second")
    assert desk.ingest().totals["updated"] == 1
    assert list(desk.library.rows()) == ["a"]


def test_a_hand_written_document_is_never_updated_from_its_source(desk: Desk) -> None:
    """A factsheet that cites a file by its hash is not that file's conversion."""
    sha256 = hashlib.sha256(b"cited").hexdigest()
    desk.library.document("sheet", source=f"{{title: T, sha256: {sha256}}}", body="By hand.\n")
    desk.put("cited.txt", "cited")
    assert desk.outcomes(desk.ingest())["cited.txt"].document == "sheet"
    desk.put("cited.txt", "a new edition")
    assert desk.outcomes(desk.ingest())["cited.txt"].document == "cited"
    assert desk.body("sheet") == "By hand.\n"


def test_a_lost_original_comes_back(desk: Desk) -> None:
    """Ingesting the file again does what the doctor says it does."""
    desk.put("a.txt", "first")
    desk.ingest()
    shutil.rmtree(desk.library.home.originals)
    assert not healthy(desk)
    assert desk.ingest().totals["unchanged"] == 1
    assert healthy(desk)
    assert len(desk.converted) == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_ids_do_not_depend_on_the_order(desk: Desk, order: tuple[int, ...]) -> None:
    """Neither of the paths named, nor of which conversion ends first."""
    texts = ["!slow0.5\nslow", "quick", "!slow0.2\nmiddling"]
    paths = [desk.put(f"{n}/report.txt", text) for n, text in enumerate(texts)]
    desk.ingest(*(paths[n] for n in order))
    third = hashlib.sha256(texts[2].encode()).hexdigest()[:8]
    bodies = {identity: desk.body(identity) for identity in desk.library.rows()}
    assert bodies == {"report": "slow", "report-txt": "quick", f"report-{third}": "middling"}


def test_an_id_is_not_taken_from_somebody_else(desk: Desk) -> None:
    """Neither from a document nor from a file that could not be read."""
    desk.library.document("a", path="elsewhere.md")
    desk.library.write("water-distribution/guide/b.md", "no front matter")
    desk.put("a.txt", "new a")
    desk.put("b.txt", "new b")
    report = desk.outcomes(desk.ingest())
    assert report["a.txt"].document == "a-txt"
    assert report["b.txt"].document == f"b-{hashlib.sha256(b'new b').hexdigest()[:8]}"
    assert (
        desk.library.home.content / "water-distribution/guide/b.md"
    ).read_text() == "no front matter"


def test_archives_are_opened_and_known_by_their_members(desk: Desk) -> None:
    """A member is an item like any file; a second run unpacks but converts nothing."""
    shutil.make_archive(str(desk.inbox / "pack"), "zip", desk.put("../src/x.txt", "in zip").parent)
    report = desk.outcomes(desk.ingest())
    assert (report["x.txt"].outcome, report["x.txt"].path) == (
        "added", f"{desk.inbox}/pack.zip!/x.txt",
    )  # fmt: skip
    assert desk.ingest().totals["unchanged"] == 1
    assert len(desk.converted) == 1


def test_a_file_that_changes_during_the_run_fails_alone(desk: Desk) -> None:
    """No document is written whose original is another file; nothing is remembered against it."""
    desk.put("a.txt", "!change\n")
    desk.put("b.txt", "good")
    report = desk.outcomes(desk.ingest())
    assert (report["a.txt"].outcome, report["b.txt"].outcome) == ("failed", "added")
    assert "changed" in report["a.txt"].reason
    assert healthy(desk)
    assert desk.outcomes(desk.ingest())["a.txt"].outcome == "added"


def test_a_language_that_is_none_does_no_harm(desk: Desk) -> None:
    """A converter's is ignored; a moderator's is refused before anything is done."""
    desk.put("a.txt", "!language\nnot a language")
    assert desk.ingest().totals["added"] == 1
    assert desk.library.rows()["a"].language == "en"
    with pytest.raises(UsageFault, match="`English` is no language"):
        desk.ingest(language="English")


def test_wrong_usage_changes_nothing(desk: Desk) -> None:
    """A path or hub that does not exist is named before anything is done."""
    desk.put("a.txt", "x")
    with pytest.raises(UsageFault, match="no hub `nowhere`") as caught:
        desk.ingest(hub="nowhere")
    assert "water-distribution" in caught.value.remedy
    with pytest.raises(UsageFault, match="no file or folder"):
        desk.ingest(desk.inbox, desk.inbox / "none")
    assert desk.library.rows() == {}
    assert desk.converted == []


def test_progress_is_told(desk: Desk) -> None:
    """After each file that had to be converted, of all that were found."""
    desk.put("a.txt", "one")
    desk.ingest()
    desk.put("b.txt", "two")
    told: list[tuple[int, int, str]] = []
    desk.pipeline.run(desk.job(), progress=lambda *state: told.append(state))
    assert told == [(2, 2, "b.txt")]


def test_the_report_is_json(desk: Desk, tmp_path: Path) -> None:
    """With the keys that others rely on."""
    desk.put("a.txt", "one")
    report = json.loads(json.dumps(desk.ingest().as_json()))
    assert set(report["files"][0]) >= {
        "path", "outcome", "document", "pages", "seconds", "reason", "remedy",
    }  # fmt: skip
    assert report["totals"]["added"] == 1
