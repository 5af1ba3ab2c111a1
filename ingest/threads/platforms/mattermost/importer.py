"""Mattermost: bulk exports, a record on each line, and pages of its interface."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.threads.chats import Chats
from ingest.threads.platforms.mattermost.bulk import Bulk
from ingest.threads.platforms.mattermost.pages import learn_page, read_page
from ingest.threads.platforms.mattermost.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread, Tally
    from ingest.threads.export import Export

__all__ = ["MattermostImporter"]


class MattermostImporter:
    """Reads what ``mmctl export`` and ``mattermost export bulk`` write, and pages of posts."""

    name = "mattermost"
    label = "Mattermost"

    def recognises(self, export: Export) -> float:
        """By the first line of a bulk export, or by the two parts of a page."""
        for file in export.matching("*.jsonl", "*.json"):
            head = file.head(4096)
            if re.match(rb'\s*\{"type":\s*"version",\s*"version"', head):
                return 0.95
            if b'"order"' in head and b'"posts"' in head and b'"root_id"' in file.head():
                return 0.9
        return 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Mattermost's threads; posts outside of them are cut as those of any chat."""
        server = Server()
        with Chats(export, tally, options, has_threads=True) as chats:
            for file in export.matching("*.jsonl"):
                Bulk(export, server, chats, tally).read(file)
            pages = export.matching("*.json")
            for file in pages:
                learn_page(file, server, tally)
            for file in pages:
                read_page(file, server, chats, tally)
            yield from chats.threads(server.names)
