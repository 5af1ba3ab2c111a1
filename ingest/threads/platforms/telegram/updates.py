"""Updates that a bot was sent."""

from __future__ import annotations

from ingest.threads.base import SourceAttachment, SourcePerson, SourcePost
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record, records
from ingest.threads.platforms.times import epoch

__all__ = ["message_of", "update_post"]

_UPDATE_KINDS = ("message", "edited_message", "channel_post", "edited_channel_post")
_BOT_MEDIA = ("document", "video", "audio", "voice", "video_note", "animation", "sticker")


def update_post(message: Record) -> SourcePost:
    """The post of a message."""
    user = record(message, "from") or record(message, "sender_chat")
    names = (fields.field(user, "first_name"), fields.field(user, "last_name"))
    handle = fields.field(user, "username")
    name = " ".join(part for part in names if part) or fields.field(user, "title") or handle
    media = [(kind, record(message, kind)) for kind in _BOT_MEDIA if record(message, kind)]
    if records(message.get("photo")):
        media.append(("photo", {}))
    return SourcePost(
        key=fields.field(message, "message_id"),
        author=SourcePerson(
            name=name,
            handle=f"user{fields.field(user, 'id')}" if user else "",
            aliases=tuple(alias for alias in (name, handle) if alias),
        ),
        text=fields.field(message, "text", "caption"),
        markup="plain",
        at=epoch(message.get("date")),
        reply_to=fields.field(record(message, "reply_to_message"), "message_id") or None,
        attachments=tuple(
            SourceAttachment(fields.field(held, "file_name") or kind) for kind, held in media
        ),
    )


def message_of(update: Record) -> tuple[str, Record]:
    """The message of an update and its kind; nothing for an answer in a poll, a new member."""
    kind = next((kind for kind in _UPDATE_KINDS if record(update, kind)), "")
    return kind, record(update, kind)
