"""JSON files of exports: what cannot be read of one is counted as its fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.converters.text_decoding import decode_text
from ingest.threads.platforms.json_stream import BadJson, parsed, values_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import ExportFile
    from ingest.threads.platforms.fields import Record

__all__ = ["json_lines", "json_values", "load_json", "walk_json"]

_BLANK = b" \t\r\n\xef\xbb\xbf"


def load_json(file: ExportFile, tally: Tally) -> Any:
    """What a JSON file holds; ``None``, and a fault counted, where it cannot be read."""
    try:
        data = file.path.read_bytes()
        try:
            return parsed(data)
        except BadJson as error:
            if not isinstance(error.__cause__, UnicodeDecodeError):
                raise
            return parsed(decode_text(data).text)
    except (BadJson, OSError) as error:
        tally.fault(file.name, str(error))
        return None


def json_lines(file: ExportFile, tally: Tally) -> Iterator[Record | None]:
    """The records of a file with one on each line; ``None`` and a fault for a line without."""
    with file.path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                value = parsed(line)
            except BadJson as error:
                tally.fault(file.name, f"line {number} is {error}")
                yield None
                continue
            yield value if isinstance(value, dict) else None


def json_values(file: ExportFile, within: str, tally: Tally) -> Iterator[Record]:
    """The objects of a JSON file, one after the other, a large file never read whole.

    Args:
        file: one value, a list of them, or one on each line. Where it breaks off or is no JSON,
            what came before is given and the rest is a fault.
        within: of an object, the name of the list whose entries are wanted; empty for itself.
        tally: told of faults.
    """
    listed = file.head().lstrip(_BLANK).startswith(b"[")
    place = "item" if listed else f"{within}.item" if within else ""
    for _, value in walk_json(file, tally, {place}):
        if isinstance(value, dict):
            yield value


def walk_json(file: ExportFile, tally: Tally, places: Collection[str]) -> Iterator[tuple[str, Any]]:
    """What stands at places of a file, as `values_at` gives it; a fault where it breaks off."""
    try:
        yield from values_at(file.path, places)
    except BadJson as error:
        tally.fault(file.name, str(error))
