"""The passage store: texts and vectors, kept once and shared by every generation of the index.

Rows never change. Documents are written some at a time, each under the hash of its file, and a
vector under the hash of the text it is made of, so work done before a kill is work done.
Whatever is asked for is asked for by number or id: an answer costs what is in it, not what is here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kb.errors import IndexFault
from kb.library.anchors import Anchor
from search.store_file import StoreFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kb.library.anchors import Unit
    from search.passages import Passage

PROBE = "probe:"  # begins the keys of vectors that belong to no passage
KEY_LENGTH = 32  # hexadecimal digits of a text's hash that name its vector: 128 bits are plenty
_PASSAGE = (
    "SELECT p.id, d.id, p.text, p.headings, p.unit, p.number, p.label, p.language"
    " FROM {0} passages p {1} JOIN documents d ON d.number = p.document "
)
_BY_IDS = _PASSAGE.format("json_each(?) AS wanted CROSS JOIN", "ON p.id = wanted.value")


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
    """A passage with the id that vectors and postings know it by, and the language it is in."""

    id: int
    document_id: str
    text: str
    headings: tuple[str, ...]
    anchor: Anchor | None
    language: str


class CutDocument(NamedTuple):
    """A document with its passages and the language of each."""

    document: StoredDocument
    passages: Sequence[Passage]
    languages: Sequence[str]


class PassageStore(StoreFile):
    """Documents and their passages."""

    def documents(self) -> dict[tuple[str, str], int]:
        """The number of every ``(document id, version)`` whose passages are here."""
        with self.connect() as connection:
            rows = connection.execute("SELECT id, version, number FROM documents")
            return {(row[0], row[1]): row[2] for row in rows}

    def numbers(self, versions: Iterable[tuple[str, str]]) -> dict[str, int]:
        """Document id to number, for those of these ``(document id, version)`` that are here."""
        query = (
            "SELECT d.id, d.number FROM json_each(?) AS wanted CROSS JOIN documents d"
            " ON d.id = json_extract(wanted.value, '$[0]')"
            " AND d.version = json_extract(wanted.value, '$[1]')"
        )
        with self.connect() as connection:
            return dict(connection.execute(query, (json.dumps(list(versions)),)))

    def add(self, documents: Iterable[CutDocument]) -> list[int]:
        """Write documents with their passages, all or none; those that are here stay as they are.

        Returns:
            The documents' numbers, in their order.
        """
        with self.connect() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            return [_added(connection, one) for one in documents]

    def forget(self, keep: Collection[int], models: Collection[str]) -> None:
        """Delete the documents not in ``keep`` and every vector that is of no use any more.

        Args:
            keep: numbers of documents.
            models: fingerprints of the models whose vectors are still used.
        """
        kept = set(keep)
        with self.connect() as connection, connection:
            here = connection.execute("SELECT number FROM documents")
            gone = json.dumps([row[0] for row in here if row[0] not in kept])
            connection.execute(
                "CREATE TEMP TABLE gone AS SELECT DISTINCT p.text_key FROM json_each(?) AS number"
                " CROSS JOIN passages p ON p.document = number.value",
                (gone,),
            )
            for table, column in (("documents", "number"), ("passages", "document")):
                connection.execute(
                    f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",  # noqa: S608
                    (gone,),
                )
            connection.execute(
                "DELETE FROM embeddings WHERE text_key IN (SELECT text_key FROM gone)"
                " AND NOT EXISTS (SELECT 1 FROM passages p WHERE p.text_key = embeddings.text_key)"
            )
            _forget_models(connection, models)

    def rows(self, documents: Iterable[int]) -> Iterator[tuple[int, int, int, str]]:
        """Passages of these documents as ``(id, document number, ordinal, language)``."""
        query = (
            "SELECT p.id, p.document, p.ordinal, p.language FROM json_each(?) AS wanted"
            " CROSS JOIN passages p ON p.document = wanted.value"
        )
        with self.connect() as connection:
            yield from connection.execute(query, (json.dumps(list(documents)),))

    def texts(self, documents: Iterable[int]) -> Iterator[str]:
        """The passages of these documents, text alone."""
        query = (
            "SELECT p.text FROM json_each(?) AS wanted"
            " CROSS JOIN passages p ON p.document = wanted.value"
        )
        with self.connect() as connection:
            for (text,) in connection.execute(query, (json.dumps(list(documents)),)):
                yield text

    def of_documents(
        self, documents: Iterable[int]
    ) -> Iterator[tuple[StoredDocument, list[StoredPassage]]]:
        """Each of these documents with its passages in order.

        Raises:
            IndexFault: one is not here.
        """
        about = "SELECT id, version, title, language, tags FROM documents WHERE number = ?"
        passages = _PASSAGE.format("", "") + "WHERE p.document = ? ORDER BY p.ordinal"
        with self.connect() as connection:
            for number in documents:
                row = connection.execute(about, (number,)).fetchone()
                if row is None:
                    raise IndexFault("The index has lost a document", "Run `kb reindex`.")
                identity, version, title, language, tags = row
                rows = connection.execute(passages, (number,))
                document = StoredDocument(
                    identity, version, title, language, tuple(json.loads(tags))
                )
                yield document, [_stored(row) for row in rows]

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by id; ids that are not here are left out."""
        with self.connect() as connection:
            found = connection.execute(_BY_IDS, (json.dumps(list(ids)),))
            return {row[0]: _stored(row) for row in found}


def _added(connection: sqlite3.Connection, cut: CutDocument) -> int:
    """Write one document inside a transaction; its number."""
    document, where = cut.document, (cut.document.id, cut.document.version)
    query = "SELECT number FROM documents WHERE id = ? AND version = ?"
    if row := connection.execute(query, where).fetchone():
        return int(row[0])
    made = connection.execute(
        "INSERT INTO documents (id, version, title, language, tags) VALUES (?,?,?,?,?)",
        (*where, document.title, document.language, json.dumps(document.tags)),
    )
    assert made.lastrowid is not None
    connection.executemany(
        "INSERT INTO passages (document, ordinal, text, headings, unit, number, label,"
        " language, text_key) VALUES (?,?,?,?,?,?,?,?,?)",
        (
            (made.lastrowid, *_row(document, passage, language))
            for passage, language in zip(cut.passages, cut.languages, strict=True)
        ),
    )
    return made.lastrowid


def _forget_models(connection: sqlite3.Connection, models: Collection[str]) -> None:
    """Delete the vectors of models that are out of use; they are all read only if there are any."""
    here = connection.execute("SELECT number, fingerprint FROM models").fetchall()
    for number, fingerprint in here:
        if fingerprint not in models:
            connection.execute("DELETE FROM embeddings WHERE model = ?", (number,))
            connection.execute("DELETE FROM models WHERE number = ?", (number,))


def _row(document: StoredDocument, passage: Passage, language: str) -> tuple[object, ...]:
    from search.passages import text_key

    anchor = passage.anchor
    place = (anchor.unit, anchor.number, anchor.label) if anchor else (None, None, None)
    key = text_key(passage.embedded(document.title))[:KEY_LENGTH]
    headings = json.dumps(passage.headings, ensure_ascii=False)
    return (passage.ordinal, passage.text, headings, *place, language, key)


def _stored(row: tuple[int, str, str, str, Unit | None, int, str, str]) -> StoredPassage:
    identity, document_id, text, headings, unit, number, label, language = row
    anchor = Anchor(unit, number, label) if unit else None
    return StoredPassage(identity, document_id, text, tuple(json.loads(headings)), anchor, language)
