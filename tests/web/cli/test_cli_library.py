"""The commands that move documents, from an empty folder to a restored home."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kb.db import Database, database_url
from kb.home import Home
from kb.tables import dump, reflect
from tests.instance import document_text, kb, python

if TYPE_CHECKING:
    from pathlib import Path

INTO = ("--hub", "water-distribution", "--kind", "guide")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """One good file and one that is none."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    text = "# Night flow\n\nMinimum night flow is measured between two and four.\n"
    (folder / "night-flow.md").write_text(text)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    return folder


def test_convert_prints_markdown_and_touches_nothing(inbox: Path, tmp_path: Path) -> None:
    """Without a home; with --json also what the file states; a bad file is one line."""
    home = tmp_path / "none"
    done = kb("convert", inbox / "night-flow.md", home=home)
    assert (done.code, done.err) == (0, "")
    assert "measured between two and four" in done.out
    assert kb("convert", inbox / "night-flow.md", "--json", home=home).json["title"] == "Night flow"
    bad = kb("convert", inbox / "broken.pdf", home=home)
    assert (bad.code, bad.out, bad.err.count("\n")) == (1, "", 1)
    assert kb("convert", inbox / "none.md", home=home).code == 2
    assert not home.exists()


def test_wrong_usage_has_its_own_exit_code(ready: Path, inbox: Path) -> None:
    """Two, with one line that says what to write."""
    for arguments in (
        ["ingest", inbox, "--hub", "nowhere", "--kind", "guide"],
        ["ingest", inbox / "none", *INTO],
        ["ingest", inbox, "--hub", "water-distribution", "--kind", "essay"],
        ["ingest", inbox, *INTO, "--language", "English"],
        ["restore", inbox / "none.zip"],
    ):
        done = kb(*arguments, home=ready)
        assert (done.code, done.out) == (2, ""), done.err
        assert "Traceback" not in done.err


def test_sync_names_what_it_cannot_read(ready: Path) -> None:
    """In JSON and in words, with exit code 3; the doctor says the same with 1."""
    (ready / "content" / "bad.md").write_text(document_text("x", published="2023-02-30"))
    done = kb("sync", "--json", home=ready)
    assert done.code == 3
    [problem] = done.json["problems"]
    assert (problem["path"], problem["line"], problem["field"]) == ("bad.md", 7, "published")
    assert "bad.md:7: " in kb("sync", home=ready).err
    doctor = kb("doctor", "--json", home=ready)
    assert (doctor.code, doctor.json["ok"]) == (1, False)
    assert set(doctor.json["faults"][0]) == {"kind", "what", "mend"}
    assert "bad.md:7" in kb("doctor", home=ready).err


@pytest.mark.slow
def test_from_a_folder_to_a_restored_home(ready: Path, inbox: Path, tmp_path: Path) -> None:
    """Ingest, ingest again, search, back up, export, restore: the same answers everywhere."""
    first = kb("ingest", inbox, *INTO, "--json", home=ready)
    assert first.code == 3
    outcomes = {file["path"].rsplit("/", 1)[1]: file["outcome"] for file in first.json["files"]}
    assert outcomes == {"broken.pdf": "failed", "night-flow.md": "added"}
    again = kb("ingest", inbox, *INTO, "--json", home=ready)
    assert again.json["totals"] == {
        "added": 0, "updated": 0, "unchanged": 1, "skipped": 0, "failed": 1,
    }  # fmt: skip
    found = search(ready)
    assert found[0]["document"]["id"] == "night-flow"

    assert kb("init", "--no-starter", home=ready).code == 0
    backup = kb("backup", tmp_path / "b.zip", "--json", home=ready)
    assert backup.json["files"] == 3
    restored = tmp_path / "restored"
    assert kb("restore", tmp_path / "b.zip", "--json", home=restored).code == 0
    assert kb("doctor", "--json", home=restored).json == {"ok": True, "faults": []}
    assert search(restored) == found
    assert rows(restored) == rows(ready)
    assert kb("ingest", inbox, *INTO, "--json", home=restored).json["totals"]["unchanged"] == 1
    assert kb("restore", tmp_path / "b.zip", home=restored).code == 2

    assert kb("export", tmp_path / "out", home=ready).code == 0
    exported = json.loads((tmp_path / "out" / "tables" / "documents.json").read_text())
    assert [row["id"] for row in exported] == ["night-flow"]
    reindexed = kb("reindex", "--json", home=ready)
    assert reindexed.json["passages"] >= 1
    assert search(ready) == found


def search(folder: Path) -> list[dict[str, Any]]:
    """Hits for what is in the inbox."""
    query = ("search", "night flow", "--mode", "keyword", "--json")
    hits: list[dict[str, Any]] = kb(*query, home=folder).json["hits"]
    return hits


def rows(folder: Path) -> dict[str, list[str]]:
    """Every table's rows."""
    database = Database(database_url(Home(folder)))
    with database.snapshot() as connection:
        found = {table.name: list(dump(connection, table)) for table in reflect(connection)}
    database.close()
    return found


@pytest.mark.slow
def test_two_inits_at_once_make_one_home(tmp_path: Path) -> None:
    """Neither trips over the other's tables."""
    processes = [python(["-m", "web.cli", "init", "--no-starter"], tmp_path / "home") for _ in "ab"]
    for process in processes:
        _, err = process.communicate(timeout=200)
        assert process.returncode == 0, err
    assert kb("doctor", home=tmp_path / "home").code == 0
