"""One model's vectors in the passage store, each under the hash of the text it is made of.

They are kept in half precision, as the vector index keeps them: a cosine changes by less than
0.0005, and the file is half as large.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import IndexFault
from search.passages import Passage
from search.store import PROBE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.embedder import FloatArray
    from search.store import PassageStore
    from search.vector_index import IntArray

_MISSING = (
    "SELECT p.text_key, p.ordinal, p.text, p.headings, d.title FROM json_each(?) AS wanted"
    " CROSS JOIN documents d ON d.number = wanted.value"
    " CROSS JOIN passages p ON p.document = d.number"
    " LEFT JOIN embeddings e ON e.text_key = p.text_key"
    " AND e.model = (SELECT number FROM models WHERE fingerprint = ?)"
    " WHERE e.text_key IS NULL AND p.language LIKE ? ORDER BY p.id"
)
_OF_PASSAGES = (
    "SELECT e.vector FROM json_each(?) AS wanted CROSS JOIN passages p ON p.id = wanted.value"
    " CROSS JOIN embeddings e ON e.text_key = p.text_key"
    " WHERE e.model = (SELECT number FROM models WHERE fingerprint = ?) ORDER BY p.id"
)


@dataclass(frozen=True)
class VectorStore:
    """The vectors of one model.

    Attributes:
        store: the passage store they lie in.
        model: the model's fingerprint.
    """

    store: PassageStore
    model: str

    def missing(self, documents: Iterable[int], language: str = "") -> dict[str, str]:
        """Texts of these documents still to be embedded, by their key, in order of passage id.

        Args:
            documents: their numbers.
            language: two letters that a passage's language must begin with; empty for all.
        """
        given = (json.dumps(list(documents)), self.model, f"{language}%")
        with self.store.connect() as connection:
            return {
                key: Passage(ordinal, text, tuple(json.loads(headings)), None).embedded(title)
                for key, ordinal, text, headings, title in connection.execute(_MISSING, given)
            }

    def add(self, keys: Sequence[str], vectors: FloatArray) -> None:
        """Write vectors, one row of ``vectors`` for each key."""
        with self.store.connect() as connection, connection:
            connection.execute(
                "INSERT OR IGNORE INTO models (fingerprint) VALUES (?)", (self.model,)
            )
            query = "SELECT number FROM models WHERE fingerprint = ?"
            number = connection.execute(query, (self.model,)).fetchone()[0]
            rows = (
                (key, number, vector.tobytes())
                for key, vector in zip(keys, vectors.astype("<f2"), strict=True)
            )
            connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?,?,?)", rows)

    def of_passages(self, ids: Sequence[int] | IntArray, dimension: int) -> FloatArray:
        """Vectors of these passages, ids ascending; float32, shape ``(len(ids), dimension)``.

        Raises:
            IndexFault: one is missing or of another length.
        """
        import numpy as np

        wanted = json.dumps([int(identity) for identity in ids])
        with self.store.connect() as connection:
            rows = [row[0] for row in connection.execute(_OF_PASSAGES, (wanted, self.model))]
        if len(rows) != len(ids) or any(len(row) != 2 * dimension for row in rows):
            raise IndexFault("The index has lost vectors", "Run `kb reindex`.")
        halves = np.frombuffer(b"".join(rows), dtype="<f2").reshape(len(rows), dimension)
        return halves.astype(np.float32)

    def probes(self) -> FloatArray | None:
        """Vectors kept under probe keys, one a row; ``None`` where there are none."""
        import numpy as np

        query = (
            "SELECT vector FROM embeddings WHERE text_key GLOB ?"
            " AND model = (SELECT number FROM models WHERE fingerprint = ?) ORDER BY text_key"
        )
        with self.store.connect() as connection:
            rows = [row[0] for row in connection.execute(query, (f"{PROBE}*", self.model))]
        if not rows:
            return None
        halves = np.frombuffer(b"".join(rows), dtype="<f2").reshape(len(rows), -1)
        return halves.astype(np.float32)
