"""A glossary file read: every fault in it named with line, entry and remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from kb.errors import LibraryFault
from kb.library import plain_yaml
from kb.library.glossary import Glossary, GlossaryEntry, sort_key

if TYPE_CHECKING:
    from pathlib import Path

    from kb.library.plain_yaml import PlainYaml, Where

_ENTRY = TypeAdapter(GlossaryEntry)
_REMEDIES = {
    "term": "Write each entry as `- term: non-revenue water` with its fields below it.",
    "definition": "Write one to three sentences, at most 1,000 characters.",
    "source": "Write `source: {title: …, publisher: …, url: https://…}`.",
    "abbreviations": "Write a list: `abbreviations: [NRW]`.",
    "synonyms": "Write a list: `synonyms: [unaccounted-for water]`.",
    "translations": "Write a list for each language: `fr: [eau non facturée]`; other English "
    "words go to `synonyms`.",
}


def parse_glossary(text: str, path: Path | str = "glossary.yaml") -> Glossary:
    """Read a glossary file's text.

    Raises:
        LibraryFault: names the file, the line, the entry and what to write instead.
    """
    read = plain_yaml.read(text.removeprefix("\ufeff"), path)
    if read.value in (None, "", []):
        return Glossary()
    if not isinstance(read.value, list):
        raise LibraryFault(path, 1, "", "The glossary is not a list", _REMEDIES["term"])
    entries = [_entry(read, number, path) for number in range(len(read.value))]
    _require_once(entries, read, path)
    return Glossary(tuple(sorted(entries, key=lambda entry: sort_key(entry.term))))


def _entry(read: PlainYaml, number: int, path: Path | str) -> GlossaryEntry:
    raw = read.value[number]
    try:
        return _ENTRY.validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(part for part in first["loc"] if part != "[key]")  # a key, not its value
        term = raw.get("term") if isinstance(raw, dict) else None
        called = f" ({term[:60]})" if isinstance(term, str) and term.strip() else ""
        message = f"Entry {number + 1}{called}: {_message(first, where)}"
        field = str(where[0]) if where else ""
        remedy = _REMEDIES.get(field or "term", f"The fields are {', '.join(_REMEDIES)}.")
        line = read.line_of((number, *where))
        raise LibraryFault(path, line, field, message, remedy) from error


def _message(error: Any, where: Where) -> str:
    name = ".".join(str(part) for part in where)
    if not where:
        return "this is not an entry"
    if error["type"] == "missing":
        return f"`{name}` is missing"
    if error["type"] == "unexpected_keyword_argument":
        return f"`{name}` is not a field"
    given = re.sub(r"\s+", " ", str(error["input"]))[:60]
    return f"`{name}` cannot be {given!r}: {error['msg']}"


def _require_once(entries: list[GlossaryEntry], read: PlainYaml, path: Path | str) -> None:
    """Each term has one entry, as its address has."""
    first: dict[str, int] = {}
    for number, entry in enumerate(entries):
        before = first.setdefault(entry.slug, number)
        if before != number:
            there = read.line_of((before, "term"))
            message = f"Entry {number + 1} ({entry.term}) is there already, on line {there}"
            line = read.line_of((number, "term"))
            raise LibraryFault(path, line, "term", message, "Put the two together.")
