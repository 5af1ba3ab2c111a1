"""The messages of an export's chats, brought into order and cut into threads, on disk."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from ingest.threads.base import REPEATED, SourcePerson, SourcePost, SourceThread
from ingest.threads.cutting import Cutter
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ingest.threads.base import ImportOptions, Tally
    from ingest.threads.export import Export

__all__ = ["BOT", "OLDER", "Chats"]

# Reasons that chats share, beside those of `ingest.threads.base`.
OLDER = "an earlier version of a post"
BOT = "written by a program"

_SEPARATOR = "\x1f"  # in no name


@dataclass(frozen=True)
class _Message:
    chat: str
    flow: str
    post: SourcePost
    mentioned: tuple[SourcePerson, ...]


class Chats:
    """Takes messages in any order and gives threads."""

    def __init__(
        self, export: Export, tally: Tally, options: ImportOptions, *, has_threads: bool = False
    ) -> None:
        """For one export; ``has_threads`` as for `Cutter`."""
        self._tally = tally
        self._options = options
        self._has_threads = has_threads
        self._stack = ExitStack()
        self._messages = self._stack.enter_context(Spool(export.scratch, "messages"))
        self._threads = self._stack.enter_context(Spool(export.scratch, "threads"))
        self._last: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(
        self,
        chat: str,
        post: SourcePost,
        *,
        flow: str = "",
        tie: str = "",
        mentioned: Iterable[SourcePerson] = (),
    ) -> None:
        """A message, counted as repeated where it was there before.

        Args:
            chat: names its chat in every export.
            post: the message; without a moment it stays behind the one added before it.
            flow: a part of the chat whose messages follow one another, such as a topic.
            tie: order of messages of the same moment.
            mentioned: whom its text names.
        """
        at = post.at.timestamp() if post.at else self._last.get(chat, 0.0)
        self._last[chat] = at
        key = _joined(chat, post.key)
        place = _joined(chat, f"{at:020.6f}", tie)
        message = _Message(chat, flow, post, tuple(mentioned))
        if not self._messages.add(key, message, thread=key, place=place):
            self._tally.skip(REPEATED)

    def replace(self, chat: str, post: SourcePost, mentioned: Iterable[SourcePerson] = ()) -> bool:
        """A later version of a message; whether the message is there."""
        key = _joined(chat, post.key)
        before: _Message | None = self._messages.get(key)
        if before is None:
            return False
        self._messages.replace(key, _Message(chat, before.flow, post, tuple(mentioned)))
        return True

    def threads(self, groups: Mapping[str, str] | None = None) -> Iterator[SourceThread]:
        """All threads, chat by chat; ``groups`` says what chats are called."""
        self._cut()
        for name, messages in self._threads.threads():
            chat, _, root = name.split(_SEPARATOR)
            posts = tuple(message.post for message in messages)
            yield SourceThread(
                key=f"{chat}/{root}",
                posts=posts,
                group=(groups or {}).get(chat, ""),
                mentioned=_others(messages, posts),
            )

    def _cut(self) -> None:
        cutters: dict[str, Cutter] = {}
        cut = ""
        for number, (_, messages) in enumerate(self._messages.threads()):
            message: _Message = messages[0]
            if message.chat != cut:
                cut, cutters = message.chat, {}
            bound = self._threads.thread_of(_joined(message.chat, message.post.reply_to or ""))
            flow = bound.split(_SEPARATOR)[1] if bound else message.flow
            if flow not in cutters:
                hours = self._options.silence_hours
                cutters[flow] = Cutter(hours, has_threads=self._has_threads)
            root = cutters[flow].place(message.post, bound.split(_SEPARATOR)[2] if bound else None)
            key = _joined(message.chat, message.post.key)
            self._threads.add(key, message, thread=_joined(message.chat, flow, root), place=number)


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(part.replace(_SEPARATOR, " ") for part in parts)


def _others(messages: list[_Message], posts: tuple[SourcePost, ...]) -> tuple[SourcePerson, ...]:
    """Whom messages name and who wrote none of them."""
    authors = {post.author for post in posts}
    named = {person: None for message in messages for person in message.mentioned}
    return tuple(person for person in named if person not in authors)
