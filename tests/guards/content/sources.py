"""Sources: each is whole, each is used by a footnote, and each footnote leads to one.

A footnote names a source by its title or, where it names none by title, by its publisher. By
title: the words that the footnote sets in ``*italics*`` are in the title in this order, or the
title's first four words, or a part of it between colons, commas or brackets, stand in the
footnote. By publisher: one of the names that ``publisher`` is made of (an organisation, its short
form or initials, the family name of an author) stands in it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.guards.content.text import MARK, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

KEYS = ["title", "publisher", "year", "url"]
FIRST_YEAR = 1850
_ITALIC = re.compile(r"\*([^*]+)\*")
_PARTS = re.compile(r"[,;:()/]|\band\b|\bothers\b|\bet al\b|\bfor\b|\bby\b|\bwith\b|\bin\b")
_TITLE_PARTS = re.compile(r"[:;()?–]|, ")
_COMMON = {"the", "water", "utility", "ministry", "department", "university", "world", "journal"}


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Sources and footnotes of one page."""
    if page.kind == "reading-list":
        return
    yield from _well_formed(page)
    yield from _marks(page)
    yield from _used(page)


def _well_formed(page: Page) -> Iterator[Fault]:
    if not page.sources:
        yield page.fault(1, "It names no source", "Add `source:` with title, publisher, year, url")
    line = page.line_of("sources" if page.kind == "hub" else "source")
    for source in page.sources:
        name = str(source.get("title", ""))[:40]
        if [key for key in source if key in KEYS] != KEYS or set(source) - set(KEYS):
            remedy = "Give it title, publisher, year and url, in this order, and no more"
            yield page.fault(line, f"The source “{name}” has other fields", remedy)
        year = source.get("year")
        last = getattr(page.fields.get("published"), "year", 9999)
        if year != "undated" and not (isinstance(year, int) and FIRST_YEAR <= year <= last):
            remedy = "Write a year not after `published`, or `undated`"
            yield page.fault(line, f"Year {year} of “{name}”", remedy)
        if "url" in source and not re.match(r"https?://[^\s/]+\.\S+$", str(source["url"])):
            yield page.fault(line, f"Address of “{name}”", "Write one that begins with https://")
        if not all(str(source.get(key, "-")).strip() for key in KEYS):
            yield page.fault(line, f"An empty field of “{name}”", "Fill it")
    for title, count in Counter(str(one.get("title")) for one in page.sources).items():
        if count > 1:
            yield page.fault(line, f"“{title[:40]}” is listed twice", "List a source once")


def _marks(page: Page) -> Iterator[Fault]:
    notes = {note.key: note.line for note in page.notes}
    marks: dict[str, int] = {}
    for block in page.blocks:
        if block.kind != "code":
            for key in MARK.findall(block.text):
                marks.setdefault(key, block.line)
    for key in marks.keys() - notes.keys():
        remedy = f"Add `[^{key}]: *Source title*, page.` at the end"
        yield page.fault(marks[key], f"[^{key}] is not explained", remedy)
    for key in notes.keys() - marks.keys():
        remedy = "Set the mark where the claim stands, or take the footnote out"
        yield page.fault(notes[key], f"[^{key}] is used nowhere", remedy)
    for key, count in Counter(note.key for note in page.notes).items():
        if count > 1:
            yield page.fault(notes[key], f"[^{key}] is explained twice", "Keep one")
    if not notes:
        yield page.fault(0, "It has no footnote", "Mark what comes from a source")


def _used(page: Page) -> Iterator[Fault]:
    used: set[int] = set()
    for note in page.notes:
        named = [n for n, one in enumerate(page.sources) if by_title(note.text, one)]
        named = named or [n for n, one in enumerate(page.sources) if by_publisher(note.text, one)]
        used.update(named)
        if not named:
            remedy = "Begin it with the title of a source of the front matter in *italics*"
            yield page.fault(note.line, f"[^{note.key}] names no source", remedy)
    for number, source in enumerate(page.sources):
        if number not in used:
            name = str(source.get("title", ""))[:60]
            remedy = "Name its title in the footnote that rests on it, or take it out"
            line = page.line_of("further_sources" if number else "source")
            yield page.fault(line, f"No footnote names the source “{name}”", remedy)


def by_title(note: str, source: dict[str, Any]) -> bool:
    """Whether a footnote names a source by its title."""
    whole = str(source.get("title", ""))
    title, text = normal(whole), normal(note)
    parts = [" ".join(title.split()[:4]), *map(normal, _TITLE_PARTS.split(whole))]
    if any(len(part) > 9 and len(part.split()) > 2 and _holds(text, part) for part in parts):
        return True
    if len(title) > 5 and _holds(text, title):
        return True
    italics = [normal(part) for part in _ITALIC.findall(note)]
    return any(len(part) > 5 and _in_order(part.split(), title.split()) for part in italics)


def by_publisher(note: str, source: dict[str, Any]) -> bool:
    """Whether a footnote names a source by its publisher or author."""
    publisher, text = str(source.get("publisher", "")), normal(note)
    if any(_holds(text, name) for name in _names(publisher)):
        return True
    initials = ["".join(re.findall(r"\b[A-Z]", part)) for part in re.split("[,;(]", publisher)]
    acronyms = re.findall(r"\b[A-Z]{3,}\b", note)
    return any(one.startswith(acronym) for one in initials for acronym in acronyms)


def _names(publisher: str) -> Iterator[str]:
    """Organisations, short forms and family names; of a long name its first two words, too."""
    for part in _PARTS.split(publisher):
        name = normal(re.sub(r"\b(?:[A-Z]\.\s*)+", "", part))
        if len(name) > 1 and name not in _COMMON and not name.isdigit():
            yield name
            start = name.split()[:2]
            if len(start) == 2 and not _COMMON & set(start) and " of" not in name:
                yield " ".join(start)


def _holds(text: str, part: str) -> bool:
    return f" {part} " in f" {text} "


def _in_order(some: list[str], all_of_them: list[str]) -> bool:
    """Whether words stand in a title in this order, others between them allowed."""
    rest = iter(all_of_them)
    return all(word in rest for word in some)
