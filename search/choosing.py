"""Which sentences are quoted: the best, what bears them out, and what contradicts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.differing import differ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedder import FloatArray
    from search.sentences import Candidate

MOST_QUOTES = 3
ENOUGH = 0.3  # of the best quote's support that a further quote must have


@dataclass(frozen=True, eq=False)
class Ranked:
    """A sentence with what speaks for it; equal to itself only.

    Attributes:
        candidate: the sentence.
        score: comparable within one question only.
        support: 0 to 1.
        vector: its meaning; ``None`` where there is no model.
    """

    candidate: Candidate
    score: float
    support: float
    vector: FloatArray | None

    @property
    def document_id(self) -> str:
        """Whose sentence it is."""
        return self.candidate.passage.document_id


def choose(ranked: Sequence[Ranked], sure: float) -> tuple[list[Ranked], list[Ranked]]:
    """The best sentence and up to two more that come near it; and two that contradict each other.

    Where another document says it too, one of the further quotes is from there.

    Args:
        ranked: at least one sentence, best first.
        sure: support from which a sentence answers.
    """
    least = ENOUGH * ranked[0].support
    texts: dict[str, Ranked] = {}
    for item in ranked:
        if item is ranked[0] or item.support >= least:
            texts.setdefault(item.candidate.text, item)
    kept = list(texts.values())
    document = kept[0].document_id
    others = [item for item in kept if item.document_id != document]
    certain = [item for item in others if item.support >= sure]
    for other in certain:
        if differ(_text(kept[0]), _text(other), kept[0].vector, other.vector):
            kept = [item for item in kept if item not in (kept[0], other)]
            return kept[: MOST_QUOTES - 1], [ranked[0], other]
    first = kept[:MOST_QUOTES]
    if certain and not any(item in first for item in others):
        first = [*first[: MOST_QUOTES - 1], certain[0]]
    return first, []


def _text(item: Ranked) -> tuple[str, str]:
    return item.candidate.text, item.candidate.passage.language
