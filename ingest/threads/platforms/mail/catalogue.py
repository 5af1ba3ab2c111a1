"""Every message that is to be imported, with what places it in a thread."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.threads.base import REPEATED, Tally
from ingest.threads.platforms.mail.conversations import Entry
from ingest.threads.platforms.mail.dates import written_at
from ingest.threads.platforms.mail.head import Head, hashed, key_of, parted
from ingest.threads.platforms.mail.reading import LARGEST
from ingest.threads.platforms.mail.subjects import parsed_subject
from ingest.threads.platforms.mail.verdict import reason_to_skip

if TYPE_CHECKING:
    from datetime import tzinfo

    from ingest.threads.platforms.mail.files import MailFile
    from ingest.threads.platforms.mail.mbox import Span
    from ingest.threads.spool import Spool

__all__ = ["Catalogue", "ancestors_of"]

_HEAD = 256 * 1024
_MOST_ANCESTORS = 40
_MOST_TAGS = 10_000
_QUOTES = re.compile(rb"^(?:>|-{3,} ?Original)", re.MULTILINE)


class Catalogue:
    """Every message that is to be imported, by key, with what places it."""

    def __init__(self, messages: Spool, tally: Tally, zone: tzinfo) -> None:
        """Entries go to ``messages``; ``zone`` is for times without one."""
        self._messages, self._tally, self.zone = messages, tally, zone
        self._tags: Counter[str] = Counter()
        self._count = 0

    def add(self, file: MailFile) -> None:
        """Catalogue the messages of a file, skipping those that are not to be imported."""
        last = 0.0
        for span in file.spans():
            self._tally.seen()
            head, body = parted(file.read(span, _HEAD))
            reason = reason_to_skip(head, file.flags)
            if not reason:
                entry = self._entry(file, span, head, body, last)
                last = entry.at
                if not self._messages.add(entry.key, entry, place=entry.at):
                    reason = REPEATED
            if reason:
                self._tally.skip(reason)

    def list_tags(self) -> frozenset[str]:
        """Tags that the list itself puts before subjects: those of a third of all messages."""
        return frozenset(tag for tag, count in self._tags.items() if count * 3 >= self._count)

    def _entry(self, file: MailFile, span: Span, head: Head, body: bytes, last: float) -> Entry:
        subject = parsed_subject(head.text("subject"))
        self._count += 1
        for tag in subject.tags:
            if tag in self._tags or len(self._tags) < _MOST_TAGS:
                self._tags[tag] += 1
        if not head.raw("message-id"):
            _, body = parted(file.read(span, LARGEST))
        key = key_of(head, body)
        at = written_at(head, span.envelope, self.zone)
        return Entry(
            key=key,
            ancestors=tuple(one for one in ancestors_of(head) if one != key),
            base=subject.base,
            is_reply=subject.is_reply or _QUOTES.search(body) is not None,
            at=at.timestamp() if at else last,
            file=file,
            span=span,
        )


def ancestors_of(head: Head) -> list[str]:
    """Keys of what a message answers, the nearest first: In-Reply-To, then References backwards.

    Of a very long ancestry the nearest are kept, and the oldest, which names the thread.
    """
    names = [*head.ids("in-reply-to")[:1], *reversed(head.ids("references"))]
    if len(names) > _MOST_ANCESTORS:
        names = [*names[:_MOST_ANCESTORS], names[-1]]
    return list(dict.fromkeys(hashed(name) for name in names))
