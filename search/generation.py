"""An open generation of the index."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.index_folder import KEYWORDS, VECTORS
from search.keyword_engines import keyword_engine

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.index_folder import IndexFolder, Manifest
    from search.keyword_index import KeywordIndex
    from search.store import PassageStore
    from search.vector_index import IntArray, VectorIndex


@dataclass(frozen=True)
class Generation:
    """An open generation: what a query is asked of.

    Attributes:
        number: which one.
        manifest: what it is made of.
        store: its passages' texts.
        vectors: their vectors.
        keywords: their words.
        document_of: passage id to document id.
        about: ids of passages that say what a document is about.
    """

    number: int
    manifest: Manifest
    store: PassageStore
    vectors: VectorIndex
    keywords: KeywordIndex
    document_of: dict[int, str] = field(repr=False)
    about: frozenset[int] = field(repr=False)

    @classmethod
    def open(cls, folder: IndexFolder, number: int) -> Generation:
        """Open a generation for reading.

        Raises:
            FileNotFoundError: it is gone, most likely replaced.
            IndexFault: it is damaged.
        """
        from search.faiss_index import FaissIndex

        path = folder.generation(number)
        manifest = folder.manifest(number)
        store = folder.store(manifest.store)
        engine = keyword_engine(manifest.engine.partition("/")[0])
        return cls(
            number=number,
            manifest=manifest,
            store=store,
            vectors=FaissIndex.read(path / VECTORS),
            keywords=engine.open(path / KEYWORDS),
            document_of=store.ids_of(manifest.versions),
            about=store.about(),
        )

    @cached_property
    def _ids(self) -> IntArray:
        return np.fromiter(self.document_of, dtype=np.int64, count=len(self.document_of))

    def passages_of(self, documents: Collection[str]) -> IntArray:
        """Ids of the passages of these documents, ascending."""
        wanted = set(documents)
        chosen = [number for number, document in self.document_of.items() if document in wanted]
        return np.array(chosen, dtype=np.int64)

    def faults(self) -> list[str]:
        """In what its parts disagree; empty where they do not."""
        found = []
        if len(self._ids) != self.manifest.passages:
            found.append(f"{len(self._ids)} passages stored, {self.manifest.passages} expected")
        if not np.array_equal(self.vectors.ids, self._ids):
            found.append(f"{len(self.vectors.ids)} vectors for {len(self._ids)} passages")
        if not np.array_equal(self.keywords.ids, self._ids):
            found.append(f"{len(self.keywords.ids)} keyword entries for {len(self._ids)} passages")
        return found
