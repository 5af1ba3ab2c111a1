"""Telegram: ``result.json`` of Telegram Desktop, of one chat or of all, and updates of a bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.chats import Chats
from ingest.threads.platforms.telegram.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread, Tally
    from ingest.threads.export import Export

__all__ = ["TelegramImporter"]


class TelegramImporter:
    """Reads exports of Telegram Desktop in JSON, and updates that a bot was sent."""

    name = "telegram"
    label = "Telegram"

    def recognises(self, export: Export) -> float:
        """By what stands before the first messages."""
        surest = 0.0
        for file in export.matching("*.json"):
            head = file.head()
            if b'"messages"' in head and b'"date_unixtime"' in head:
                surest = max(surest, 0.95)
            elif b'"personal_information"' in head and b'"about"' in head:
                surest = max(surest, 0.8)  # an account's export, its chats come later
            elif b'"update_id"' in head or (
                b'"from_id"' in head and b'"messages"' in head and b'"text"' in head
            ):
                surest = max(surest, 0.9)
        return surest

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Threads that answers, questions and silence cut the chats into."""
        with Chats(export, tally, options) as chats:
            reader = Reader(export, chats, tally, options)
            for file in export.matching("*.json"):
                reader.read(file)
            yield from chats.threads(reader.names)
