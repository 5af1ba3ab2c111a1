"""Askbot: pages of questions as a browser saves them, and what its API says of questions.

The API gives a question with part of its text and the numbers of its answers; the answers
themselves stand on the question's pages alone. Comments beyond the first few of a post come as
JSON lists. A site has one numbering for all three.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ingest.threads.base import ImportOptions, SourceThread, Tally
from ingest.threads.platforms.askbot.api import json_entries
from ingest.threads.platforms.askbot.pages import page_entries
from ingest.threads.platforms.stackexchange.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.export import Export, ExportFile
    from ingest.threads.platforms.stackexchange.entries import Entry

__all__ = ["AskbotImporter"]

_PAGE = re.compile(rb"askbot\[|/askbot/|js-question")
_JSON = re.compile(rb'"answer_ids"|"comment_added_at"')


class AskbotImporter:
    """Reads saved pages of one or more sites, and JSON of the API beside them."""

    name = "askbot"
    label = "Askbot"

    def recognises(self, export: Export) -> float:
        """By the classes and scripts of its pages, and the fields of its API."""
        if any(_PAGE.search(file.head()) for file in _pages(export)):
            return 0.7
        return 0.8 if any(_JSON.search(file.head()) for file in _lists(export)) else 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Yield questions by time, pages of one question put together."""
        yield from gathered(_entries(export, tally, options), export, tally)


def _pages(export: Export) -> list[ExportFile]:
    return export.matching("*.html", "*.htm")


def _lists(export: Export) -> list[ExportFile]:
    return export.matching("*.json", "*.jsonl")


def _entries(export: Export, tally: Tally, options: ImportOptions) -> Iterator[Entry]:
    """Pages first, as they say most; comments of lists last, as they do not say of what site."""
    sites: dict[str, str] = {}
    found = chain(
        (entry for file in _pages(export) for entry in page_entries(file, tally, options)),
        (
            one
            for file in _lists(export)
            for one in json_entries(file, tally, options)
            if one.kind == "question"
        ),
    )
    for entry in found:
        tally.seen()
        if sites.setdefault(entry.id, entry.site) != entry.site:
            sites[entry.id] = ""  # the number of a post at two sites says nothing
        yield entry
    told = Tally()  # what these files lack was said above
    for file in _lists(export):
        for entry in json_entries(file, told, options):
            if entry.kind == "comment":
                tally.seen()
                yield replace(entry, site=sites.get(entry.parent, ""))
