"""What stands beside the text of Telegram's messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record, records

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["extras", "reactions_of"]


def extras(message: Record) -> Iterator[str]:
    """What stands beside the text: a poll, a place, a contact, where it was written first."""
    poll = record(message, "poll")
    if poll:
        yield fields.field(poll, "question")
        yield "\n".join(
            f"- {fields.field(answer, 'text')} ({fields.field(answer, 'voters') or 0})"
            for answer in records(poll.get("answers"))
        )
    place = record(message, "location_information")
    if place:
        yield f"{fields.field(place, 'latitude')}, {fields.field(place, 'longitude')}"
    yield fields.field(message, "sticker_emoji")


def reactions_of(message: Record) -> dict[str, int]:
    """How many reacted in which way."""
    return {
        fields.field(reaction, "emoji", "type"): reaction["count"]
        for reaction in records(message.get("reactions"))
        if isinstance(reaction.get("count"), int)
    }
