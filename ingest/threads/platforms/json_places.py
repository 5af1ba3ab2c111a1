"""What stands at places of a large JSON file, gone through without holding it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.json_events import ENDS, events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["built"]

_NO_BEGINNING = ENDS | {"map_key"}


def built(path: Path, places: Collection[str]) -> Iterator[tuple[str, Any]]:
    """What stands at places of a file, as `json_stream.values_at` gives it."""
    import ijson

    way = _Way(max((place.count(".") + 1 for place in places if place), default=0))
    builder, building = None, ""
    for event, value in events(path):
        place = way.take(event, value)
        if builder is None:
            if place is None or place not in places or event in _NO_BEGINNING:
                continue
            if event not in {"start_map", "start_array"}:
                yield place, value
                continue
            builder, building = ijson.ObjectBuilder(), place
        builder.event(event, value)
        if place == building and event in ENDS:
            yield building, builder.value
            builder = None


class _Way:
    """The place of each event, as far down as places go.

    ijson writes out the whole way at any depth, which for a file of nothing but opening brackets
    takes the square of its size in memory.
    """

    def __init__(self, deepest: int) -> None:
        self._deepest = deepest
        self._parts: list[str] = []
        self._depth = 0

    def take(self, event: str, value: Any) -> str | None:
        """The place of an event's value; ``None`` for what lies deeper than any place."""
        if event in ENDS:
            self._depth -= 1
            del self._parts[self._depth :]
        elif event == "map_key" and self._depth <= self._deepest:
            self._parts[self._depth - 1] = value
        place = ".".join(self._parts) if self._depth <= self._deepest else None
        if event in {"start_map", "start_array"}:
            self._depth += 1
            if self._depth <= self._deepest:
                self._parts.append("item" if event == "start_array" else "")
        return place
