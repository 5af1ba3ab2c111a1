"""In which order posts are read: as they came, but never before what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime


def parents_first(keys: Sequence[str], parents: Mapping[str, str]) -> list[str]:
    """The keys in their order, save that each comes after its parent.

    Clocks of two machines differ, so an answer can seem older than its question. Among posts that
    answer each other in a circle, the one from which the others are reached comes first.

    Args:
        keys: posts in order of time.
        parents: key of the post that each answers; one that is not among the keys is none.
    """
    there = set(keys)
    placed: dict[str, None] = {}
    for key in keys:
        chain: dict[str, None] = {}
        step: str | None = key
        while step is not None and step in there and step not in placed and step not in chain:
            chain[step] = None
            step = parents.get(step)
        placed.update(dict.fromkeys(reversed(chain)))
    return list(placed)


def by_time(
    known: Iterable[tuple[str, datetime | None]], new: Iterable[tuple[str, datetime | None]]
) -> list[str]:
    """Two lists of keys as one in order of time; neither loses its own order.

    A post without a date stands where it stood: after the one before it.
    """
    left, right = _dated(known), _dated(new)
    merged: list[str] = []
    place = 0
    for key, at in right:
        while place < len(left) and left[place][1] <= at:
            merged.append(left[place][0])
            place += 1
        merged.append(key)
    return merged + [key for key, _ in left[place:]]


def _dated(posts: Iterable[tuple[str, datetime | None]]) -> list[tuple[str, float]]:
    """Keys with seconds, those without a date with the latest before them."""
    latest, dated = float("-inf"), []
    for key, at in posts:
        latest = max(latest, at.timestamp()) if at else latest
        dated.append((key, at.timestamp() if at else latest))
    return dated
