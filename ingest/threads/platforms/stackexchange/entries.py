"""What a Stack Exchange site holds, the same from all its kinds of export."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ingest.threads.base import Markup
    from ingest.threads.export import Export, ExportFile

Kind = Literal["question", "answer", "comment", "duplicate"]

_HOST = re.compile(r"((?:[a-z0-9-]+\.)+(?:com|net|org))(?:-[a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, an answer, a comment, or a note that a question asks what another one asked.

    Attributes:
        kind: which of these.
        site: what tells the sites of an export apart; empty for the only one of unknown address.
        id: its number; posts and comments are numbered apart.
        parent: of an answer its question; of a comment its post; of a duplicate itself.
        at: when it was written.
        user: number of its author.
        name: the author's name where it stands with the entry.
        text: what was written.
        markup: what it is written in.
        score: votes.
        title: of a question.
        tags: of a question.
        accepted: of a question, the number of the accepted answer; of a duplicate, the number of
            the question that was there first.
        link: address of a question, where the export gives it.
        solves: an answer that says itself that it is accepted.
    """

    kind: Kind
    site: str
    id: str
    parent: str = ""
    at: datetime | None = None
    user: str = ""
    name: str = ""
    text: str = ""
    markup: Markup = "html"
    score: int | None = None
    title: str = ""
    tags: tuple[str, ...] = ()
    accepted: str = ""
    link: str = ""
    solves: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with an account at a site."""

    site: str
    id: str
    name: str
    email: str = ""


def number(said: str) -> int | None:
    """A score; ``None`` where it is none."""
    return int(said) if len(said) < 12 and said.removeprefix("-").isdecimal() else None


def tags(said: str) -> tuple[str, ...]:
    """Tags, written ``<one><two>`` in older exports and ``|one|two|`` in newer ones."""
    return tuple(re.findall(r"[^<>|\s]+", said))


def by_site(export: Export, files: Iterable[ExportFile]) -> dict[str, list[ExportFile]]:
    """Files by the site they are of, named by its address where a folder is called so.

    Large sites come as several archives, ``stackoverflow.com-Posts`` and so on, which are one site.
    The folder's name is used besides only where it has to tell several sites apart: it would
    change when somebody calls the folder otherwise.
    """
    folders: dict[str, list[ExportFile]] = {}
    for file in files:
        folder = PurePosixPath(file.name).parent.as_posix()
        place = export.path.name.removesuffix(".zip") if folder == "." else folder
        host = _HOST.fullmatch(PurePosixPath(place).name)
        folders.setdefault(host[1].lower() if host else place, []).append(file)
    if len(folders) == 1:
        return {name if _HOST.fullmatch(name) else "": found for name, found in folders.items()}
    return folders
