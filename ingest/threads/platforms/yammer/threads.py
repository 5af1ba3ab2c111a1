"""Yammer's threads, of the messages that are in them."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.threads.base import SourcePerson, SourcePost, SourceThread

__all__ = ["Message", "thread_of"]


@dataclass(frozen=True)
class Message:
    """A post with what its row says of its thread."""

    post: SourcePost
    title: str
    group: str
    permalink: str
    mentioned: tuple[SourcePerson, ...]


def thread_of(key: str, messages: list[Message]) -> SourceThread:
    """A thread of messages in order."""
    posts = tuple(message.post for message in messages)
    authors = {post.author for post in posts}
    named = dict.fromkeys(person for message in messages for person in message.mentioned)
    return SourceThread(
        key=key,
        posts=posts,
        title=next((message.title for message in messages if message.title), ""),
        permalink=messages[0].permalink,
        group=next((message.group for message in messages if message.group), ""),
        mentioned=tuple(person for person in named if person not in authors),
    )
