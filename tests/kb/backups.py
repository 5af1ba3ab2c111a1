"""What tests of backup and restore share: comparing homes, and changing backups."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

from kb import tables
from kb.db import Database, database_url
from kb.home import Home
from kb.restore import restore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def files_of(home: Home) -> dict[str, bytes]:
    """Every file the instance owns, the database and what can be made again left out."""
    derived = ("index", "locks", "jobs", "kb.sqlite3")
    return {
        path.relative_to(home.root).as_posix(): path.read_bytes()
        for path in home.root.rglob("*")
        if path.is_file() and not path.relative_to(home.root).as_posix().startswith(derived)
    }


def rows_of(database: Database) -> dict[str, list[str]]:
    """Every table's rows as JSON."""
    with database.snapshot() as connection:
        return {t.name: list(tables.dump(connection, t)) for t in tables.reflect(connection)}


def restored(tmp_path: Path, backup: Path, url: str = "") -> tuple[Home, Database]:
    """The backup in a new home."""
    home = Home(tmp_path / "restored")
    restore(backup, home, url)
    return home, Database(database_url(home, url))


def rewritten(backup: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a backup with one member changed, its manifest as it was."""
    target = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == member else data)
    return target


def with_manifest(backup: Path, **changes: Any) -> Path:
    """A copy of a backup whose manifest says something else."""

    def change(data: bytes) -> bytes:
        return json.dumps(json.loads(data) | changes).encode()

    return rewritten(backup, "manifest.json", change)
