"""What is known of a chat's messages so far: how they are called, and which can be quoted.

An export says neither which message answers which nor how messages are called. What a message is
called here is made of its moment and its words, not of its sender: names change when a telephone's
contacts do.
"""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from typing import TYPE_CHECKING

from ingest.threads.platforms.whatsapp.content import quoted, same

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Keys", "Quotable"]


_QUOTABLE = 5000  # messages that can be quoted, the latest ones


class Keys:
    """Names messages, one after the other."""

    def __init__(self) -> None:
        """Nothing named yet."""
        self._same: Counter[str] = Counter()
        self._moment = ""

    def of(self, written: datetime | None, text: str) -> str:
        """The same for a message in every export, whoever made it and with or without media."""
        moment = f"{written:%Y%m%dT%H%M%S}" if written else "undated"
        if moment != self._moment:
            self._moment = moment
            self._same.clear()
        words = hashlib.blake2s(" ".join(text.split()).encode(), digest_size=5).hexdigest()
        self._same[words] += 1
        again = self._same[words]
        return f"{moment}-{words}" + (f"-{again}" if again > 1 else "")


class Quotable:
    """Keys of the latest messages by their words."""

    def __init__(self) -> None:
        """Nothing said yet."""
        self._keys: OrderedDict[str, str] = OrderedDict()

    def quoted_in(self, text: str) -> str | None:
        """Key of the message that a text quotes."""
        quotation = quoted(text)
        return self._keys.get(quotation) if quotation else None

    def add(self, text: str, key: str) -> None:
        """A message that others may quote from now on."""
        words = same(text)
        if not words or text.startswith(">"):
            return
        self._keys[words] = key
        self._keys.move_to_end(words)
        if len(self._keys) > _QUOTABLE:
            self._keys.popitem(last=False)
