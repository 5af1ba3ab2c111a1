"""Records of a JSON file, one at a time, whatever its size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.json_events import DEEPEST, BadJson
from ingest.threads.platforms.json_places import built

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["BadJson", "parsed", "values_at"]

_AT_ONCE = 4 * 2**20


def parsed(data: bytes | str) -> Any:
    """One value.

    Raises:
        BadJson: it is none, or is nested deeper than exports are.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise BadJson(error) from error
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return value
    raise BadJson("it is nested too deep")


def values_at(path: Path, places: Collection[str]) -> Iterator[tuple[str, Any]]:
    """What stands at places of a JSON file, in the file's order, each in one piece.

    Args:
        path: one value, or one after the other; a small file is read at once, a large one as a
            stream.
        places: such as ``item`` for each element of a list, ``data.item`` for each element of the
            list under ``data``, ``profile_v2`` for one value, nothing for the whole. No place lies
            within another one.

    Yields:
        A place and a value that stands there.

    Raises:
        BadJson: the file cannot be read, from here on.
    """
    try:
        small = path.stat().st_size <= _AT_ONCE
        found = _within(parsed(path.read_bytes()), places) if small else built(path, places)
    except (BadJson, OSError):
        found = built(path, places)  # what comes before the fault can be read
    yield from found


def _within(document: Any, places: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The same as from a stream, of what is in memory."""
    ways = {"", *(place[:at] for place in places for at, mark in enumerate(place) if mark == ".")}
    waiting = [("", document)]
    while waiting:
        place, value = waiting.pop()
        if place in places:
            yield place, value
        elif place in ways and isinstance(value, dict | list):
            listed = (("item", one) for one in value)
            inner = list(value.items() if isinstance(value, dict) else listed)
            waiting += [(f"{place}.{key}" if place else key, one) for key, one in reversed(inner)]
