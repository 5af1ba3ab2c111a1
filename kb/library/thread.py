"""A thread: what people wrote to one another about one question, as a document of the library.

The facts of the whole thread stand in its document's front matter, under ``thread``; its posts are
the body, which `kb.library.thread_format` alone reads and writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from pydantic import Field

from kb.library.entry import Day, Part

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# Why a post counts as the one that answers, the surest reason first.
AnswerReason = Literal["accepted", "confirmed", "thanked"]
ANSWER_REASONS: tuple[AnswerReason, ...] = get_args(AnswerReason)

Role = Literal["asked", "answered", "took-part"]
ROLES: tuple[Role, ...] = get_args(Role)

REMOVED_NAME = "Removed member"
"""How somebody is called who asked that what they wrote be taken out."""


@dataclass(frozen=True)
class Attachment:
    """A file that came with a post.

    Attributes:
        name: as its author called it, without a path.
        sha256: the original's name in the home folder; empty where the export did not hold it.
        size: bytes; 0 where it is not there.
    """

    name: str
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True)
class Post:
    """One post.

    Attributes:
        number: from 1, what links to it say; kept when more posts are imported later.
        key: what its platform calls it, unique in the thread.
        person: code of who wrote it, the same in every thread; empty where nobody is named.
        name: how that person is called here.
        text: Markdown without empty lines at its ends.
        at: when it was written; ``None`` where the export does not say.
        reply_to: number of the post it answers; ``None`` for one that is said to everybody.
        reactions: how many people reacted in which way, such as ``{"like": 3}``.
        score: what voters gave it, where the platform has votes.
        answer: why it counts as the answer; ``None`` for all others.
        small_talk: nothing but greetings, thanks, wishes or a reminder: kept, but no answer.
        removed: its words were taken out when its author asked for that.
        attachments: in the author's order.
    """

    number: int
    key: str
    person: str = ""
    name: str = ""
    text: str = ""
    at: datetime | None = None
    reply_to: int | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    score: int | None = None
    answer: AnswerReason | None = None
    small_talk: bool = False
    removed: bool = False
    attachments: tuple[Attachment, ...] = ()


class Participant(Part):
    """Somebody who wrote in a thread."""

    person: str
    name: str
    role: Role
    posts: int = Field(ge=1)


class ThreadFacts(Part):
    """What a document of kind ``thread`` says under ``thread``.

    Attributes:
        platform: where it was written, by the importer's name, such as ``discourse``.
        key: names the thread on its platform: the same key is the same thread.
        group: the group, channel, list or category it was written in.
        started: day of the first post whose date is known.
        last: day of the last one.
        posts: how many there are.
        answer: number of the post that answers.
        answered_by: why that post counts as the answer.
        duplicate_of: keys or addresses of threads that asked the same.
        people: everybody who wrote in it, the one who asked first.
    """

    platform: str = Field(min_length=1)
    key: str = Field(min_length=1)
    group: str | None = None
    started: Day | None = None
    last: Day | None = None
    posts: int = Field(0, ge=0)
    answer: int | None = Field(None, ge=1)
    answered_by: AnswerReason | None = None
    duplicate_of: list[str] = Field(default_factory=list)
    people: list[Participant] = Field(default_factory=list)
