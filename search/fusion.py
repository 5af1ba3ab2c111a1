"""Joins what vectors and words found into one ranking.

A weighted sum of normalised scores, not of ranks: ranks throw away that one side was sure and the
other was guessing. How sure a side is shows in how far its best passage stands out from its next
ones, and that shifts the weight. The constants were measured; see ``docs/dependencies.md``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH = 100  # how far down the vector side's list its scores are spread over 0 to 1
LEAN = 2.2  # towards the vector side where both are equally sure: a weight of 0.9
SWAY = 8.0  # how strongly sureness shifts it
_NEXT = 10


def fuse(
    vector: Sequence[Scored], keyword: Sequence[Scored], *, weight: float | None = None
) -> list[Scored]:
    """Join two rankings, each best first.

    Args:
        vector: cosines.
        keyword: scores above 0, of any scale.
        weight: share of the vector side, 0 to 1; ``None`` lets it depend on how sure both are.

    Returns:
        Every passage of either, best first; scores 0 to 1.
    """
    share = vector_weight(vector, keyword) if weight is None else weight
    floor = vector[min(len(vector), DEPTH) - 1].score if len(vector) > 1 else 0.0
    total: dict[int, float] = {}
    for side, part, least in ((vector, share, floor), (keyword, 1 - share, 0.0)):
        spread = side[0].score - least if side else 0.0
        for identity, score in side:
            value = max(0.0, (score - least) / spread) if spread > 0 else 1.0
            total[identity] = total.get(identity, 0.0) + part * value
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return [Scored(identity, score) for identity, score in ranked]


def vector_weight(vector: Sequence[Scored], keyword: Sequence[Scored]) -> float:
    """Share of the vector side: 1 where words found nothing, 0 where only they did."""
    if not keyword:
        return 1.0
    if not vector:
        return 0.0
    lean = LEAN + SWAY * (_sureness(vector) - _sureness(keyword))
    return 1 / (1 + math.exp(-lean))


def _sureness(ranking: Sequence[Scored]) -> float:
    """How far the best stands out from the first ten: 0 not at all, 1 nothing else counts."""
    first = [score for _, score in ranking[:_NEXT]]
    return (first[0] - sum(first) / len(first)) / first[0] if first[0] > 0 else 0.0
