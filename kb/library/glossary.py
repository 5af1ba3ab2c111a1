"""The glossary: terms of the field with abbreviations, translations, definition and source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from slugify import slugify

from kb.library.entry import Language

ENGLISH = "en"
"""What terms, synonyms and definitions are written in."""
_NO_OTHER_FIELDS = ConfigDict(extra="forbid")


def _one_line(value: object) -> object:
    """A text's lines as one, composed, so that equal words are equal."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", re.sub(r"\s+", " ", value)).strip()
    return value


def _empty(value: object) -> object:
    """A field without a value is an empty list."""
    return [] if value == "" else value


def _addressable(term: str) -> str:
    if not slugify(term):
        raise ValueError("it needs a letter or a digit")
    return term


def _not_english(language: str) -> str:
    if language.partition("-")[0] == ENGLISH:
        raise ValueError("English is not a translation")
    return language


Name = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=120)]
Term = Annotated[Name, AfterValidator(_addressable)]
Text = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=1000)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_empty), Field(max_length=30)]
Translation = Annotated[tuple[Name, ...], Field(min_length=1, max_length=30)]
Foreign = Annotated[Language, AfterValidator(_not_english)]
Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]


@dataclass(frozen=True)
class GlossarySource:
    """Where a definition comes from."""

    __pydantic_config__ = _NO_OTHER_FIELDS

    title: Text
    publisher: Text
    url: Address


@dataclass(frozen=True)
class GlossaryEntry:
    """One term.

    Attributes:
        term: in English, as it stands inside a sentence.
        definition: in English, one to three sentences.
        source: of the definition.
        abbreviations: as they are written: ``NRW``.
        synonyms: other English words for it.
        translations: by BCP 47 language, the preferred term first.
    """

    __pydantic_config__ = _NO_OTHER_FIELDS

    term: Term
    definition: Text
    source: GlossarySource
    abbreviations: Names = ()
    synonyms: Names = ()
    translations: Mapping[Foreign, Translation] = field(default_factory=dict)

    @cached_property
    def slug(self) -> str:
        """The entry's name in addresses."""
        return slugify(self.term)

    @property
    def anchor(self) -> str:
        """The entry's link target: "main" is a term, and an id that a page may have already."""
        return f"term-{self.slug}"

    @property
    def url(self) -> str:
        """The entry's place on the site."""
        return f"/glossary?letter={letter_of(self.term)}#{self.anchor}"

    @property
    def languages(self) -> tuple[str, ...]:
        """English and what it is translated into."""
        return (ENGLISH, *self.translations)

    def names(self, language: str) -> tuple[str, ...]:
        """What it is called in a language, the preferred name first, without abbreviations."""
        if language == ENGLISH:
            return (self.term, *self.synonyms)
        return self.translations.get(language, ())


@dataclass(frozen=True, eq=False)
class Glossary:
    """Every entry, by term. Two glossaries are the same only if they are one object."""

    entries: tuple[GlossaryEntry, ...] = ()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """English, then what most entries are translated into."""
        counts = Counter(language for entry in self.entries for language in entry.translations)
        return (ENGLISH, *sorted(counts, key=lambda language: (-counts[language], language)))


def letter_of(name: str) -> str:
    """What a name is filed under: its first letter, capital and without accent; else ``0-9``."""
    first = sort_key(name)[:1]
    return first.upper() if first.isalpha() else "0-9"


def sort_key(name: str) -> str:
    """Names in the order of an index: without case, accents and what is no letter or digit."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ").strip()
