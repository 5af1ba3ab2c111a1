"""A thread on its way from an export into the library: its posts not numbered yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from ingest.threads.base import SourcePerson, SourceThread
    from ingest.threads.people import Known
    from kb.library import Attachment
    from kb.library.thread import AnswerReason


@dataclass(frozen=True)
class Draft:
    """A post without its number.

    Attributes:
        parent: key of the post it answers; may be of one that is not there.
        reply_to: place of that post among the drafts, counted from 0; ``None`` where it has none.
        accepted: its platform says that it answers.
        files: where the bytes of its attachments are, for each of them.

    The others are those of `kb.library.Post`.
    """

    key: str
    person: str = ""
    name: str = ""
    text: str = ""
    at: datetime | None = None
    parent: str | None = None
    reply_to: int | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    score: int | None = None
    accepted: bool = False
    small_talk: bool = False
    attachments: tuple[Attachment, ...] = ()
    files: tuple[Path | None, ...] = ()


@dataclass(frozen=True)
class Transcript:
    """A thread ready to be written.

    Attributes:
        platform: importer's name.
        key: the thread's on its platform.
        source_sha256: of what it was made of.
        title: one line, never empty.
        language: BCP 47 code of its posts.
        drafts: its posts in order of time, the keys all different.
        answer: key of the post that answers, and why.
        url: its address, where it has one.
        group: where it was written.
        tags: subjects.
        duplicate_of: threads that asked the same.
    """

    platform: str
    key: str
    source_sha256: str
    title: str
    language: str
    drafts: tuple[Draft, ...]
    answer: tuple[str, AnswerReason] | None = None
    url: str | None = None
    group: str | None = None
    tags: tuple[str, ...] = ()
    duplicate_of: tuple[str, ...] = ()

    @property
    def has_content(self) -> bool:
        """Whether anything in it is more than small talk."""
        return any(
            not draft.small_talk and (draft.text or any(one.sha256 for one in draft.attachments))
            for draft in self.drafts
        )


@dataclass(frozen=True)
class Source:
    """A thread as exported, without what is not to come in, and known by its hash.

    Attributes:
        thread: with the posts that come in.
        sha256: of all that is said of it.
        authors: of its posts, as they are known here.
        attachments: of its posts, hashed.
        named: everybody whom its texts may name, also those whose posts do not come in.
    """

    thread: SourceThread
    sha256: str
    authors: tuple[Known, ...]
    attachments: tuple[tuple[Attachment, ...], ...]
    named: tuple[SourcePerson, ...]
