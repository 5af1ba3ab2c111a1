"""The files of an export that hold mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.platforms.archives import with_archives
from ingest.threads.platforms.mail.forms import form_of
from ingest.threads.platforms.mail.mbox import Span, spans
from ingest.threads.platforms.mail.packed import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import Export, ExportFile

__all__ = ["NO_MAIL", "MailFile", "mail_files"]

_FLAGS = re.compile(r"[:;!]2,([A-Za-z]*)$")
NO_MAIL = "no mail in a form that is known"


@dataclass(frozen=True)
class MailFile:
    """A file of messages.

    Attributes:
        file: its bytes, unpacked.
        is_box: a mailbox; otherwise it is one message.
        flags: letters that a Maildir puts after the file's name.
    """

    file: ExportFile
    is_box: bool
    flags: str = ""

    def spans(self) -> Iterator[Span]:
        """Its messages, in order."""
        if self.is_box:
            with self.file.path.open("rb") as stream:
                yield from spans(stream)
        else:
            yield Span(0, self.file.path.stat().st_size)

    def read(self, span: Span, most: int) -> bytes:
        """The first ``most`` bytes of a message."""
        with self.file.path.open("rb") as stream:
            stream.seek(span.start)
            return stream.read(min(span.size, most))


def mail_files(export: Export, tally: Tally) -> Iterator[MailFile]:
    """The files of an export that hold mail; the others are faults, but for empty ones."""
    for file in with_archives(export, tally):
        head = file.head()
        if not head.strip() or "tmp" in PurePosixPath(file.name).parts[-2:-1]:
            continue
        if form_of(head) == "packed":
            yield from _mail(unpacked(file, export, tally), tally)
        else:
            yield from _mail(file, tally)


def _mail(file: ExportFile, tally: Tally) -> Iterator[MailFile]:
    head = file.head()
    form = form_of(head)
    if form in {"mailbox", "message"}:
        flags = _FLAGS.search(file.name)
        yield MailFile(file, form == "mailbox", flags[1] if flags else "")
    elif head.strip():
        tally.fault(file.name, NO_MAIL)
