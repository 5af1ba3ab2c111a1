"""Posts and comments of all files of an export, brought together into threads."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.threads.base import (
    EMPTY,
    REPEATED,
    SECRET_GROUP,
    SourcePost,
    SourceThread,
)
from ingest.threads.platforms.workplace.match_index import MatchIndex, Placed
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.threads.base import SourcePerson, Tally
    from ingest.threads.platforms.workplace.directory import Directory
    from ingest.threads.platforms.workplace.said import Said

__all__ = ["Gathering"]


class Gathering:
    """Takes what was said, counts it, and gives the threads back."""

    def __init__(self, scratch: Path, tally: Tally, directory: Directory) -> None:
        """Keeps what it is given in ``scratch``."""
        self.tally = tally
        self.directory = directory
        self.index = MatchIndex(scratch)
        self._spool = Spool(scratch, "workplace-posts")

    def add(self, thread: str, said: Said) -> bool:
        """Count a post or comment, and keep it in a thread unless there is a reason not to.

        Args:
            thread: the id of the post that it is about, its own for the post itself.
            said: as read; its group's name may be missing where its id is known.
        """
        self.tally.seen()
        group = said.group or self.directory.group_name(said.group_id)
        said = replace(said, group=group)
        self.directory.add_person(said.author)
        if self.directory.is_secret(said.group_id, group):
            self.tally.skip(SECRET_GROUP)
        elif not (said.text.strip() or said.attachments):
            self.tally.skip(EMPTY)
        elif not self._spool.add(said.key, said, thread=thread, place=_place(said)):
            self.tally.skip(REPEATED)
        else:
            self.index.add(
                Placed(said.key, thread, said.at.timestamp() if said.at else None),
                group, said.author.name, said.text, comment=not said.root,
            )  # fmt: skip
            return True
        return False

    def threads(self) -> Iterator[SourceThread]:
        """Threads by their first post's time, the post that each is about first in it."""
        for key, gathered in self._spool.threads():
            together: list[Said] = sorted(gathered, key=lambda said: not said.root)
            yield self._thread(key, together)

    def close(self) -> None:
        """Remove what was kept."""
        self.index.close()
        self._spool.close()

    def _thread(self, key: str, together: list[Said]) -> SourceThread:
        first = together[0]
        named = {person.name: person for said in together for person in said.mentioned}
        return SourceThread(
            key=key,
            posts=tuple(self._post(said) for said in together),
            title=first.title,
            permalink=first.permalink if first.root else "",
            group=next((said.group for said in together if said.group), ""),
            mentioned=tuple(self._person(person) for person in named.values()),
        )

    def _post(self, said: Said) -> SourcePost:
        return SourcePost(
            key=said.key,
            author=self._person(said.author),
            text=said.text,
            markup=said.markup,
            at=said.at,
            reply_to=said.reply_to,
            reactions=said.reactions,
            attachments=said.attachments,
        )

    def _person(self, person: SourcePerson) -> SourcePerson:
        return self.directory.known(person)


def _place(said: Said) -> float:
    """By time; what has none comes last, a post that has none before its comments."""
    if said.at is not None:
        return said.at.timestamp()
    return -math.inf if said.root else math.inf
