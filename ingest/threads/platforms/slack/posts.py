"""Slack's messages as posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import DELETED, SYSTEM, SourceAttachment, SourcePerson, SourcePost
from ingest.threads.chats import BOT, OLDER
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record, records
from ingest.threads.platforms.slack.mrkdwn import slack_text
from ingest.threads.platforms.times import epoch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.platforms.slack.workspace import Workspace

__all__ = ["post_of", "refusal"]

# Kinds of messages that people write; every other one is written by Slack.
_WRITTEN = frozenset({"", "thread_broadcast", "me_message", "file_share", "file_comment"})
_REASONS = {
    "tombstone": DELETED, "message_deleted": DELETED, "message_changed": OLDER, "bot_message": BOT,
}  # fmt: skip


def refusal(message: Record) -> str:
    """Why a message is left out; empty where it is a person's."""
    kind = fields.field(message, "subtype")
    if kind in _REASONS:
        return _REASONS[kind]
    if kind not in _WRITTEN:
        return SYSTEM
    if message.get("hidden"):
        return DELETED
    return BOT if message.get("bot_id") and not message.get("user") else ""


def post_of(message: Record, workspace: Workspace) -> tuple[SourcePost, tuple[SourcePerson, ...]]:
    """A message, and whom it mentions."""
    comment = record(message, "comment")
    author = fields.field(comment, "user") or fields.field(message, "user")
    raw = fields.field(comment, "comment") or fields.field(message, "text")
    text, mentioned = slack_text(raw, workspace.people)
    key, root = fields.field(message, "ts"), fields.field(message, "thread_ts")
    profile = record(message, "user_profile")
    known = workspace.people.get(author) or SourcePerson(
        name=fields.field(profile, "real_name", "display_name"), handle=author
    )
    post = SourcePost(
        key=key,
        author=known,
        text=text,
        at=epoch(key),
        reply_to=root if root and root != key else None,
        reactions={
            fields.field(reaction, "name"): _count(reaction)
            for reaction in records(message.get("reactions"))
        },
        attachments=tuple(_attachments(message, workspace)),
    )
    return post, mentioned


def _count(reaction: Record) -> int:
    count, users = reaction.get("count"), reaction.get("users")
    if isinstance(count, int):
        return count
    return len(users) if isinstance(users, list) else 1


def _attachments(message: Record, workspace: Workspace) -> Iterator[SourceAttachment]:
    for file in records(message.get("files")):
        name = fields.field(file, "name", "title", "id")
        if name:
            yield SourceAttachment(name, workspace.uploads.get(fields.field(file, "id")))
