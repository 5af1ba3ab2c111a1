"""Reads the exports of Stack Exchange sites."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ingest.threads.platforms.stackexchange.api import api_entries, api_files
from ingest.threads.platforms.stackexchange.dump import dump_entries, dump_files
from ingest.threads.platforms.stackexchange.gathering import gathered
from ingest.threads.platforms.stackexchange.teams import teams_entries, teams_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread, Tally
    from ingest.threads.export import Export


class StackExchangeImporter:
    """Reads dumps, exports of teams and saved answers of the API; several sites at once."""

    name = "stackexchange"
    label = "Stack Exchange"

    def recognises(self, export: Export) -> float:
        """By tables of a dump or a team, and by the names of the API's fields."""
        posts = (file for file in dump_files(export) if file.basename.lower() == "posts.xml")
        if any(b"<posts" in file.head() for file in posts) or teams_files(export):
            return 0.95
        return 0.9 if api_files(export) else 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Yield questions by time, each with its answers and comments."""
        del options  # all its times are UTC
        found = chain(
            dump_entries(export, tally), teams_entries(export, tally), api_entries(export, tally)
        )
        yield from gathered(found, export, tally)
