"""One chat, message by message."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import ImportOptions, SourceAttachment, SourcePost, Tally
from ingest.threads.platforms.text_files import open_text
from ingest.threads.platforms.times import utc
from ingest.threads.platforms.whatsapp.content import content_of, person, refusal
from ingest.threads.platforms.whatsapp.lines import Line, messages
from ingest.threads.platforms.whatsapp.outline import FIRST_YEAR
from ingest.threads.platforms.whatsapp.recall import Keys, Quotable

if TYPE_CHECKING:
    from ingest.threads.chats import Chats
    from ingest.threads.clock import Settled
    from ingest.threads.export import ExportFile

__all__ = ["Chat"]


class Chat:
    """One chat, message by message."""

    def __init__(
        self,
        name: str,
        chats: Chats,
        media: dict[str, ExportFile],
        order: Settled,
        options: ImportOptions,
    ) -> None:
        """Posts go to ``chats``; ``media`` are the export's files by their last names."""
        self._name = name
        self._chats = chats
        self._media = media
        self._order = order
        self._options = options
        self._keys = Keys()
        self._quotable = Quotable()

    def read(self, file: ExportFile, tally: Tally) -> None:
        """Add every post of a file to the chats."""
        with open_text(file) as lines:
            for line in messages(lines):
                reason = refusal(line)
                if reason:
                    tally.skip(reason)
                else:
                    self._add(line)

    def _add(self, line: Line) -> None:
        written = line.written.moment(self._order.order, FIRST_YEAR)
        content = content_of(line.text)
        key = self._keys.of(written, content.text)
        post = SourcePost(
            key=key,
            author=person(line.sender),
            text=content.text,
            markup="plain",
            at=utc(written, self._options),
            reply_to=self._quotable.quoted_in(content.text),
            attachments=tuple(self._attachment(name) for name in content.files),
        )
        self._chats.add(self._name, post, tie=f"{line.number:012}", mentioned=content.named)
        self._quotable.add(content.text, key)

    def _attachment(self, name: str) -> SourceAttachment:
        file = self._media.get(PurePosixPath(name).name)
        return SourceAttachment(name, file.path if file else None)
