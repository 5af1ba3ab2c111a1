"""Rocket.Chat's messages as posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.threads.base import (
    DELETED,
    EMPTY,
    SYSTEM,
    ImportOptions,
    SourceAttachment,
    SourcePerson,
    SourcePost,
)
from ingest.threads.chats import BOT, OLDER
from ingest.threads.platforms import fields
from ingest.threads.platforms.chat_markup import to_markdown
from ingest.threads.platforms.fields import Record, record, records
from ingest.threads.platforms.times import epoch, iso

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

__all__ = ["person", "post_of", "refusal"]

_QUOTE_LINK = re.compile(r"^\[ \]\(\S+[?&]msg=(\w+)\)\s*")


def refusal(message: Record, post: SourcePost) -> str:
    """Why a message is left out; empty where it is a person's."""
    kind = fields.field(message, "t")
    if kind == "rm":
        return DELETED
    if kind and kind != "e2e":
        return SYSTEM
    if message.get("_hidden") is True:
        return OLDER
    if message.get("bot"):
        return BOT
    return "" if kind != "e2e" and (post.text.strip() or post.attachments) else EMPTY


def post_of(message: Record, options: ImportOptions) -> SourcePost:
    """A message; its answer is to what it quotes where it is in no thread."""
    raw = fields.field(message, "msg")
    quoted = _QUOTE_LINK.match(raw)
    root = fields.field(message, "tmid") or (quoted[1] if quoted else "")
    return SourcePost(
        key=fields.field(message, "_id"),
        author=person(record(message, "u")),
        text=to_markdown(_QUOTE_LINK.sub("", raw)),
        at=_moment(message.get("ts"), options),
        reply_to=root or None,
        reactions={
            name.strip(":"): len(names)
            for name, who in record(message, "reactions").items()
            if isinstance(who, dict) and isinstance(names := who.get("usernames"), list)
        },
        attachments=tuple(_attachments(message)),
    )


def _moment(value: object, options: ImportOptions) -> datetime | None:
    """ISO 8601, or ``{"$date": …}`` with a moment or milliseconds, as its database writes it."""
    written = value.get("$date") if isinstance(value, dict) else value
    return epoch(written, 1000) if isinstance(written, int) else iso(written, options)


def person(user: Record) -> SourcePerson:
    """A user."""
    names = (fields.field(user, "name"), fields.field(user, "username"))
    return SourcePerson(
        name=next((name for name in names if name), ""),
        handle=names[1] or fields.field(user, "_id"),
        aliases=tuple(dict.fromkeys(name for name in names if name)),
    )


def _attachments(message: Record) -> Iterator[SourceAttachment]:
    named = [record(message, "file"), *records(message.get("files"))]
    for name in dict.fromkeys(fields.field(file, "name") for file in named):
        if name:
            yield SourceAttachment(name)
