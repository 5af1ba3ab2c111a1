"""Tables as text: comma, semicolon or tab between the fields, in any encoding that Excel writes."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, NamedTuple

from ingest.sources.base import shown
from ingest.threads.platforms.headings import header_of
from ingest.threads.platforms.text_files import open_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import ExportFile

__all__ = ["Row", "rows"]

_LARGEST_FIELD = 2**27  # posts of some megabytes are sound, a quote that is never closed is not


class Row(NamedTuple):
    """One row.

    Attributes:
        line: of the file, from 1, where it ends.
        fields: by name of their column, trimmed; columns that a row is too short for are missing.
    """

    line: int
    fields: dict[str, str]

    def get(self, *names: str) -> str:
        """The first of some fields that is filled in; empty where none is."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def rows(file: ExportFile, tally: Tally, named: Callable[[str], str]) -> Iterator[Row]:
    """The rows of a table, empty ones left out; a fault where it cannot be read further."""
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_FIELD))
    try:
        with open_text(file, newline="") as stream:
            yield from _rows(stream, named)
    except (csv.Error, OSError) as error:
        tally.fault(file.name, f"cannot be read further as a table: {shown(str(error))}")


def _rows(stream: IO[str], named: Callable[[str], str]) -> Iterator[Row]:
    head, skipped = stream.readline(), 1
    if head.lower().startswith("sep="):  # Excel's note of the delimiter
        head, skipped = stream.readline(), 2
    names, delimiter = header_of(head, named)
    reader = csv.reader(stream, delimiter=delimiter)
    for values in reader:
        filled = {
            name: value.strip()
            for name, value in zip(names, values, strict=False)
            if name and value.strip()
        }
        if filled:
            yield Row(reader.line_num + skipped, filled)
