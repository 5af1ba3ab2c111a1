"""Stand-ins for tests: same protocols, no model, nothing random."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import IndexFault
from search.analysis import index_terms
from search.keyword_index import WEIGHTS, KeywordEntry
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from search.embedder import FloatArray
    from search.keyword_index import KeywordQuery
    from search.vector_index import IntArray


class HashingEmbedder:
    """A bag of stemmed words hashed into a vector: texts that share words are near.

    Attributes:
        embedded: every passage text it was given, in order.
    """

    def __init__(self, dimension: int = 256, name: str = "hashing") -> None:
        """``name`` stands for the model."""
        self._dimension = dimension
        self._name = name
        self.embedded: list[str] = []

    @property
    def fingerprint(self) -> str:
        """Names the stand-in and its size."""
        return f"{self._name}-{self._dimension}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @property
    def loaded(self) -> bool:
        """There is nothing to load."""
        return True

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages."""
        self.embedded.extend(texts)
        if not texts:
            return np.zeros((0, self._dimension), dtype=np.float32)
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> FloatArray:
        """Vector of a question."""
        vector = np.zeros(self._dimension, dtype=np.float32)
        for term in index_terms(text, "en"):
            vector[zlib.crc32(term.encode()) % self._dimension] += 1.0
        if not vector.any():
            vector[0] = 1.0
        unit: FloatArray = vector / np.linalg.norm(vector)
        return unit


class ListVectorIndex:
    """Vectors in a list, compared one by one."""

    def __init__(self, ids: Sequence[int], vectors: FloatArray) -> None:
        """Vectors, shape ``(len(ids), dimension)``; ids ascend."""
        self._vectors = dict(zip(map(int, ids), vectors, strict=True))

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        return np.array(sorted(self._vectors), dtype=np.int64)

    def search(
        self, vector: FloatArray, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """The nearest passages, best first."""
        chosen = self._vectors if allowed is None else {int(identity) for identity in allowed}
        found = [
            Scored(identity, float(own @ vector))
            for identity, own in self._vectors.items()
            if identity in chosen
        ]
        return sorted(found, key=lambda item: -item.score)[: max(0, limit)]

    def vectors(self, ids: Sequence[int] | IntArray) -> FloatArray:
        """The vectors of passages."""
        return np.stack([self._vectors[int(identity)] for identity in ids])


class ListKeywordEngine:
    """Entries in one JSON file."""

    def write(
        self, folder: Path, entries: Iterable[KeywordEntry], removed: Sequence[str] = ()
    ) -> None:
        """Make or change an index; the file is replaced, never changed in place."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "entries.json"
        kept = json.loads(path.read_text("utf-8")) if path.exists() else []
        kept = [entry for entry in kept if entry["document_id"] not in removed]
        kept += [asdict(entry) for entry in entries]
        path.unlink(missing_ok=True)
        path.write_text(json.dumps(kept), "utf-8")

    def open(self, folder: Path) -> ListKeywordIndex:
        """Open an index for reading."""
        try:
            kept = json.loads((folder / "entries.json").read_text("utf-8"))
        except ValueError as error:
            raise IndexFault("The keyword index cannot be read", "Run `kb reindex`.") from error
        return ListKeywordIndex([KeywordEntry(**entry) for entry in kept])


class ListKeywordIndex:
    """Scores a passage by how often and where the query's words stand in it."""

    def __init__(self, entries: Sequence[KeywordEntry]) -> None:
        """``entries`` are the passages."""
        self._entries = entries

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        return np.array(sorted(entry.id for entry in self._entries), dtype=np.int64)

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self._entries)

    def search(
        self, query: KeywordQuery, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """Passages that match, best first."""
        chosen = set(self.admitted(query).tolist())
        chosen &= chosen if allowed is None else set(allowed.tolist())
        scored = [Scored(e.id, _worth(e, query)) for e in self._entries if e.id in chosen]
        found = [item for item in scored if item.score > 0]
        return sorted(found, key=lambda item: -item.score)[: max(0, limit)]

    def admitted(self, query: KeywordQuery) -> IntArray:
        """Ids of the passages that have every phrase and nothing excluded, ascending."""
        chosen = [
            entry.id
            for entry in self._entries
            if all(_runs_in(run, entry) for run in query.phrases)
            and not any(_runs_in(run, entry) for run in query.without)
        ]
        return np.array(sorted(chosen), dtype=np.int64)

    def close(self) -> None:
        """Nothing is held."""


def _worth(entry: KeywordEntry, query: KeywordQuery) -> float:
    return sum(
        worth * weight * max(entry.fields[name].count(term) for term in alternatives)
        for alternatives, worth in query.weighed
        for name, weight in WEIGHTS.items()
    )


def _runs_in(run: Sequence[str], entry: KeywordEntry) -> bool:
    return f" {' '.join(run)} " in f" {' '.join(entry.exact)} "
