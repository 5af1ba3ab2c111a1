"""Every way to say a term of the glossary: names in all its languages, and abbreviations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.library.glossary import ENGLISH
from search.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.library.glossary import GlossaryEntry

_ANY_STOP_WORD = frozenset(word for words in STOP_WORDS.values() for word in words)


@dataclass(frozen=True)
class Name:
    """One way to say a term.

    Attributes:
        text: as the glossary writes it.
        language: whose word it is.
        entry: the term.
        abbreviation: whether it is compared as it is written.
    """

    text: str
    language: str
    entry: GlossaryEntry
    abbreviation: bool = False


def names_of(entry: GlossaryEntry) -> Iterator[Name]:
    """Every way to say a term, abbreviations first; those of other languages are told by form."""
    for text in entry.abbreviations:
        yield Name(text, ENGLISH, entry, abbreviation=True)
    for language in entry.languages:
        for text in entry.names(language):
            yield Name(text, language, entry, _is_abbreviation(text))


def _is_abbreviation(text: str) -> bool:
    """``ANF`` or ``CAPEX``: one word that is mostly capitals."""
    capitals = sum(c.isupper() for c in text)
    return capitals > 1 and " " not in text and 2 * capitals >= sum(c.isalpha() for c in text)


def is_written(shown: str, name: str, *, loose: bool, loud: bool) -> bool:
    """Whether these letters are that abbreviation, or its plural.

    Args:
        shown: letters of a text.
        name: the abbreviation as the glossary writes it.
        loose: whether small letters will do, unless they are a stop word of any language.
        loud: whether all around is in capitals, so that these mean nothing.
    """
    shown, name = "".join(shown.split()), "".join(name.rstrip(".").split())
    if shown in {name, f"{name}s"} and not loud:
        return True
    lower = shown.lower()
    return loose and lower in {name.lower(), f"{name.lower()}s"} and lower not in _ANY_STOP_WORD
