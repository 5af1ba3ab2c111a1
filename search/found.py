"""What a query found; passages are read from the store when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.queries import DocumentFacts
    from search.background import Level
    from search.fusion import Group
    from search.generation import Generation
    from search.query import ParsedQuery
    from search.store import StoredPassage


@dataclass(frozen=True)
class Found:
    """What a query found; passages are read from the store when they are asked for, once.

    Attributes:
        parsed: the query, its filters joined with those given.
        groups: catalogued documents with passages, best first.
        documents: what the catalogue says of them.
        terms: the query's words, each as the stems it was compared by.
        notes: what was not understood or left out.
        generation: the index that was asked; ``None`` where there is none.
        levels: how near the question is to the library as a whole, by language; empty where
            meaning was not compared.
    """

    parsed: ParsedQuery
    groups: tuple[Group, ...] = ()
    documents: Mapping[str, DocumentFacts] = field(default_factory=dict)
    terms: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    generation: Generation | None = None
    levels: Mapping[bytes, Level] = field(default_factory=dict)
    _passages: dict[int, StoredPassage] = field(default_factory=dict, repr=False, compare=False)

    @property
    def about(self) -> frozenset[int]:
        """Ids of passages that say what a document is about and are not its text."""
        return self.generation.about if self.generation else frozenset()

    @property
    def languages(self) -> dict[str, int]:
        """Number of passages by language."""
        return self.generation.languages if self.generation else {}

    def read(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Stored passages by id, in the order asked for."""
        wanted = list(ids)
        unread = [identity for identity in wanted if identity not in self._passages]
        if unread and self.generation:
            self._passages.update(self.generation.store.passages(unread))
        return {one: self._passages[one] for one in wanted if one in self._passages}
