"""Passages gathered by the document they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from search.vector_index import Scored

# What a document's further passages add to its best: one that says more about the question is
# likelier meant. Measured, see docs/dependencies.md.
SHARES = (1.0, 0.3, 0.2, 0.1)
MOST_PASSAGES = len(SHARES)


@dataclass(frozen=True)
class Group:
    """A document's passages that were found, best first, at most four."""

    document_id: str
    passages: list[Scored] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The passages' scores, the further ones counting less."""
        return sum(
            share * passage.score for share, passage in zip(SHARES, self.passages, strict=False)
        )


def group(
    passages: Iterable[Scored],
    document_of: Mapping[int, str],
    about: Collection[int] = frozenset(),
) -> list[Group]:
    """Gather passages, best first, into documents, best first.

    Of the passages ``about`` a document only the best counts: a document about which more is said
    is not for that reason more likely meant.
    """
    groups: dict[str, Group] = {}
    described: set[str] = set()
    for passage in passages:
        document_id = document_of[passage.id]
        if passage.id in about:
            if document_id in described:
                continue
            described.add(document_id)
        found = groups.setdefault(document_id, Group(document_id))
        if len(found.passages) < MOST_PASSAGES:
            found.passages.append(passage)
    return sorted(groups.values(), key=lambda found: -found.score)
