"""Fields of exports' records, whatever nonsense is in them."""

from __future__ import annotations

from typing import Any

__all__ = ["Record", "field", "record", "records", "sound", "whole_number"]

Record = dict[str, Any]


def field(source: object, *names: str) -> str:
    """The first of some fields that holds a text or a number; empty where none does."""
    for name in names:
        value = source.get(name) if isinstance(source, dict) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value:
            return sound(value)
    return ""


def sound(value: str) -> str:
    """A text without halves of characters, which JSON can hold and UTF-8 cannot."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def record(source: object, name: str) -> Record:
    """The record in a field; an empty one where there is none."""
    value = source.get(name) if isinstance(source, dict) else None
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Record]:
    """The records of a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def whole_number(said: str) -> int:
    """The number that digits say; 0 for none, or for more digits than any count has."""
    return int(said) if said.isdecimal() and len(said) < 16 else 0
