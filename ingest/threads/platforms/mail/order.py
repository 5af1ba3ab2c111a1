"""The posts of a thread in order: by time, yet never a reply before what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def parents_of(ancestors: Mapping[str, Sequence[str]]) -> dict[str, str | None]:
    """What each post answers: its nearest ancestor in the thread, else the nearest that it names.

    Args:
        ancestors: of each post of the thread by its key, the nearest first.

    Returns:
        For each post its parent; ``None`` for those that answer nothing. Following parents never
        comes back to a post: the reply that closes a circle answers nothing.
    """
    parents: dict[str, str | None] = {}
    for key, names in ancestors.items():
        others = [name for name in names if name != key]
        nearest = next((name for name in others if name in ancestors), None)
        parents[key] = nearest or (others[0] if others else None)
    settled: set[str] = set()
    for key in parents:
        path: dict[str, None] = {}
        at: str | None = key
        while at in parents and at not in settled:
            path[at] = None
            if parents[at] in path:
                parents[at] = None
            at = parents[at]
        settled.update(path)
    return parents


def in_order(parents: Mapping[str, str | None], times: Mapping[str, float]) -> list[str]:
    """Keys of posts in the order of reading.

    A reply whose clock was slow counts as written with what it answers.

    Args:
        parents: as `parents_of` gives them.
        times: of each post, in seconds.
    """
    places: dict[str, tuple[float, int]] = {}
    for key in parents:
        path = []
        at: str | None = key
        while at is not None and at in parents and at not in places:
            path.append(at)
            at = parents[at]
        for one in reversed(path):
            above = places.get(parents[one] or "")
            own = times[one]
            late = above is not None and above[0] >= own
            places[one] = (above[0], above[1] + 1) if above and late else (own, 0)
    return sorted(parents, key=lambda key: (*places[key], times[key], key))
