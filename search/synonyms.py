"""Other words for what a query says, from the glossary: for the keyword side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kb.library.glossary import ENGLISH
from search.analysis import exact_words, fold, stems, stop_words_of, word_forms
from search.glossary_names import names_of
from search.glossary_terms import term_index
from search.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kb.library.glossary import Glossary, GlossaryEntry
    from search.glossary_names import Name
    from search.glossary_terms import Match

Kind = Literal["abbreviation", "synonym", "translation"]
Stems = tuple[str, ...]

WEIGHTS: dict[Kind, float] = {"abbreviation": 0.8, "synonym": 0.5, "translation": 0.5}
"""What a word that was not typed counts, beside one that was. An abbreviation means one thing."""
MOST_EXTRA = 64
_STOP = {language: frozenset(map(fold, words)) for language, words in STOP_WORDS.items()}


@dataclass(frozen=True)
class Alternative:
    """Another way to say a term, in a language."""

    text: str
    language: str
    kind: Kind


@dataclass(frozen=True)
class Expansion:
    """A term of the glossary in a query.

    Attributes:
        typed: the words as they stand in the query.
        entries: the terms that they are.
        alternatives: what else these are called, in the languages asked for.
    """

    typed: str
    entries: tuple[GlossaryEntry, ...]
    alternatives: tuple[Alternative, ...]


def expansions(text: str, glossary: Glossary, languages: Collection[str]) -> list[Expansion]:
    """Terms in a query, and what else they are called.

    Args:
        text: the query's words, filters and exclusions taken out (`ParsedQuery.text`).
        glossary: where to look.
        languages: of the library's documents; words of others could find nothing.
    """
    wanted = {language[:2] for language in languages}
    found = []
    for match in _matches(text, glossary):
        typed = text[match.start : match.end]
        found.append(Expansion(typed, match.entries, _alternatives(match, wanted)))
    return found


def _matches(text: str, glossary: Glossary) -> list[Match]:
    """Terms in the query's language where its small words tell that, or else in any.

    Of other languages than that only terms of several words: "source" in English is no spring.
    """
    index = term_index(glossary)
    best = likely_languages(set(exact_words(text)), index.languages)
    likely = len(best) == 1
    if likely and (found := list(index.find(text, best, as_written=False))):
        return found
    found = list(index.find(text, index.languages, as_written=False))
    return [match for match in found if not likely or " " in text[match.start : match.end]]


def likely_languages(words: set[str], languages: Iterable[str]) -> list[str]:
    """Those languages that have most of these folded words as stop words; none if none has any."""
    counts = {language: len(words & _STOP.get(language, frozenset())) for language in languages}
    most = max(counts.values(), default=0)
    return [language for language, count in counts.items() if count == most > 0]


def _alternatives(match: Match, wanted: set[str]) -> tuple[Alternative, ...]:
    typed = {(name.text, name.language) for name in match.names}
    spoken = {name.language for name in match.names}
    found = [
        Alternative(name.text, name.language, _kind(name, spoken))
        for entry in match.entries
        for name in names_of(entry)
        if (name.text, name.language) not in typed
        and name.language[:2] in wanted | ({ENGLISH} if name.abbreviation else set())
    ]
    return tuple(dict.fromkeys(found))


def _kind(name: Name, spoken: Collection[str]) -> Kind:
    if name.abbreviation:
        return "abbreviation"
    return "synonym" if name.language in spoken else "translation"


def analysed(expansion: Expansion) -> list[tuple[tuple[Stems, ...], float]]:
    """The words of each alternative as the index holds them, stop words left out, and its weight.

    A word is its stems in the alternative's language, any of which may match, as in
    `search.analysis.query_terms`.
    """
    found = []
    for other in expansion.alternatives:
        words = list(dict.fromkeys(word_forms(other.text)))
        stop = _STOP.get(other.language[:2], frozenset())
        meant = [word for word in words if fold(word) not in stop] or words
        run = tuple(stems(word, other.language) for word in meant)
        if other.kind == "abbreviation" and len(run) > 1:
            run = ((fold("".join(other.text.split())),),)  # `o&m` is one term of the index
        found.append((run, WEIGHTS[other.kind]))
    return found


def extra_terms(
    found: Iterable[Expansion], terms: Iterable[Stems]
) -> tuple[tuple[Stems, float], ...]:
    """Words to add to a query, each with its boost, the weightiest first.

    The words of an alternative share its weight, so that one that is there whole counts as much as
    one word. A word that several alternatives have counts once, as much as in the best of them.

    Args:
        found: the query's expansions.
        terms: the query's own, which are not added again.
    """
    typed = {stem for alternatives in terms for stem in alternatives}
    boosts: dict[Stems, float] = {}
    for expansion in found:
        for run, weight in analysed(expansion):
            for word in run:
                boosts[word] = max(boosts.get(word, 0.0), weight / len(run))
    ranked = sorted(boosts.items(), key=lambda item: -item[1])
    return tuple(item for item in ranked if typed.isdisjoint(item[0]))[:MOST_EXTRA]


def entries_asked_for(text: str, glossary: Glossary) -> tuple[GlossaryEntry, ...]:
    """The entries that a query is about and nothing else: ``NRW``, ``what is an aquifer?``."""
    matches = _matches(text, glossary)
    if len(matches) != 1:
        return ()
    match = matches[0]
    around = exact_words(text[: match.start] + " " + text[match.end :])
    stop = stop_words_of(exact_words(text), term_index(glossary).languages)
    if any(word not in stop for word in around):
        return ()
    return match.entries
