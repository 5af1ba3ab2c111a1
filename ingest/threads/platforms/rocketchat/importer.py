"""Rocket.Chat: pages of messages as its interface gives them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import PRIVATE, ImportOptions, SourceThread, Tally
from ingest.threads.chats import Chats
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import record, records
from ingest.threads.platforms.json_files import load_json
from ingest.threads.platforms.rocketchat.messages import person, post_of, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.export import Export, ExportFile

__all__ = ["RocketChatImporter"]

_PUBLIC = "c"  # rooms of every other kind are private, of a group or of two people


class RocketChatImporter:
    """Reads pages of ``channels.messages`` with ``channels.info`` beside them."""

    name = "rocketchat"
    label = "Rocket.Chat"

    def recognises(self, export: Export) -> float:
        """By fields that only Rocket.Chat's messages have."""
        for file in export.matching("*.json"):
            head = file.head()
            if b'"rid"' in head and b'"_updatedAt"' in head and b'"msg"' in head:
                return 0.9
        return 0.0

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Rocket.Chat's threads; messages outside of them are cut as those of any chat."""
        names: dict[str, str] = {}
        closed: set[str] = set()
        pages = []
        for file in export.matching("*.json"):
            if b'"messages"' in file.head():
                pages.append(file)
                continue
            held = load_json(file, tally)
            for room in (record(held, "channel"), record(held, "group")):
                identifier = fields.field(room, "_id")
                names[identifier] = fields.field(room, "fname", "name")
                if fields.field(room, "t") not in {"", _PUBLIC}:
                    closed.add(identifier)
        with Chats(export, tally, options, has_threads=True) as chats:
            for file in pages:
                _read(file, closed, chats, tally, options)
            yield from chats.threads(names)


def _read(
    file: ExportFile, closed: set[str], chats: Chats, tally: Tally, options: ImportOptions
) -> None:
    """One page."""
    held = load_json(file, tally)
    messages = records(held.get("messages") if isinstance(held, dict) else held)
    tally.seen(len(messages))
    for message in messages:
        room = fields.field(message, "rid")
        post = post_of(message, options)
        reason = PRIVATE if room in closed else refusal(message, post)
        if reason:
            tally.skip(reason)
        else:
            mentioned = [person(user) for user in records(message.get("mentions"))]
            chats.add(room or PurePosixPath(file.name).parent.name, post, mentioned=mentioned)
