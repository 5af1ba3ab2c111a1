"""Which terms of the glossary an address asks for, whatever was typed: never an error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kb.library.glossary import ENGLISH, letter_of, sort_key
from search.analysis import fold
from web.search_request import clean_query, shown_value
from web.translation import gettext

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from kb.library import Glossary, GlossaryEntry


@dataclass(frozen=True)
class GlossaryRequest:
    """Terms as asked for.

    Attributes:
        query: words to find; empty does not narrow.
        language: whose names the terms are listed by.
        letter: the page of the index; empty is the index itself.
        notes: what was left out, a sentence each.
    """

    query: str = ""
    language: str = ENGLISH
    letter: str = ""
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, arguments: MultiDict[str, str], glossary: Glossary) -> GlossaryRequest:
        """Read an address's arguments; what cannot be meant is left out with a note."""
        notes: list[str] = []
        query = clean_query(arguments.get("q", ""), notes)
        language = arguments.get("language", "").strip() or ENGLISH
        if language not in glossary.languages:
            shown = shown_value(language)
            notes.append(gettext("The glossary has no terms in “%(language)s”.", language=shown))
            language = ENGLISH
        letter = arguments.get("letter", "").strip().upper()
        if letter and letter not in letters(glossary, language):
            shown = shown_value(letter)
            notes.append(gettext("No term begins with “%(letter)s”.", letter=shown))
            letter = ""
        return cls(query, language, "" if query else letter, tuple(notes))

    def url(self, **changes: Any) -> str:
        """Address of this page with fields changed."""
        asked = replace(self, **changes)
        language = asked.language if asked.language != ENGLISH else ""
        pairs = {"q": asked.query, "language": language, "letter": asked.letter}
        given = {name: value for name, value in pairs.items() if value}
        return "/glossary" + (f"?{urlencode(given)}" if given else "")

    def entry_url(self, entry: GlossaryEntry) -> str:
        """Address of an entry's place among those that begin with the same letter."""
        letter = letter_of(entry.names(self.language)[0])
        return f"{self.url(letter=letter, query='')}#{entry.anchor}"


def letters(glossary: Glossary, language: str) -> dict[str, list[GlossaryEntry]]:
    """Entries that have a name in a language, by its first letter, in the order of an index."""
    named = [entry for entry in glossary.entries if entry.names(language)]
    named.sort(key=lambda entry: sort_key(entry.names(language)[0]))
    found: dict[str, list[GlossaryEntry]] = {}
    for entry in named:
        found.setdefault(letter_of(entry.names(language)[0]), []).append(entry)
    return found


def matching(glossary: Glossary, query: str) -> list[GlossaryEntry]:
    """Entries that have these words in a name of any language, or else in the definition."""
    wanted = fold(query)
    ranked = []
    for entry in glossary.entries:
        names = [fold(name) for code in entry.languages for name in entry.names(code)]
        names += [fold(name) for name in entry.abbreviations]
        if wanted in names:
            ranked.append((0, entry))
        elif any(wanted in name for name in names):
            ranked.append((1, entry))
        elif wanted in fold(entry.definition):
            ranked.append((2, entry))
    return [entry for _rank, entry in sorted(ranked, key=lambda item: item[0])]
