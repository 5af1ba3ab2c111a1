"""The SQLite file below the passage store: its tables, and a connection for each operation."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import IndexFault
from kb.files import home_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOG = "-wal"
SCHEMA = 2  # raise it with the tables: a store of another one is left alone and a new one begun
_TABLES = """
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, version TEXT NOT NULL,
    title TEXT NOT NULL, language TEXT NOT NULL, tags TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS document_version ON documents (id, version);
CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    text TEXT NOT NULL, headings TEXT NOT NULL, unit TEXT, number INTEGER, label TEXT,
    language TEXT NOT NULL, text_key TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS passage_place ON passages (document, ordinal);
CREATE INDEX IF NOT EXISTS passage_text ON passages (text_key);
CREATE TABLE IF NOT EXISTS models (number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS embeddings (
    text_key TEXT NOT NULL, model INTEGER NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (text_key, model)
)"""


@dataclass(frozen=True)
class StoreFile:
    """One SQLite file; every call opens its own connection, so threads and processes share it.

    Attributes:
        path: the file; `create` makes it.
    """

    path: Path

    def create(self) -> None:
        """Make the file and its tables where missing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise home_fault(error, f"Writing {self.path}") from error
        with self.connect(create=True) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in _TABLES.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def remove(self) -> None:
        """Delete the file; the next `create` begins anew."""
        for suffix in ("", _LOG, "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def sync(self) -> None:
        """Make what was written survive a power cut: SQLite syncs only what it moves from its log.

        Raises:
            OSError: the disk.
        """
        for suffix in ("", _LOG):
            with (
                contextlib.suppress(FileNotFoundError),
                self.path.with_name(self.path.name + suffix).open("rb") as stream,
            ):
                os.fsync(stream.fileno())

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was deleted is left in it or in its log."""
        with self.connect() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def is_current(self) -> bool:
        """Whether it has the tables of this version.

        Raises:
            IndexFault: it is missing or damaged where one looks first.
        """
        with self.connect() as connection:
            connection.execute("SELECT max(rowid) FROM documents").fetchone()
            return bool(connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA)

    def is_whole(self) -> bool:
        """Whether SQLite finds the file in order."""
        with self.connect() as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")

    @contextmanager
    def connect(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection for one operation.

        Raises:
            IndexFault: the file is missing or damaged.
            HomeFault: the disk is full or read-only.
        """
        mode = "rwc" if create else "rw"
        try:
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, timeout=30
            )
            with contextlib.closing(connection):
                connection.execute("PRAGMA synchronous = NORMAL")
                yield connection
        except sqlite3.DatabaseError as error:
            raise _fault(error) from error


def _fault(error: sqlite3.DatabaseError) -> Exception:
    text = str(error)
    if "full" in text or "readonly" in text or "disk I/O" in text:
        return home_fault(OSError(28 if "full" in text else 30, text), "Writing the index")
    if "locked" in text:
        return IndexFault("The index is being written by another process", "Try again shortly.")
    return IndexFault(f"The index's passage store cannot be read ({text})", "Run `kb reindex`.")
