"""A message read as a whole: its words, its author, its files."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.threads.base import SourceAttachment, SourcePerson
from ingest.threads.platforms.mail.authors import author_of
from ingest.threads.platforms.mail.content import Content, content_of
from ingest.threads.platforms.mail.head import parted
from ingest.threads.platforms.mail.mbox import unescaped
from ingest.threads.platforms.mail.part_text import BROKEN
from ingest.threads.platforms.mail.scrubbed import unscrubbed

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.threads.platforms.mail.conversations import Entry
    from ingest.threads.platforms.mail.head import Head

# Of a larger message the beginning is read, which holds its text; its files are named only.
LARGEST = 48 * 2**20
_LARGEST_FILE = 32 * 2**20
_MOST_FILES = 100


@dataclass
class Letter:
    """A message that was read.

    Attributes:
        entry: where it was found.
        head: its header.
        author: who wrote it.
        content: its text; its parts are in ``attachments`` by now.
        attachments: files, written to scratch.
    """

    entry: Entry
    head: Head
    author: SourcePerson
    content: Content
    attachments: tuple[SourceAttachment, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing and nothing came with it."""
        return not self.content.text.strip() and not self.attachments


class Reader:
    """Reads messages and keeps their files in a scratch folder."""

    def __init__(self, scratch: Path) -> None:
        """Files go to a folder of their own in ``scratch``; their names are numbers."""
        self._folder = scratch / "mail-attachments"
        self._folder.mkdir(exist_ok=True)
        self._written = 0

    def letter(self, entry: Entry) -> Letter | None:
        """A message; ``None`` for one that cannot be taken apart."""
        raw = entry.file.read(entry.span, LARGEST)
        head, body = parted(raw)
        if entry.file.is_box:
            raw = raw[: len(raw) - len(body)] + unescaped(body)
        with suppress(*BROKEN):
            content = content_of(raw)
            names: tuple[str, ...] = ()
            if content.markup == "plain":
                content.text, names = unscrubbed(content.text)
            whole = entry.span.size <= LARGEST
            files = [*self._files(content, whole=whole), *map(SourceAttachment, names)]
            content.parts = []
            return Letter(entry, head, author_of(head), content, tuple(files[:_MOST_FILES]))
        return None

    def _files(self, content: Content, *, whole: bool) -> list[SourceAttachment]:
        files = []
        for part in content.parts[:_MOST_FILES]:
            if whole and 0 < len(part.data) <= _LARGEST_FILE:
                self._written += 1
                path = self._folder / f"{self._written:07}"
                path.write_bytes(part.data)
                files.append(SourceAttachment(part.name, path))
            elif part.data or not whole:
                files.append(SourceAttachment(part.name))
        return files
