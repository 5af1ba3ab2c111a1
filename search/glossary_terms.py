"""Terms of the glossary in running text: in a query, or on a page.

Longest first, word by word: words are compared folded and may differ in number only (*fuites d'eau*
is *fuite d'eau*, but *regulation*, which has its stem, is no *regulator*). Abbreviations are
compared as they are written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search.analysis import exact_words, word_spans
from search.glossary_names import is_written, names_of
from search.singular import singular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kb.library.glossary import Glossary, GlossaryEntry
    from search.glossary_names import Name

_QUALIFIER = re.compile(r"\([^)]*\)")
_BETWEEN = re.compile(r"[^\S\n]*\n?[^\S\n]*|[^\S\n]*[-‐‑–'’&/][^\S\n]*|\.")
_Words = tuple[str, ...]
_Spans = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Match:
    """Names that stand in a text; several where one word is short for several terms.

    Attributes:
        start: first character.
        end: character after the last.
        names: every name that these words are.
    """

    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def entries(self) -> tuple[GlossaryEntry, ...]:
        """The terms that the names are of."""
        return tuple({name.entry.slug: name.entry for name in self.names}.values())


class TermIndex:
    """The names of a glossary, made ready to be found."""

    def __init__(self, glossary: Glossary) -> None:
        """Takes some hundredths of a second; see `term_index`."""
        self.languages = glossary.languages
        self._by_word: dict[str, list[tuple[_Words, Name]]] = defaultdict(list)
        for name in (name for entry in glossary.entries for name in names_of(entry)):
            words = tuple(map(singular, exact_words(_QUALIFIER.sub(" ", name.text))))
            if words:
                self._by_word[words[0]].append((words, name))
        for names in self._by_word.values():
            names.sort(key=lambda item: -len(item[0]))

    def find(self, text: str, languages: Collection[str], *, as_written: bool) -> Iterator[Match]:
        """Terms in a text, in order, none inside another.

        Args:
            text: any text.
            languages: whose words are looked for; abbreviations are everybody's.
            as_written: whether abbreviations must have the glossary's capitals, as in documents.
                People who search type ``nrw``; but ``who`` is a word before it is short for one.
        """
        spans = list(word_spans(text))
        words = tuple(singular(word) for _start, _end, word in spans)
        loud = not as_written and text.isupper() and len(spans) > 1
        at = 0
        while at < len(spans):
            names: list[Name] = []
            length = 1
            for run, name in self._by_word.get(words[at], ()):
                if names and len(run) < length:
                    break
                if words[at : at + len(run)] != run or not _joined(text, spans[at : at + len(run)]):
                    continue
                shown = text[spans[at][0] : spans[at + len(run) - 1][1]]
                if name.abbreviation:
                    fits = is_written(shown, name.text, loose=not as_written, loud=loud)
                else:
                    fits = name.language in languages
                if fits:
                    names.append(name)
                    length = len(run)
            if names:
                yield Match(spans[at][0], spans[at + length - 1][1], tuple(names))
            at += length


@lru_cache(maxsize=4)
def term_index(glossary: Glossary) -> TermIndex:
    """A glossary's index, made once."""
    return TermIndex(glossary)


def _joined(text: str, spans: _Spans) -> bool:
    """Whether nothing but a blank, a hyphen or the like stands between words."""
    return all(_BETWEEN.fullmatch(text, one[1], other[0]) for one, other in pairwise(spans))
