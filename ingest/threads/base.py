"""The importer contract: a platform's export in, threads as people wrote them out.

An importer knows the shape of one platform's files and nothing of the library. What becomes of a
thread, names made pseudonyms, contacts taken out, the answer marked, is the same for all of them
and happens after it (`ingest.threads.transcript`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from ingest.threads.export import Export

Markup = Literal["markdown", "html", "plain"]


@dataclass(frozen=True)
class SourcePerson:
    """Somebody as a platform knows them. Any part may be empty; all empty is nobody.

    Attributes:
        name: as shown to others.
        email: address; the same person on two platforms is known by it.
        handle: what the platform identifies them by: an id or a user name.
        aliases: other ways in which texts call them, such as the ``@name`` of mentions.
    """

    name: str = ""
    email: str = ""
    handle: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceAttachment:
    """A file that came with a post.

    Attributes:
        name: as its author called it; may hold anything, paths included.
        file: where its bytes are while the export is open; ``None`` where it has none of them.
    """

    name: str
    file: Path | None = None


@dataclass(frozen=True)
class SourcePost:
    """One post as exported.

    Attributes:
        key: what the platform calls it; unique in its thread and the same in every export.
        author: who wrote it.
        text: what they wrote, not cleaned.
        markup: what the text is written in.
        at: when, aware; ``None`` where the export does not say or says nonsense.
        reply_to: key of the post it answers; may name one that is not there.
        reactions: how many people reacted in which way.
        score: what voters gave it; ``None`` where the platform has no votes.
        accepted: its platform says that it answers the question.
        attachments: files, in order.
    """

    key: str
    author: SourcePerson
    text: str
    markup: Markup = "markdown"
    at: datetime | None = None
    reply_to: str | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    score: int | None = None
    accepted: bool = False
    attachments: tuple[SourceAttachment, ...] = ()


@dataclass(frozen=True)
class SourceThread:
    """One thread as exported.

    Attributes:
        key: names the thread on its platform, the same in every export, such as
            ``forum.example.org/t/1234``; unique among the platform's threads.
        posts: at least one, the first is the one that asks, the others in order of time.
        title: empty where the platform has none.
        permalink: its address; empty where unknown.
        group: group, channel, list or category.
        tags: subjects that people gave it.
        duplicate_of: keys or addresses of threads that asked the same.
        mentioned: people whom texts name and who did not write in it.
    """

    key: str
    posts: tuple[SourcePost, ...]
    title: str = ""
    permalink: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()
    duplicate_of: tuple[str, ...] = ()
    mentioned: tuple[SourcePerson, ...] = ()


@dataclass
class Tally:
    """Counts an export's posts, so that what went in and what came out add up.

    Every post of the export is counted once with `seen`, and then is either in a thread that the
    importer yields or counted once with `skip`. What is no post, such as a list of members, is not
    counted. Files that cannot be read are faults, named with their reason.

    Attributes:
        input_posts: posts in the export.
        skipped: how many were left out, by reason, in plain words such as ``deleted``.
        faults: file name and reason, for files or parts of them that could not be read.
        notes: what had to be decided about posts that are in threads, and how often.
    """

    input_posts: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str]] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    def seen(self, count: int = 1) -> None:
        """Posts of the export."""
        self.input_posts += count

    def skip(self, reason: str, count: int = 1) -> None:
        """Posts that are left out."""
        self.skipped[reason] += count

    def fault(self, name: str, reason: str) -> None:
        """A file, or a part of one, that could not be read."""
        self.faults.append((name, reason))

    def note(self, what: str, count: int = 1) -> None:
        """Something that a reader of the report should know of posts that are not left out."""
        self.notes[what] += count


# Reasons that several platforms share, so that reports of all of them say the same.
DELETED = "deleted on the platform"
PRIVATE = "private message"
SECRET_GROUP = "secret group"  # noqa: S105  # no password
SYSTEM = "written by the platform, not by a person"
EMPTY = "nothing in it"
REPEATED = "the same post once more"
UNREADABLE = "cannot be read"


@dataclass(frozen=True)
class ImportOptions:
    """What a person said about an export.

    Attributes:
        day_first: order of day and month in dates that do not say; ``None`` to find out.
        timezone: IANA name of the zone of times that do not say theirs.
        silence_hours: in a chat without threads, a pause that ends one.
    """

    day_first: bool | None = None
    timezone: str = "UTC"
    silence_hours: float = 12.0


class ThreadImporter(Protocol):
    """Reads the exports of one platform.

    Attributes:
        name: as on the command line, such as ``whatsapp``.
        label: as people write it, such as ``WhatsApp``.
    """

    name: str
    label: str

    def recognises(self, export: Export) -> float:
        """How surely an export is this platform's, 0 to 1, judged by names and first bytes."""
        ...

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Yield the threads of an export, in an order that is the same every time.

        Memory must not grow with the export: what has to be brought together from many files goes
        through a `ingest.threads.spool.Spool`. A bad file or post is counted, never fatal.
        """
        ...
