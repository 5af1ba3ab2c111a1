"""Rows of ``Messages.csv`` as posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import (
    DELETED,
    PRIVATE,
    SECRET_GROUP,
    SYSTEM,
    ImportOptions,
    SourcePerson,
    SourcePost,
)
from ingest.threads.platforms.fields import whole_number
from ingest.threads.platforms.times import iso
from ingest.threads.platforms.yammer.network import YES, Network
from ingest.threads.platforms.yammer.text import attachments_of, text_of
from ingest.threads.platforms.yammer.threads import Message

if TYPE_CHECKING:
    from datetime import datetime

    from ingest.threads.platforms.delimited import Row

__all__ = ["message_of", "refusal"]


def refusal(row: Row, network: Network) -> str:
    """Why a message is left out; empty where it is not.

    A private group that no list describes may be a secret one, and is taken for that.
    """
    if row.get("deleted_at"):
        return DELETED
    if row.get("in_private_conversation").lower() in YES:
        return PRIVATE
    group, private = row.get("group_id"), row.get("in_private_group").lower() in YES
    if group in network.secret or (private and group not in network.groups):
        return SECRET_GROUP
    system = "system" in {row.get("message_type").lower(), row.get("sender_type").lower()}
    return SYSTEM if system else ""


def message_of(row: Row, network: Network, options: ImportOptions) -> Message:
    """The post of a row."""
    sender = row.get("sender_id")
    author = network.people.get(sender) or SourcePerson(
        row.get("sender_name"), row.get("sender_email"), sender
    )
    text, mentioned = text_of(row, network)
    likes = whole_number(row.get("likes_count", "like_count", "liked_by_count"))
    post = SourcePost(
        key=row.get("id") or f"line-{row.line}",
        author=author,
        text=text,
        markup="plain",
        at=_moment(row.get("created_at"), options),
        reply_to=row.get("replied_to_id") or None,
        reactions={"like": likes} if likes else {},
        accepted=row.get("id") in network.best,
        attachments=tuple(attachments_of(row.get("attachments"), network)),
    )
    group = network.groups.get(row.get("group_id")) or row.get("group_name")
    return Message(post, row.get("title"), group, row.get("web_url"), mentioned)


def _moment(written: str, options: ImportOptions) -> datetime | None:
    """ISO 8601, or as Ruby writes it: ``2012/02/14 10:20:30 +0000``."""
    return iso(written.replace("/", "-"), options)
