"""The starter library's glossary: enough terms, in four languages, each name one term's only."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.library import plain_yaml
from kb.library.glossary import sort_key
from kb.library.glossary_parsing import parse_glossary
from search.analysis import fold
from search.glossary_names import names_of
from tests.guards.content.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.library import Glossary, GlossaryEntry

PATH = "glossary.yaml"
FEWEST = 250
LANGUAGES = {"fr", "es", "pt"}
LONGEST = 300


def check(text: str, fewest: int = FEWEST) -> Iterator[Fault]:
    """Faults of a glossary's file that can be read; one that cannot raises `LibraryFault`."""
    glossary = parse_glossary(text)
    if len(glossary.entries) < fewest:
        yield Fault(PATH, 0, f"It has {len(glossary.entries)} terms", f"Write {fewest} at least")
    yield from _order(text)
    for entry in glossary.entries:
        yield from _entry(entry)
    yield from _names(glossary)


def _order(text: str) -> Iterator[Fault]:
    """The file is in the order of an index, so that people find a term in it."""
    lines = plain_yaml.read(text, PATH).lines
    terms = [one["term"] for one in plain_yaml.read(text, PATH).value]
    for number, (before, term) in enumerate(pairwise(terms), 1):
        if sort_key(term) < sort_key(before):
            what = f"“{term}” stands after “{before}”"
            yield Fault(PATH, lines[number, "term"], what, "Sort the terms")


def _entry(entry: GlossaryEntry) -> Iterator[Fault]:
    missing = ", ".join(sorted(LANGUAGES - set(entry.translations)))
    if missing:
        yield Fault(PATH, 0, f"“{entry.term}” has no name in {missing}", "Translate it")
    said = entry.definition
    if not said.endswith(".") or not said[0].isupper() or len(said) > LONGEST:
        remedy = f"Write sentences, at most {LONGEST} characters"
        yield Fault(PATH, 0, f"The definition of “{entry.term}” is no sentence", remedy)


def _names(glossary: Glossary) -> Iterator[Fault]:
    """A word that names two things in a language leads readers and search astray."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in glossary.entries:
        for name in names_of(entry):
            owners[name.language, fold(name.text)].add(entry.term)
    for (language, name), terms in sorted(owners.items()):
        if len(terms) > 1:
            both = " and ".join(f"“{term}”" for term in sorted(terms))
            remedy = "Leave it to one of them"
            yield Fault(PATH, 0, f"“{name}” ({language}) names {both}", remedy)
