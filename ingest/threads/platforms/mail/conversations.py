"""Messages put into threads: by what they answer, else by subject, oldest first.

A thread is what messages of the same ancestry are. Its key is the oldest ancestor that its first
message names, also where the archive does not hold it, else that message itself. Messages are
placed in the order of their dates, each by those before it alone, and threads are never merged:
what an archive of later months adds cannot change where earlier messages are.

A message that answers nothing known is placed by its subject where it can be seen to be an answer,
by a prefix or by quoted lines, and a post of a thread with the same subject is at most thirty days
older. Pipermail takes prefixes away, which is why quoted lines count. Subjects that say little,
such as "help needed", place nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.threads.platforms.mail.files import MailFile
    from ingest.threads.platforms.mail.mbox import Span
    from ingest.threads.spool import Spool

_WINDOW = 30 * 86_400.0


@dataclass(frozen=True)
class Entry:
    """What is known of a message before it is read as a whole.

    Attributes:
        key: of the message.
        ancestors: keys of what it answers, the nearest first; may name what is not there.
        base: its subject for comparison; empty where that says too little.
        is_reply: it can be seen to answer something.
        at: seconds since 1970, of a message without date those of the one before it.
        file: where it is.
        span: where in the file.
    """

    key: str
    ancestors: tuple[str, ...]
    base: str
    is_reply: bool
    at: float
    file: MailFile
    span: Span


class Conversations:
    """Finds the thread of one message after the other."""

    def __init__(self, claims: Spool) -> None:
        """``claims`` is an empty spool: it remembers which thread an id belongs to."""
        self._claims = claims
        self._subjects: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def place(self, entry: Entry) -> str:
        """The key of a message's thread; messages must come in the order of their dates."""
        thread = self._known(entry) or (entry.ancestors or (entry.key,))[-1]
        for key in (entry.key, *entry.ancestors):
            self._claims.add(key, None, thread=thread)
        self._remember(entry, thread)
        return thread

    def _known(self, entry: Entry) -> str | None:
        for key in (entry.key, *entry.ancestors):
            thread = self._claims.thread_of(key)
            if thread is not None:
                return thread
        return self._by_subject(entry) if entry.is_reply and entry.base else None

    def _by_subject(self, entry: Entry) -> str | None:
        thread, last = self._subjects.get(entry.base, ("", 0.0))
        return thread if thread and entry.at - last <= _WINDOW else None

    def _remember(self, entry: Entry, thread: str) -> None:
        """Subjects by their last use; those too old to place anything are forgotten."""
        if entry.base:
            self._subjects[entry.base] = thread, entry.at
            self._subjects.move_to_end(entry.base)
        while self._subjects:
            oldest = next(iter(self._subjects))
            if entry.at - self._subjects[oldest][1] <= _WINDOW:
                break
            del self._subjects[oldest]
