"""Where a ranking ends: a vector index always has a nearest passage, which is no match for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.vector_index import Scored


class Tail(NamedTuple):
    """Where the tail is cut.

    Attributes:
        near: as a share of the best passage's nearness above noise, more than which it takes.
        words: as a share of what the best passage's words are worth, less than which is cut.
    """

    near: float
    words: float


DOCUMENTS = Tail(0.3, 0.25)
QUESTIONS = Tail(0.7, 0.5)  # like a question: what is merely about the same thing is not


def meaningful(
    found: Mapping[str, Sequence[Scored]], noise: Mapping[str, float], tail: Tail = DOCUMENTS
) -> set[int]:
    """Ids of what is near enough in meaning, by any model, or has enough of the query's words.

    Args:
        found: what each side found, best first.
        noise: for sides that compare meaning, the nearness that means nothing; words have none.
        tail: where to cut.
    """
    kept: set[int] = set()
    for side, items in found.items():
        if not items:
            continue
        if side in noise:
            least = max(noise[side], noise[side] + tail.near * (items[0].score - noise[side]))
            kept |= {item.id for item in items if item.score > least}
        else:
            kept |= {item.id for item in items if item.score >= tail.words * items[0].score}
    return kept
