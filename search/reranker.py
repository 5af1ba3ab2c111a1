"""Reads the first documents again with a cross-encoder, which sees question and passage together.

Slower by far than comparing vectors, so off by default and for a few documents only.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.fusion import Group
    from search.store import StoredPassage

READ = 20  # documents


class Reranker(Protocol):
    """Judges how well passages answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One for each text; more is better.

        Raises:
            ModelFault: the model cannot be loaded.
        """
        ...


def reranked(
    reranker: Reranker, question: str, groups: Sequence[Group], stored: dict[int, StoredPassage]
) -> list[Group]:
    """The first documents in the order of the reranker, the others after them as they were.

    Args:
        reranker: the judge.
        question: as asked.
        groups: documents, best first.
        stored: the best passage of each of the first `READ`, by id.

    Raises:
        ModelFault: the model cannot be loaded.
    """
    first, rest = list(groups[:READ]), list(groups[READ:])
    texts = [stored[group.passages[0].id].text for group in first]
    judged = reranker.scores(question, texts) if texts else []
    order = sorted(range(len(first)), key=lambda i: (-_number(judged[i]), i))
    heights = sorted((group.score for group in first), reverse=True)  # scores go on falling
    again = [replace(first[i], score=height) for i, height in zip(order, heights, strict=True)]
    return [*again, *rest]


def _number(score: float) -> float:
    return -math.inf if math.isnan(score) else score
