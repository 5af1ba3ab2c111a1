"""Where messages begin and end in a mailbox file, without holding more than a line of it.

A message begins with a ``From `` line. Bodies hold such lines too: Pipermail writes "From the
command line ..." as people wrote it. A line counts as an envelope when it has a date as envelopes
do and a header follows, or when it stands after an empty line and a header that every mail has
follows. ``Content-Length`` is not looked at: it is wrong more often than it helps.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 64 * 1024
_MONTHS = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(
    rb"From \S.*\b" + _MONTHS + rb"\b.*\b\d{1,2}:\d\d(?::\d\d)?\b.*\b(?:19|20)\d\d\b", re.IGNORECASE
)
_HEADER = re.compile(rb">?[!-9;-~]+[ \t]*:|>From ")
_KNOWN = re.compile(
    rb"(?:From|To|Date|Subject|Message-ID|Received|Return-Path|Delivered-To|Reply-To|Sender"
    rb"|MIME-Version|Content-Type|Status|Path|X-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
_LONGEST = 1000
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


class Span(NamedTuple):
    """A message in a file.

    Attributes:
        start: where its header begins, bytes from the file's start.
        size: bytes, without the envelope.
        envelope: its ``From `` line; empty for a file that is one message.
    """

    start: int
    size: int
    envelope: bytes = b""


class _Candidate(NamedTuple):
    offset: int
    line: bytes
    after_blank: bool


def spans(stream: IO[bytes]) -> Iterator[Span]:
    """The messages of a mailbox in its order; what stands before the first is none."""
    candidate: _Candidate | None = None
    begun: tuple[int, bytes] | None = None
    blank, end = True, 0
    for offset, line in _lines(stream):
        end = offset + len(line)
        if candidate is not None and _is_envelope(candidate, line):
            if begun is not None:
                yield Span(begun[0], candidate.offset - begun[0], begun[1])
            begun = offset, candidate.line
        candidate = _Candidate(offset, line, blank) if line.startswith(b"From ") else None
        blank = not line.strip()
    end = max(end, stream.tell())
    if begun is not None:
        yield Span(begun[0], end - begun[0], begun[1])


def is_envelope(line: bytes, following: bytes) -> bool:
    """Whether a file that begins with these two lines is a mailbox."""
    return _is_envelope(_Candidate(0, line, True), following)


def unescaped(body: bytes) -> bytes:
    """A body with the ``>`` taken off that mailbox files put before ``From `` in texts.

    Within a quotation the mark is the quotation's own.
    """
    return _ESCAPED.sub(lambda found: b">" if _in_quotation(body, found.start()) else b"", body)


def _in_quotation(body: bytes, start: int) -> bool:
    before = body.rfind(b"\n", 0, max(0, start - 1)) + 1
    line = body[before:start].lstrip()
    return line.startswith(b">") and not line.lstrip(b">").startswith(b"From ")


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines with their offsets, of overlong ones their first piece."""
    offset, whole = stream.tell(), True
    while piece := stream.readline(_PIECE):
        if whole:
            yield offset, piece
        offset += len(piece)
        whole = piece.endswith(b"\n")


def _is_envelope(candidate: _Candidate, following: bytes) -> bool:
    if len(candidate.line) > _LONGEST or not candidate.line.startswith(b"From "):
        return False
    if _DATED.match(candidate.line):
        wanted = _HEADER if candidate.after_blank else _KNOWN
        return wanted.match(following) is not None
    return candidate.after_blank and _KNOWN.match(following) is not None
