"""Where one thread of a chat ends and the next begins.

The messages of a chat are taken in order, and each is put into a thread by what came before it
alone. So a longer export of the same chat has the same threads and more. In this order:

1. A message that quotes or answers another one goes to the thread of that one, however old.
2. After a silence (`ImportOptions.silence_hours`) a new thread begins.
3. A short message, of fewer than four words, goes with the thread before: reactions, thanks.
4. In a chat with threads of its own, a thread that was answered there takes nothing more from the
   chat around it: the next message begins a new one.
5. A question begins a new thread when it comes after a pause, a twelfth of the silence, or from
   somebody who has not written in a thread that needs no answer (any more). Somebody who asks again
   because nobody answered stays in the thread, and so does a question to a single ``@person``.
6. Everything else goes with the thread before.

A thread is answered when somebody other than who asked wrote in it more than a short message or a
question. Nothing from before a silence is remembered: two exports that begin at different days have
the same threads after the first silence that both hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ingest.threads.base import SourcePerson, SourcePost

__all__ = ["Cutter", "is_question"]

_PAUSE = 12  # pauses in one silence
_SHORT = 4
_REMEMBERED = 256  # threads between two silences
_LINK = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]\w*")
_TO_ONE = re.compile(r"(?<!\w)@[^\W_]")
_SENTENCE = re.compile(r"[.!,:;\n]+\s*")
# Words that open a question also where its mark was left out.
_OPENINGS = {
    "en": "how what which where who why anyone anybody does",
    "fr": "comment quel quelle quels quelles où pourquoi qui quelqu combien",
    "es": "cómo cuál cuáles dónde qué quién quiénes alguien cuánto cuánta",
    "pt": "como qual quais onde quem alguém quanto",
    "ar": "كيف هل ما ماذا أين متى لماذا كم",
    "sw": "je vipi nani wapi kwanini naomba",
}
_OPENING = frozenset(word for words in _OPENINGS.values() for word in words.split())


def is_question(text: str) -> bool:
    """Whether a message asks something: it has a question mark, or a sentence opens like one."""
    plain = _LINK.sub(" ", text)
    if any(mark in plain for mark in "?؟？"):
        return True
    firsts = (_WORD.search(sentence) for sentence in _SENTENCE.split(plain))
    return any(first is not None and first[0].lower() in _OPENING for first in firsts)


@dataclass
class _Thread:
    """What is remembered of a thread."""

    key: str
    asker: str | None = None
    answered: bool = False
    closed: bool = False
    people: set[str] = field(default_factory=set)

    @property
    def waits(self) -> bool:
        """Somebody asked and nobody answered."""
        return self.asker is not None and not self.answered


class Cutter:
    """Puts the messages of one chat, in order, into threads."""

    def __init__(self, silence_hours: float, *, has_threads: bool = False) -> None:
        """For a chat.

        Args:
            silence_hours: a pause that ends a thread.
            has_threads: its platform has threads within the chat: answers in them do not stand
                between the messages of the chat.
        """
        self._silence = silence_hours * 3600
        self._has_threads = has_threads
        self._threads: dict[str, _Thread] = {}
        self._current: _Thread | None = None
        self._last: datetime | None = None

    def place(self, post: SourcePost, bound: str | None = None) -> str:
        """The thread of the next message, named by the key of its first one.

        Args:
            post: the message.
            bound: the thread of the message that it answers, if that is known.
        """
        apart = bound is not None and self._has_threads
        pause = 0.0 if apart else self._pause(post)
        if pause >= self._silence:
            self._threads.clear()
            self._current = None
        if bound is not None:
            thread = self._threads.get(bound) or _Thread(bound, answered=True)
        elif self._current is None or self._begins(post, self._current, pause):
            thread = _Thread(post.key)
        else:
            thread = self._current
        self._remember(thread, post, apart=apart)
        return thread.key

    def _pause(self, post: SourcePost) -> float:
        """Seconds since the message before; 0 where that is not known."""
        last, self._last = self._last, post.at or self._last
        return (post.at - last).total_seconds() if post.at and last else 0.0

    def _begins(self, post: SourcePost, thread: _Thread, pause: float) -> bool:
        """Whether a message that answers no other begins a thread after another one."""
        if post.reply_to is not None or _is_short(post.text):
            return False
        if thread.closed:
            return True
        if not is_question(post.text) or _TO_ONE.search(post.text):
            return False
        author = _name(post.author)
        if thread.waits and author == thread.asker:
            return False
        return pause >= self._silence / _PAUSE or not (thread.waits or author in thread.people)

    def _remember(self, thread: _Thread, post: SourcePost, *, apart: bool) -> None:
        author = _name(post.author)
        if not _is_short(post.text):
            if is_question(post.text):
                thread.asker = thread.asker or author
            elif author != thread.asker:
                thread.answered = thread.asker is not None or thread.answered
        thread.people.add(author)
        if apart:
            thread.closed = True
        else:
            self._current = thread
        if apart and thread.key not in self._threads:
            return  # of before the silence, and no part of what is said now
        self._threads[thread.key] = thread
        if len(self._threads) > _REMEMBERED:
            del self._threads[next(iter(self._threads))]


def _is_short(text: str) -> bool:
    words = _WORD.finditer(_LINK.sub(" ", text))
    return sum(1 for _ in islice(words, _SHORT)) < _SHORT


def _name(person: SourcePerson) -> str:
    return person.handle or person.email or person.name
