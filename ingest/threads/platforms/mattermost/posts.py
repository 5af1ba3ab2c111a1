"""Posts of Mattermost, whatever they came in: which are left out, and whom they mention."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.threads.base import DELETED, EMPTY, SYSTEM, SourcePost, Tally
from ingest.threads.chats import BOT, Chats
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record, records

if TYPE_CHECKING:
    from ingest.threads.platforms.mattermost.server import Server

__all__ = ["add", "reactions"]

_MENTION = re.compile(r"(?<![\w@])@([a-z0-9][a-z0-9._-]{1,63})", re.IGNORECASE)


def add(
    chat: str, post: SourcePost, raw: Record, server: Server, chats: Chats, tally: Tally
) -> None:
    """A post to its chat, or to the tally; ``raw`` is what the export says of it."""
    reason = _refusal(raw, post)
    if reason:
        tally.skip(reason)
        return
    mentioned = [
        server.people[name] for name in _MENTION.findall(post.text) if name in server.people
    ]
    chats.add(chat, post, mentioned=mentioned)


def _refusal(raw: Record, post: SourcePost) -> str:
    """Why a post is left out; empty where it is a person's."""
    props = record(raw, "props")
    if fields.field(raw, "type").startswith("system_"):
        return SYSTEM
    if fields.field(raw, "delete_at") not in {"", "0"} or fields.field(props, "deleteBy"):
        return DELETED
    if "true" in {fields.field(props, "from_webhook"), fields.field(props, "from_bot")}:
        return BOT
    return "" if post.text.strip() or post.attachments else EMPTY


def reactions(value: object) -> dict[str, int]:
    """How many reacted in which way."""
    return dict(Counter(fields.field(item, "emoji_name") for item in records(value)))
