"""The passage store: texts and vectors, kept once and shared by every generation of the index.

Rows never change. A document's passages are written in one transaction under the hash of its file,
and a vector under the hash of the text it is made of, so work done before a kill is work done.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import IndexFault
from kb.files import home_fault
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from kb.library.anchors import Unit
    from search.embedder import FloatArray
    from search.passages import Passage

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,
    tags TEXT NOT NULL, PRIMARY KEY (id, version)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, version TEXT NOT NULL,
    ordinal INTEGER NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL,
    unit TEXT, number INTEGER, label TEXT, text_key TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS passage_place ON passages (document_id, version, ordinal);
CREATE INDEX IF NOT EXISTS passage_text ON passages (text_key);
CREATE TABLE IF NOT EXISTS embeddings (
    model TEXT NOT NULL, text_key TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text_key)
) WITHOUT ROWID;
"""
PROBE = "probe:"  # begins the keys of vectors that belong to no passage
_CHUNK = 500  # SQLite takes at most 999 variables in one statement on older builds
_PASSAGE = "id, document_id, text, headings, unit, number, label"


@dataclass(frozen=True)
class StoredDocument:
    """What the index needs of a document besides its passages; ``version`` is its file's hash."""

    id: str
    version: str
    title: str
    language: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoredPassage:
    """A passage with the id that vectors and postings know it by."""

    id: int
    document_id: str
    text: str
    headings: tuple[str, ...]
    anchor: Anchor | None


class PassageStore:
    """One SQLite file; every call opens its own connection, so threads and processes share it."""

    def __init__(self, path: Path) -> None:
        """``path`` is the file; `create` makes it."""
        self.path = path

    def create(self) -> None:
        """Make the file and its tables where missing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise home_fault(error, f"Writing {self.path}") from error
        with self._connect(create=True) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in _SCHEMA.split(";\n"):
                    connection.execute(statement)

    def remove(self) -> None:
        """Delete the file; the next `create` begins anew."""
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def _connect(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
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

    def documents(self) -> set[tuple[str, str]]:
        """Every ``(document id, version)`` whose passages are here."""
        with self._connect() as connection:
            return set(connection.execute("SELECT id, version FROM documents"))

    def add(self, document: StoredDocument, passages: Sequence[Passage]) -> None:
        """Write a document's passages, all or none; does nothing where they are here already."""
        with self._connect() as connection, connection:
            row = (
                document.id, document.version, document.title, document.language,
                json.dumps(document.tags),
            )  # fmt: skip
            added = connection.execute("INSERT OR IGNORE INTO documents VALUES (?,?,?,?,?)", row)
            if added.rowcount:
                connection.executemany(
                    "INSERT INTO passages (document_id, version, ordinal, text, headings, unit,"
                    " number, label, text_key) VALUES (?,?,?,?,?,?,?,?,?)",
                    (_row(document, passage) for passage in passages),
                )

    def forget(self, keep: Collection[tuple[str, str]], models: Collection[str]) -> None:
        """Delete the documents not in ``keep`` and every vector that is of no use any more."""
        with self._connect() as connection, connection:
            here = set(connection.execute("SELECT id, version FROM documents"))
            gone = sorted(here - set(keep))
            for table, name in (("documents", "id"), ("passages", "document_id")):
                connection.executemany(
                    f"DELETE FROM {table} WHERE {name} = ? AND version = ?",  # noqa: S608
                    gone,
                )
            connection.execute(
                "DELETE FROM embeddings WHERE model NOT IN (SELECT value FROM json_each(?))"
                " OR (text_key NOT IN (SELECT text_key FROM passages) AND text_key NOT LIKE ?)",
                (json.dumps(sorted(models)), f"{PROBE}%"),
            )

    def languages(self, versions: Collection[tuple[str, str]]) -> list[str]:
        """Languages of these documents, two letters, sorted."""
        wanted = set(versions)
        with self._connect() as connection:
            rows = connection.execute("SELECT id, version, language FROM documents")
            return sorted({row[2][:2] for row in rows if (row[0], row[1]) in wanted})

    def ids_of(self, versions: Collection[tuple[str, str]]) -> dict[int, str]:
        """Passage id to document id, for these ``(document id, version)``, in order of id."""
        wanted = set(versions)
        with self._connect() as connection:
            rows = connection.execute("SELECT id, document_id, version FROM passages ORDER BY id")
            return {row[0]: row[1] for row in rows if (row[1], row[2]) in wanted}

    def about(self) -> frozenset[int]:
        """Ids of passages that say what a document is about and do not stand in its text."""
        with self._connect() as connection:
            rows = connection.execute("SELECT id FROM passages WHERE ordinal < 0")
            return frozenset(row[0] for row in rows)

    def of_document(self, document: tuple[str, str]) -> tuple[StoredDocument, list[StoredPassage]]:
        """A document's row and its passages in order.

        Raises:
            IndexFault: it is not here.
        """
        where = "document_id = ? AND version = ?"
        with self._connect() as connection:
            row = connection.execute(
                "SELECT * FROM documents WHERE id = ? AND version = ?", document
            ).fetchone()
            rows = connection.execute(
                f"SELECT {_PASSAGE} FROM passages WHERE {where} ORDER BY ordinal",  # noqa: S608
                document,
            ).fetchall()
        if row is None:
            raise IndexFault(f"The index has lost `{document[0]}`", "Run `kb reindex`.")
        identity, version, title, language, tags = row
        stored = StoredDocument(identity, version, title, language, tuple(json.loads(tags)))
        return stored, [_stored(row) for row in rows]

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by id; ids that are not here are left out."""
        wanted = list(ids)
        found: dict[int, StoredPassage] = {}
        with self._connect() as connection:
            for start in range(0, len(wanted), _CHUNK):
                chunk = wanted[start : start + _CHUNK]
                marks = ",".join("?" * len(chunk))
                rows = connection.execute(
                    f"SELECT {_PASSAGE} FROM passages WHERE id IN ({marks})",  # noqa: S608
                    chunk,
                )
                found.update((row[0], _stored(row)) for row in rows)
        return found

    def without_vectors(self, model: str, versions: Collection[tuple[str, str]]) -> dict[str, str]:
        """Texts still to be embedded, by their key, in order of passage id."""
        from search.passages import Passage

        query = (
            "SELECT p.text_key, p.document_id, p.version, p.ordinal, p.text, p.headings, d.title"
            " FROM passages p JOIN documents d ON d.id = p.document_id AND d.version = p.version"
            " LEFT JOIN embeddings e ON e.model = ? AND e.text_key = p.text_key"
            " WHERE e.text_key IS NULL ORDER BY p.id"
        )
        wanted = set(versions)
        with self._connect() as connection:
            return {
                key: Passage(ordinal, text, tuple(json.loads(headings)), None).embedded(title)
                for key, document_id, version, ordinal, text, headings, title in connection.execute(
                    query, (model,)
                )
                if (document_id, version) in wanted
            }

    def add_vectors(self, model: str, keys: Sequence[str], vectors: FloatArray) -> None:
        """Write vectors, float32, one row of ``vectors`` for each key."""
        rows = [(model, key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        with self._connect() as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?,?,?)", rows)

    def vectors(self, model: str, ids: Collection[int], dimension: int) -> FloatArray:
        """Vectors of these passages in the order of their ids, shape ``(len(ids), dimension)``.

        Raises:
            IndexFault: one is missing or of another length.
        """
        import numpy as np

        wanted = set(ids)
        query = (
            "SELECT p.id, e.vector FROM passages p JOIN embeddings e"
            " ON e.text_key = p.text_key WHERE e.model = ? ORDER BY p.id"
        )
        with self._connect() as connection:
            rows = [row[1] for row in connection.execute(query, (model,)) if row[0] in wanted]
        if len(rows) != len(wanted) or any(len(row) != 4 * dimension for row in rows):
            raise IndexFault("The index has lost vectors", "Run `kb reindex`.")
        return np.frombuffer(b"".join(rows), dtype=np.float32).reshape(len(rows), dimension)

    def probes(self, model: str) -> FloatArray | None:
        """Vectors kept under probe keys, one a row; ``None`` where there are none."""
        import numpy as np

        query = (
            "SELECT vector FROM embeddings WHERE model = ? AND text_key LIKE ? ORDER BY text_key"
        )
        with self._connect() as connection:
            rows = [row[0] for row in connection.execute(query, (model, f"{PROBE}%"))]
        if not rows:
            return None
        return np.frombuffer(b"".join(rows), dtype=np.float32).reshape(len(rows), -1)

    def is_whole(self) -> bool:
        """Whether SQLite finds the file in order."""
        with self._connect() as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")


def _row(document: StoredDocument, passage: Passage) -> tuple[object, ...]:
    from search.passages import text_key

    anchor = passage.anchor
    place = (anchor.unit, anchor.number, anchor.label) if anchor else (None, None, None)
    key = text_key(passage.embedded(document.title))
    headings = json.dumps(passage.headings, ensure_ascii=False)
    return (document.id, document.version, passage.ordinal, passage.text, headings, *place, key)


def _stored(row: tuple[int, str, str, str, Unit | None, int, str]) -> StoredPassage:
    identity, document_id, text, headings, unit, number, label = row
    anchor = Anchor(unit, number, label) if unit else None
    return StoredPassage(identity, document_id, text, tuple(json.loads(headings)), anchor)


def _fault(error: sqlite3.DatabaseError) -> Exception:
    text = str(error)
    if "full" in text or "readonly" in text or "disk I/O" in text:
        return home_fault(OSError(28 if "full" in text else 30, text), "Writing the index")
    if "locked" in text:
        return IndexFault("The index is being written by another process", "Try again shortly.")
    return IndexFault(f"The index's passage store cannot be read ({text})", "Run `kb reindex`.")
