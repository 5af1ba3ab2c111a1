"""Our own layouts, for discussions from anywhere: a table with a row for each post, and JSON.

A secretary fills in the table from a template; `table_columns` lists its columns. The JSON has the
same fields: a list of posts, or ``threads`` whose ``posts`` need not repeat what is the thread's.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.threads.platforms.delimited import rows
from ingest.threads.platforms.headings import columns_of
from ingest.threads.platforms.table_columns import column
from ingest.threads.platforms.table_json import json_rows
from ingest.threads.platforms.table_threads import TableThreads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread, Tally
    from ingest.threads.export import Export

__all__ = ["CsvImporter", "JsonImporter", "template"]

_TABLES = ("*.csv", "*.tsv", "*.txt")
_TEMPLATE = Path(__file__).with_name("template.csv")


def template() -> str:
    """A table to fill in, with a few posts that show how."""
    return _TEMPLATE.read_text(encoding="utf-8")


class CsvImporter:
    """Reads our own table, with comma, semicolon or tab, as Excel writes it."""

    name = "csv"
    label = "CSV"

    def recognises(self, export: Export) -> float:
        """By the columns for threads and texts in a first line."""
        heads = (columns_of(file, column) for file in export.matching(*_TABLES)[:20])
        found = any({"thread", "text"} <= set(head) for head in heads)
        return 0.6 if found else 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """The threads that the tables name, each in its rows' order."""
        for file in export.matching(*_TABLES):
            names = columns_of(file, column)
            missing = [name for name in ("thread", "text") if name not in names]
            if missing:
                reason = f"It has no column {' and no column '.join(missing)}: see the template."
                tally.fault(file.name, reason)
                continue
            read = partial(rows, file, named=column)
            yield from TableThreads(export, file, tally, options).threads(read)


class JsonImporter:
    """Reads our own JSON."""

    name = "json"
    label = "JSON"

    def recognises(self, export: Export) -> float:
        """By the names of its fields."""
        for file in export.matching("*.json"):
            head = file.head()
            begins = re.match(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"(?:threads|posts)"\s*:\s*)?\[', head)
            if begins and b'"text"' in head and re.search(rb'"(?:thread|posts)"', head):
                return 0.5
        return 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """The threads of every file, each with its posts in order."""
        for file in export.matching("*.json"):
            read = partial(json_rows, file)
            yield from TableThreads(export, file, tally, options).threads(read)
