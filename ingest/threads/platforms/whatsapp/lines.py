"""The lines of a chat: which of them begin a message, when it was sent, and by whom.

Telephones write ``[31/12/2020, 11:59:58] Name: text`` (iOS) or ``31/12/2020, 23:59 - Name: text``
(Android), in the numbers and the order of their language. A line that does not begin like the first
one of its file goes on with the message before it: pasted messages look much alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ingest.threads.clock import DATE_AND_TIME, MARKS, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Line", "messages", "without_marks"]

_M = f"[{MARKS}]{{0,3}}"
_HEADER = re.compile(
    rf"{_M}(?P<bracket>\[)?{_M}\s?{DATE_AND_TIME}{_M}\s?(?:(?<!\s)\]|\s?[-–]\s|\])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SAID = re.compile(r"(.{1,120}?):(?:\s(.*)|$)", re.DOTALL)
_MARK = re.compile(f"[{MARKS}]")


class Line(NamedTuple):
    """A message as it stands in the file.

    Attributes:
        number: of its first line, from 1.
        written: when it was sent, the order of day and month not settled.
        sender: as shown; empty for what WhatsApp wrote.
        text: all lines, direction marks kept.
    """

    number: int
    written: Written
    sender: str
    text: str


@dataclass(frozen=True)
class _Style:
    """What all first lines of messages in one file have in common."""

    bracket: bool
    seconds: bool

    @classmethod
    def of(cls, header: re.Match[str]) -> _Style:
        return cls(header["bracket"] is not None, header["second"] is not None)


def messages(lines: Iterable[str]) -> Iterator[Line]:
    """The messages of a chat; what stands before the first one is no message."""
    style: _Style | None = None
    begun: tuple[int, re.Match[str]] | None = None
    more: list[str] = []
    for number, line in enumerate(lines, 1):
        header = _header(line)
        if header is None or style not in (None, _Style.of(header)):
            if begun is not None:
                more.append(line)
            continue
        if begun is not None:
            yield _message(*begun, more)
        style, begun, more = _Style.of(header), (number, header), []
    if begun is not None:
        yield _message(*begun, more)


def without_marks(text: str) -> str:
    """The text without marks of direction."""
    return _MARK.sub("", text)


def _header(line: str) -> re.Match[str] | None:
    found = _HEADER.match(line)
    if found is None or (found["bracket"] is None) == (line[found.start("rest") - 1] == "]"):
        return None
    return found


def _message(number: int, header: re.Match[str], more: list[str]) -> Line:
    first = header["rest"].strip("\n")
    said = _SAID.match(first)
    sender, text = (said[1], said[2] or "") if said else ("", first)
    body = "\n".join([text, "".join(more)]) if more else text
    return Line(number, Written.of(header), _name(sender), body.strip())


def _name(sender: str) -> str:
    """A sender's name; a tilde stands before names that are not in the telephone's contacts."""
    return " ".join(without_marks(sender).split()).removeprefix("~").strip()
