"""Vectors of texts in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from kb.errors import HomeFault
from kb.files import home_fault

if TYPE_CHECKING:
    from pathlib import Path

    from search.embedder import FloatArray

Kind: TypeAlias = Literal["passage", "query"]

_TABLE = """CREATE TABLE IF NOT EXISTS vectors (
    maker BLOB, kind TEXT, text BLOB, vector BLOB NOT NULL, PRIMARY KEY (maker, kind, text)
) WITHOUT ROWID"""
_REMEDY = "Delete it, or name another with --cache."


class VectorCache:
    """One SQLite file of vectors, float32; safe to share between threads and processes.

    Losing it costs time and nothing else, so it is never synced to disk.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it with the folders above it.

        Raises:
            HomeFault: it cannot be written, or is no such file.
        """
        self._path = path
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, timeout=60.0, check_same_thread=False)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = OFF")
            self._file.execute(_TABLE)
        except OSError as error:
            raise home_fault(error, f"Making {path.parent}") from error
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def get(self, maker: bytes, kind: Kind, text: bytes) -> FloatArray | None:
        """The vector of a text; ``None`` where it is not kept."""
        query = "SELECT vector FROM vectors WHERE maker = ? AND kind = ? AND text = ?"
        try:
            with self._lock:
                row = self._file.execute(query, (maker, kind, text)).fetchone()
        except sqlite3.Error as error:
            raise self._fault(error) from error
        return None if row is None else np.frombuffer(row[0], dtype=np.float32)

    def put(self, maker: bytes, kind: Kind, vectors: dict[bytes, FloatArray]) -> None:
        """Keep the vectors of texts."""
        rows = [(maker, kind, text, vector.tobytes()) for text, vector in vectors.items()]
        try:
            with self._lock, self._file:
                self._file.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _fault(self, error: sqlite3.Error) -> HomeFault:
        return HomeFault(f"The cache {self._path} cannot be used ({error})", _REMEDY)
