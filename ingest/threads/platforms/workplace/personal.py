"""People's own downloads: posts in groups and comments, staged until all of them are read.

Every file holds one person's words only. What names all groups and people has to be known before
the lines above posts and comments can be read, so these wait on disk (`Staged`), and `resolve` then
takes them in order of time and puts each into its thread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from ingest.threads.base import REPEATED, SourcePerson
from ingest.threads.platforms.workplace.headlines import Names, actor_of, read_headline
from ingest.threads.platforms.workplace.matching import match
from ingest.threads.platforms.workplace.said import Said, digest
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.threads.base import Tally
    from ingest.threads.platforms.workplace.directory import Directory
    from ingest.threads.platforms.workplace.gathering import Gathering
    from ingest.threads.platforms.workplace.headlines import Headline
    from ingest.threads.platforms.workplace.links import Place

MATCHED = "comments put to the post that the named person wrote last before them"
UNMATCHED = (
    "comments whose post is not in the export or cannot be told, kept in threads of their own"
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A post or comment as a download has it.

    Attributes:
        said: its words; group and author as far as the record says them.
        line: what stands above it.
        place: ids from its address, where it has one.
        comment: it is a comment, not a post.
    """

    said: Said
    line: str
    place: Place
    comment: bool


class Staging:
    """Posts and comments that wait, on disk."""

    def __init__(self, scratch: Path, directory: Directory, tally: Tally) -> None:
        """Names that turn up go into ``directory``."""
        self._spool = Spool(scratch, "workplace-staged")
        self._directory = directory
        self._tally = tally

    def add(self, staged: Staged) -> None:
        """Keep one; the same once more, from another file of the person, is counted here."""
        said = staged.said
        author = said.author if said.author.name else SourcePerson(actor_of(staged.line))
        self._directory.add_person(author)
        if said.group:
            self._directory.add_group(said.group)
        day, place = "undated " + said.key[:3], math.inf
        if said.at is not None:
            day = said.at.astimezone(UTC).strftime("%Y-%m-%d")
            place = said.at.timestamp() + (0.5 if staged.comment else 0.0)
        if not self._spool.add(said.key, staged, thread=day, place=place):
            self._tally.seen()
            self._tally.skip(REPEATED)

    def in_order(self) -> Iterator[Staged]:
        """All of them by time, posts before comments of the same second, undated ones last."""
        for _, day in self._spool.threads():
            yield from sorted(day, key=lambda staged: staged.comment) if _undated(day) else day

    def close(self) -> None:
        """Remove what was kept."""
        self._spool.close()


def resolve(staging: Staging, gathering: Gathering) -> None:
    """Put everything that waits into its thread."""
    people = Names(gathering.directory.people_names)
    groups = Names(gathering.directory.group_names)
    for staged in staging.in_order():
        said = staged.said
        headline = read_headline(
            staged.line, people, groups, author=said.author.name, group=said.group
        )
        author = said.author if said.author.name else SourcePerson(headline.author)
        said = replace(said, author=author, group=said.group or headline.group)
        at = said.at.timestamp() if said.at else None
        if gathering.index.has(author.name, at, said.text):  # from a Graph API dump beside it
            gathering.tally.seen()
            gathering.tally.skip(REPEATED)
        elif not staged.comment:
            gathering.add(staged.place.post or said.key, replace(said, root=True))
        else:
            _put_comment(said, headline, staged, gathering)


def _put_comment(said: Said, headline: Headline, staged: Staged, gathering: Gathering) -> None:
    if staged.place.post:
        answered = staged.place.comment if staged.place.reply else None
        gathering.add(staged.place.post, replace(said, reply_to=answered))
        return
    at = said.at.timestamp() if said.at else None
    found = match(replace(headline, group=said.group), at, gathering.index)
    if found.thread:
        thread, said = found.thread, replace(said, reply_to=found.reply_to)
    else:
        thread, said = _thread_of_its_own(said, headline)
    if gathering.add(thread, said):
        gathering.tally.note(MATCHED if found.thread else UNMATCHED)


def _thread_of_its_own(said: Said, headline: Headline) -> tuple[str, Said]:
    """Comments on one person's posts in one group and month, whose posts are not known."""
    month = said.at.astimezone(UTC).strftime("%Y-%m") if said.at else ""
    thread = "comments-" + digest(said.group, headline.target, month)
    whose = f"posts by {headline.target}" if headline.target else "posts that are not in the export"
    title = f"Comments on {whose}" + (f", {month}" if month else "")
    named = (SourcePerson(headline.target),) if headline.target else ()
    return thread, replace(said, title=title, mentioned=(*said.mentioned, *named))


def _undated(day: list[Any]) -> bool:
    return bool(day) and day[0].said.at is None
