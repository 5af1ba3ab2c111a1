"""Backup and export: identical, and consistent while others write."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.backup import back_up
from kb.catalogue import sync_catalogue
from kb.checks import check_library
from kb.errors import HomeFault, UsageFault
from kb.export import export
from kb.library import Library
from tests.instance import Instance, both, python
from tests.kb.backups import files_of, restored, rows_of

if TYPE_CHECKING:
    from tests.postgres_server import PostgresServer


@both
def test_a_restored_home_is_identical(filled: Instance, tmp_path: Path) -> None:
    """Same files, same rows, nothing for a sync to do, nothing for the doctor to find."""
    report = back_up(filled.home, filled.database, tmp_path / "backup.zip")
    home, database = restored(tmp_path, tmp_path / "backup.zip")
    assert files_of(home) == files_of(filled.home)
    assert rows_of(database) == rows_of(filled.database)
    assert report.files == len(files_of(home))
    assert report.rows == sum(map(len, rows_of(database).values()))
    assert report.bytes == (tmp_path / "backup.zip").stat().st_size
    found = sync_catalogue(database, Library(home.content), home)
    assert (found.unchanged, found.added, found.changed) == (2, [], [])
    assert [f.kind for f in check_library(home, Library(home.content), database)] == []
    database.close()


@pytest.mark.postgres
def test_a_backup_moves_between_engines(
    filled: Instance, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """From SQLite to PostgreSQL and back, every row is the same."""
    back_up(filled.home, filled.database, tmp_path / "one.zip")
    with postgres_server.database() as url:
        home, database = restored(tmp_path, tmp_path / "one.zip", url)
        assert rows_of(database) == rows_of(filled.database)
        assert not home.database.exists()
        back_up(home, database, tmp_path / "two.zip")
        database.close()
    _, again = restored(tmp_path / "back", tmp_path / "two.zip")
    assert rows_of(again) == rows_of(filled.database)
    again.close()


def test_the_index_and_the_models_are_left_out(filled: Instance, tmp_path: Path) -> None:
    """What can be made again, and pickles of a stranger, are never in a backup."""
    (filled.home.index / "segment.pickle").write_bytes(b"x")
    filled.home.models.mkdir()
    (filled.home.models / "weights.bin").write_bytes(b"x")
    back_up(filled.home, filled.database, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"content", "originals", "tables", "starter.json", "manifest.json"}


def test_a_file_from_before_1980_is_backed_up(filled: Instance, tmp_path: Path) -> None:
    """A zip file knows no such time, and some disks know no other."""
    os.utime(filled.home.originals / f"{'a' * 64}.pdf", (0, 0))
    back_up(filled.home, filled.database, tmp_path / "backup.zip")
    home, database = restored(tmp_path, tmp_path / "backup.zip")
    database.close()
    assert files_of(home) == files_of(filled.home)


def test_a_name_that_no_zip_file_can_hold_is_named(filled: Instance, tmp_path: Path) -> None:
    """Rather than left out silently; the older backup stands."""
    target = tmp_path / "backup.zip"
    back_up(filled.home, filled.database, target)
    before = target.read_bytes()
    (filled.home.content / b"caf\xe9.txt".decode(errors="surrogateescape")).touch()
    with pytest.raises(HomeFault, match="not UTF-8"):
        back_up(filled.home, filled.database, target)
    assert target.read_bytes() == before


WRITER = """
import sys, itertools
from kb.catalogue import sync_catalogue
from kb.db import Database, database_url
from kb.home import Home
from kb.library import Library
from pathlib import Path
from tests.instance import Instance
home = Home(Path(sys.argv[1]))
instance = Instance(home, Database(database_url(home)))
print('ready', flush=True)
for n in itertools.count():
    instance.document(f'w{n % 40}', title=f'Number {n}')
    instance.sync()
"""


def test_a_backup_taken_while_another_process_writes_is_whole(
    filled: Instance, tmp_path: Path
) -> None:
    """Every backup taken under load restores, and its rows are those of its files."""
    process = python(["-c", WRITER, filled.home.root])
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        for n in range(4):
            back_up(filled.home, filled.database, tmp_path / f"{n}.zip")
    finally:
        process.kill()
        process.communicate()
    for n in range(4):
        home, database = restored(tmp_path / f"r{n}", tmp_path / f"{n}.zip")
        library = Library(home.content)
        kinds = {fault.kind for fault in check_library(home, library, database)}
        # The writer writes files as an editor does, without the lock: its last one may be new.
        assert kinds <= {"changed-file", "uncatalogued-file", "unread-file"}
        assert len(rows_of(database)["documents"]) >= 2
        database.close()


@both
def test_an_export_holds_everything_as_plain_files(filled: Instance, tmp_path: Path) -> None:
    """Markdown, originals and JSON that need no Wellspring to be read."""
    report = export(filled.home, filled.database, tmp_path / "out")
    exported = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*") if path.is_file()
    }  # fmt: skip
    assert files_of(filled.home).items() <= exported.items()
    documents = json.loads(exported["tables/documents.json"])
    assert [row["id"] for row in documents] == ["a", "b"]
    assert documents[0]["tags"] == ["ü", "two words"]
    assert report.files == len(files_of(filled.home))
    assert b"content/" in exported["README.md"]
    with pytest.raises(UsageFault, match="not an empty folder"):
        export(filled.home, filled.database, tmp_path / "out")
