"""What a message holds beside words: files, marks of editing, quoted words, people it names."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.threads.base import DELETED, EMPTY, SYSTEM, UNREADABLE, SourcePerson
from ingest.threads.clock import MARKS
from ingest.threads.platforms.whatsapp.lines import Line, without_marks
from ingest.threads.platforms.whatsapp.phrases import (
    DELETED_TEXT,
    EDITED,
    FILE_ATTACHED,
    OMITTED,
    SYSTEM_TEXT,
    WAITING,
)

__all__ = ["Content", "content_of", "person", "quoted", "refusal", "same"]

_MARK = f"[{MARKS}]"
_ENDING = r"\.\w{1,8}"
_IN_BRACKETS = re.compile(
    rf"(?:^|(?<=[\s{MARKS}]))<[^<>:\n]{{2,30}}:\s{{0,3}}([^<>\n]{{1,300}}{_ENDING})>"
)
_NAMED = re.compile(
    rf"^{_MARK}{{0,3}}([^\n]{{1,300}}?{_ENDING}) \(([^()\n]{{4,40}})\){_MARK}{{0,3}}(?:\n|$)"
)
_OWN_NAME = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\.\w+")
_WHOLE_OMITTED = re.compile(r"<[^<>:/\n]{3,40}>")
_LAST_OMITTED = re.compile(rf"(?:^|(?<=[\s{MARKS}]))(?:{OMITTED.pattern})\.?$", re.IGNORECASE)
_DOCUMENT = re.compile(rf"^([^\n•]{{1,300}}{_ENDING}) • [^\n]*$", re.MULTILINE)
_EDITED = re.compile(rf"{_MARK}{{0,3}}<(?:{EDITED.pattern})>{_MARK}{{0,3}}$", re.IGNORECASE)
_MENTION = re.compile(r"@\u2068~?\s?([^\u2068\u2069\n]{1,80})\u2069")
_NUMBER = re.compile(r"\+?[\d\s().\-\u2010\u2011]{7,25}")
_PASTED = re.compile(r"\[[^\]\n]{5,30}\] [^:\n]{1,80}: (.+)")
_QUOTED_LENGTH = 60  # quotations are often cut
_LEAST_QUOTED = 12
_TAIL = 100  # characters in which the last words of WhatsApp stand


class Content(NamedTuple):
    """A message taken apart.

    Attributes:
        text: the words, line breaks kept, without marks.
        files: names of files, also of those that are not in the export.
        named: whom it calls.
    """

    text: str
    files: tuple[str, ...]
    named: tuple[SourcePerson, ...]


def refusal(line: Line) -> str:
    """Why a message is no post; empty where it is one."""
    if not line.sender or SYSTEM_TEXT.search(line.sender):
        return SYSTEM
    plain = without_marks(line.text).strip()
    if DELETED_TEXT.fullmatch(plain.rstrip(".")):
        return DELETED
    if WAITING.fullmatch(plain):
        return UNREADABLE
    if without_marks(line.text[:1]) != line.text[:1] and SYSTEM_TEXT.search(plain):
        return SYSTEM
    return EMPTY if plain in ("", "null") else ""


def content_of(text: str) -> Content:
    """Take a message apart."""
    text = text[:-_TAIL] + _EDITED.sub("", text[-_TAIL:])
    files = [name.strip() for name in _IN_BRACKETS.findall(text)]
    text = _IN_BRACKETS.sub("", text)
    named = _NAMED.match(text)
    if named and (_OWN_NAME.fullmatch(named[1]) or FILE_ATTACHED.fullmatch(named[2])):
        files.append(named[1].strip())
        text = text[named.end() :]
    if _WHOLE_OMITTED.fullmatch(without_marks(text).strip()):
        return Content("", (*files, "media"), ())
    text, left_out = _without_omitted(text)
    called = tuple(dict.fromkeys(person(name.strip()) for name in _MENTION.findall(text)))
    words = without_marks(_MENTION.sub(lambda found: f"@{found[1].strip()}", text))
    return Content(words.strip(), (*files, *left_out), called)


def _without_omitted(text: str) -> tuple[str, list[str]]:
    """The text without the words that stand for a file, and what that file is called or is."""
    text = text.rstrip()
    omitted = _LAST_OMITTED.search(text, max(0, len(text) - _TAIL))
    if omitted is None:
        return text, []
    before = text[: omitted.start()]
    document = _DOCUMENT.search(without_marks(before))
    if document:
        return "", [document[1].strip()]
    return before, [" ".join(omitted[0].split()[:-1]).rstrip(".") or "media"]


def quoted(text: str) -> str:
    """The words that a message begins with and that are another's; empty where it does not."""
    first = text.partition("\n")[0]
    pasted = _PASTED.match(first)
    if pasted:
        return same(pasted[1])
    return same(first.lstrip("> ")) if first.startswith(">") else ""


def same(text: str) -> str:
    """What quoted and quoting words have in common; empty where they are too few to tell."""
    first = (
        " ".join(text[: 4 * _QUOTED_LENGTH].partition("\n")[0].split())[:_QUOTED_LENGTH]
        .casefold()
        .rstrip("…. ")
    )
    return first if len(first) >= _LEAST_QUOTED else ""


def person(name: str) -> SourcePerson:
    """Somebody by their shown name, which is a telephone number where no other is known."""
    if _NUMBER.fullmatch(name):
        digits = re.sub(r"\D", "", name)
        return SourcePerson(name=name, handle=digits, aliases=(digits,))
    return SourcePerson(name=name, aliases=(name,))
