"""Whether a file is mail, and in what form, by its first bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from typing import IO, TYPE_CHECKING, Literal

from ingest.threads.platforms.mail.mbox import is_envelope

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Form", "form_of", "opener_of"]

Form = Literal["mailbox", "message", "packed"]
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_TELLING = re.compile(
    rb"^(From|Date|Subject|Message-ID|Received|Return-Path|To|Newsgroups|MIME-Version"
    rb"|Delivered-To|Path)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_OPENERS: dict[bytes, Callable[[IO[bytes]], object]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}


def form_of(head: bytes) -> Form | None:
    """What a file's first bytes say that it is."""
    if head.startswith(tuple(_OPENERS)):
        return "packed"
    first, _, rest = head.lstrip().partition(b"\n")
    if is_envelope(first, rest[:1000] or b"\n"):
        return "mailbox"
    header = re.split(rb"\n\r?\n", head.lstrip(), maxsplit=1)[0]
    names = {name.lower() for name in _TELLING.findall(header)}
    return "message" if _FIELD.match(first) and len(names) >= 2 else None


def opener_of(head: bytes) -> Callable[[IO[bytes]], object] | None:
    """What opens a packed file; ``None`` for one that is not packed."""
    return next((opener for magic, opener in _OPENERS.items() if head.startswith(magic)), None)
