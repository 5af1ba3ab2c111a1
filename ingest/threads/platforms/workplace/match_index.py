"""Where and when people wrote, on disk: what comments that name only a person are matched with."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from ingest.threads.platforms.workplace.said import digest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MatchIndex", "Placed"]

_MOST = 32  # candidates looked at: beyond so many the answer is that nobody can tell


class Placed(NamedTuple):
    """A post or comment: its key, its thread's, and seconds since 1970 (``None``: not known)."""

    key: str
    thread: str
    at: float | None


class MatchIndex:
    """Posts and comments by group, author and time."""

    def __init__(self, scratch: Path) -> None:
        """Keeps its file in ``scratch``."""
        self._path = scratch / "workplace-index.sqlite3"
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;"
            "CREATE TABLE said (grp TEXT, author TEXT, comment INTEGER, at REAL, key TEXT,"
            " thread TEXT, words TEXT);"
            "CREATE INDEX by_author ON said (grp, author, comment, at);"
            "CREATE INDEX by_words ON said (words);"
            "BEGIN;"
        )

    def add(self, placed: Placed, group: str, author: str, text: str, *, comment: bool) -> None:
        """Note where something was written, by whom, and what."""
        words = digest(author, placed.at, text.strip())
        self._connection.execute(
            "INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)",
            (group, author, comment, placed.at, placed.key, placed.thread, words),
        )

    def has(self, author: str, at: float | None, text: str) -> bool:
        """Whether the same words of the same person and second are there already."""
        if at is None:
            return False
        query = "SELECT 1 FROM said WHERE words = ?"
        return (
            self._connection.execute(query, (digest(author, at, text.strip()),)).fetchone()
            is not None
        )

    def earlier(
        self, group: str, author: str, *, comment: bool, since: float | None, until: float | None
    ) -> list[Placed]:
        """What somebody wrote in a group, the latest first; at any time where none is given."""
        rows = self._connection.execute(
            "SELECT key, thread, at FROM said WHERE grp = ?1 AND author = ?2 AND comment = ?3"
            " AND (?5 IS NULL OR at BETWEEN ?4 AND ?5) ORDER BY at DESC, key LIMIT ?6",
            (group, author, comment, since, until, _MOST),
        )
        return [Placed(*row) for row in rows]

    def close(self) -> None:
        """Close and remove the file."""
        self._connection.close()
        self._path.unlink(missing_ok=True)
