"""JSON files as what a parser says of them piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.sources.base import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DEEPEST", "ENDS", "BadJson", "events"]

_BUFFER = 2**20  # a string longer than it is gone through again for each part that is read
DEEPEST = 700  # what is nested deeper is no export, and more than Python's own reader takes
_BOM = b"\xef\xbb\xbf"
ENDS = frozenset({"end_map", "end_array"})


class BadJson(Exception):
    """A file is no JSON, or breaks off; the message says where."""

    def __init__(self, error: Exception | str) -> None:
        """For what the parser says of it, which may be long and hold anything."""
        super().__init__(f"not sound JSON: {shown(' '.join(str(error).split())[:120])}")


def events(path: Path) -> Iterator[tuple[str, Any]]:
    """What a file holds as `ijson` says it, piece by piece.

    Raises:
        BadJson: the file cannot be read, from here on, or is nested deeper than exports are.
    """
    import ijson

    depth = 0
    try:
        with path.open("rb") as stream:
            if stream.read(len(_BOM)) != _BOM:
                stream.seek(0)
            # Not use_float: ijson then refuses whole numbers of more than 64 bits.
            for event, value in ijson.basic_parse(stream, buf_size=_BUFFER, multiple_values=True):
                depth += event.startswith("start_") - (event in ENDS)
                if depth > DEEPEST:
                    raise BadJson("it is nested too deep")
                fraction = event == "number" and not isinstance(value, int)
                yield event, float(value) if fraction else value
    except (ijson.JSONError, ValueError, ArithmeticError, OSError) as error:
        raise BadJson(error) from error
