"""An open generation of the index."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.background import Background
from search.index_folder import KEYWORDS, PASSAGES
from search.keyword_engines import keyword_engine
from search.manifest import ENGLISH, ENGLISH_PASSAGES, MAIN
from search.passage_table import PassageTable
from search.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from search.index_folder import IndexFolder
    from search.keyword_index import KeywordIndex
    from search.manifest import Manifest
    from search.store import PassageStore
    from search.vector_index import IntArray, VectorIndex


@dataclass(frozen=True)
class Generation:
    """An open generation: what a query is asked of.

    Attributes:
        number: which one.
        manifest: what it is made of.
        store: its passages' texts.
        vectors: the vectors of every passage.
        english: the vectors of passages in English by a model of their own, if there is one.
        keywords: their words.
        documents: the number of each document, by its id.
        table: which passages there are and where they stand.
        folder: where it lies.
    """

    number: int
    manifest: Manifest
    store: PassageStore
    vectors: VectorIndex
    english: VectorIndex | None
    keywords: KeywordIndex
    documents: Mapping[str, int] = field(repr=False)
    table: PassageTable = field(repr=False)
    folder: Path = field(repr=False)

    @classmethod
    def open(cls, folder: IndexFolder, number: int) -> Generation:
        """Open a generation for reading: its vectors and postings stay on disk.

        Raises:
            FileNotFoundError: it is gone, most likely replaced.
            IndexFault: it is damaged.
        """
        from search.vector_segments import SegmentedIndex

        path = folder.generation(number)
        manifest = folder.manifest(number)
        engine = keyword_engine(manifest.engine)
        table = PassageTable.read(path / PASSAGES)
        english: VectorIndex | None = None
        if manifest.english is not None:
            ids = table.in_language(ENGLISH_PASSAGES)
            english = SegmentedIndex.read(path / ENGLISH, manifest.english.segments, ids)
        return cls(
            number=number,
            manifest=manifest,
            store=folder.store(manifest.store),
            vectors=SegmentedIndex.read(path / MAIN, manifest.main.segments, table.ids),
            english=english,
            keywords=engine.open(path / KEYWORDS),
            documents=folder.document_numbers(number),
            table=table,
            folder=path,
        )

    @property
    def spaces(self) -> dict[str, VectorIndex]:
        """The vector indexes there are, by the names of their spaces."""
        named = {MAIN: self.vectors, ENGLISH: self.english}
        return {name: index for name, index in named.items() if index is not None}

    @cached_property
    def about(self) -> frozenset[int]:
        """Ids of passages that say what a document is about and do not stand in its text."""
        return frozenset(self.table.ids[self.table.about].tolist())

    @cached_property
    def languages(self) -> dict[str, int]:
        """Number of passages by language, two letters."""
        return self.table.count_languages()

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """How often each word stands in the library; nothing once the generation was replaced."""
        return read_vocabulary(self.folder)

    @cached_property
    def background(self) -> Background:
        """What nearness to a question is measured against."""
        return Background.of(self.table, self.vectors, self.manifest.main)

    @cached_property
    def english_background(self) -> Background | None:
        """The same for the model of English, if there is one."""
        space = self.manifest.english
        if self.english is None or space is None:
            return None
        return Background.of(self.table, self.english, space)

    @cached_property
    def names(self) -> dict[int, str]:
        """Document ids by their numbers."""
        return {number: identity for identity, number in self.documents.items()}

    def documents_of(self, ids: Iterable[int]) -> dict[int, str]:
        """The document that each of these passages stands in, by passage id."""
        wanted = list(ids)
        numbers = self.table.documents[self.table.rows_of(wanted)].tolist()
        return {one: self.names[number] for one, number in zip(wanted, numbers, strict=True)}

    def passages_of(self, documents: Collection[str]) -> IntArray:
        """Ids of the passages of these documents, ascending."""
        known = [self.documents[one] for one in documents if one in self.documents]
        return self.table.in_documents(known)

    def faults(self) -> list[str]:
        """In what its parts disagree, as far as that is seen without reading them."""
        ids = self.table.ids
        found = []
        if len(ids) != self.manifest.passages:
            found.append(f"{len(ids)} passages listed, {self.manifest.passages} expected")
        if not np.isin(self.table.documents, list(self.names)).all():
            found.append("passages of documents that are not listed")
        if self.keywords.count != len(ids):
            found.append(f"{self.keywords.count} keyword entries for {len(ids)} passages")
        expected = {"vectors": (self.vectors.ids, ids)}
        if self.english is not None:
            english = self.table.in_language(ENGLISH_PASSAGES)
            expected["vectors for English"] = (self.english.ids, english)
        for name, (there, wanted) in expected.items():
            if not np.array_equal(there, wanted):
                found.append(f"{len(there)} {name} for {len(wanted)} passages")
        return found
