"""Posts brought together on disk, so that an export larger than memory can be put into threads."""

from __future__ import annotations

import pickle
import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BATCH = 1000


class Spool:
    """Records by thread and order, in one temporary SQLite file of this process.

    A record is anything that can be pickled: the file is written and read by this run alone and
    goes with its scratch folder.
    """

    def __init__(self, scratch: Path, name: str = "spool") -> None:
        """Make the file ``name`` in the ``scratch`` folder, which must not have it yet."""
        self._path = scratch / f"{name}.sqlite3"
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;"
            "CREATE TABLE record (key TEXT PRIMARY KEY, thread TEXT, place, data BLOB);"
            "BEGIN;"
        )

    def add(self, key: str, record: Any, *, thread: str = "", place: float | str = 0) -> bool:
        """Keep a record.

        Args:
            key: its own, unique.
            record: what is kept.
            thread: the thread it belongs to, if that is known already.
            place: records of a thread are given back in this order, then by key.

        Returns:
            Whether it is new; ``False`` where the key is taken, and then nothing is changed.
        """
        done = self._connection.execute(
            "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?)",
            (key, thread, place, pickle.dumps(record, pickle.HIGHEST_PROTOCOL)),
        )
        return done.rowcount > 0

    def replace(self, key: str, record: Any) -> None:
        """Another record under a key that is there."""
        self._connection.execute(
            "UPDATE record SET data = ? WHERE key = ?",
            (pickle.dumps(record, pickle.HIGHEST_PROTOCOL), key),
        )

    def get(self, key: str) -> Any | None:
        """The record under a key, ``None`` where there is none."""
        query = "SELECT data FROM record WHERE key = ?"
        row = self._connection.execute(query, (key,)).fetchone()
        return None if row is None else pickle.loads(row[0])  # noqa: S301  # our own file

    def thread_of(self, key: str) -> str | None:
        """The thread that a record belongs to, ``None`` where there is no such record."""
        query = "SELECT thread FROM record WHERE key = ?"
        row = self._connection.execute(query, (key,)).fetchone()
        return None if row is None else str(row[0])

    def move(self, key: str, thread: str) -> None:
        """Put a record into a thread."""
        self._connection.execute("UPDATE record SET thread = ? WHERE key = ?", (thread, key))

    def records(self) -> Iterator[tuple[str, Any]]:
        """Every key with its record, by place and then by key; they may be moved meanwhile."""
        # Sorted before the first is given: no index goes by place alone.
        rows = self._connection.execute("SELECT key, data FROM record ORDER BY place, key")
        for key, data in rows:
            yield str(key), pickle.loads(data)  # noqa: S301  # our own file

    def threads(self) -> Iterator[tuple[str, list[Any]]]:
        """Every thread with its records in order; threads by their first place, then by name."""
        self._connection.execute(
            "CREATE INDEX IF NOT EXISTS together ON record (thread, place, key)"
        )
        begun = "SELECT thread, min(place) AS begun FROM record GROUP BY thread"
        rows = self._connection.execute(
            f"SELECT record.thread, data FROM record JOIN ({begun}) AS first USING (thread)"  # noqa: S608
            " ORDER BY begun, record.thread, place, key"
        )
        for thread, group in groupby(rows, itemgetter(0)):
            yield str(thread), [pickle.loads(data) for _, data in group]  # noqa: S301

    def close(self) -> None:
        """Close and remove the file."""
        self._connection.close()
        self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
