"""Did you mean …: a suggestion for words that neither the library nor the glossary knows.

The words are those of the library's texts as they are written there, so it works whatever engine
holds the postings and in whatever languages the documents are.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import exact_words, fold, stems, word_spans
from search.glossary_names import names_of
from search.stopwords import STOP_WORDS
from search.synonyms import likely_languages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kb.library.glossary import Glossary

SHORTEST, LONGEST = 3, 30
FEWEST, SHORT = 4, 5  # letters below which no slip is believed, and up to which only one is
MOST_WORDS = 20  # of a query; a longer one was pasted, not typed
# A word's likelihood is the logarithm of how often it stands in the library, less this a slip.
SLIP = 4.0
LEAST = -6.5  # so that two slips need a word that is no rarity here
_TERM_COUNT = 20  # what being in the glossary is worth
_LETTERS = re.compile(rf"(?<!\w)[^\W\d_]{{{SHORTEST},{LONGEST}}}(?!\w)")
# After a commit the words are nearly all as before; folding them takes most of the time otherwise.
_folded = lru_cache(maxsize=2**17)(fold)
_SMALL_WORDS = frozenset(fold(word) for words in STOP_WORDS.values() for word in words)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in texts: lower case, accents kept, letters only."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_LETTERS.findall(text.lower()))
    return counts


class Speller:
    """Suggests other spellings. Takes a second for a million words, and 60 bytes for each."""

    def __init__(
        self, vocabulary: Mapping[str, int], glossary: Glossary, languages: Collection[str]
    ) -> None:
        """Prepare to suggest.

        Args:
            vocabulary: words of the library as `count_words` gives them.
            glossary: its names are known words too.
            languages: of the library's documents.
        """
        self._languages = tuple(dict.fromkeys(language[:2] for language in languages))
        self._counts: dict[str, int] = {}
        self._written: dict[str, str] = {}  # where one with accents is the commonest spelling
        known = dict(vocabulary)
        for word, count in _words_of(glossary).items():
            known[word] = known.get(word, 0) + count
        for written, count in known.items():
            word = written if written.isascii() else _folded(written)
            self._counts[word] = self._counts.get(word, 0) + count
            if count > max(known.get(word, 0), known.get(self._written.get(word, ""), 0)):
                self._written[word] = written
        # People rarely miss the first letter: words are near that begin with it, or with the next.
        self._alike: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in self._counts:
            self._alike[len(word), word[:1]].append(word)

    def suggest(self, query: str, text: str) -> str | None:
        """The query with its unknown words put right; ``None`` where there is nothing to say.

        Args:
            query: as typed, filters and all; everything but the unknown words stays.
            text: its words alone (`ParsedQuery.text`).
        """
        words = dict.fromkeys(exact_words(text))
        if not self._counts or len(words) > MOST_WORDS or self._is_foreign(set(words)):
            return None
        unknown = {word for word in words if word not in self._counts and word not in _SMALL_WORDS}
        better = {word: found for word in unknown if (found := self._nearest(word))}
        if len(better) < len(unknown) and 2 * len(unknown) > len(words) > 1:
            return None  # another language than the library's rather than so many slips
        pieces, end = [], 0
        for start, stop, word in word_spans(query):
            if word in better and not _is_code(query[start:stop]):
                pieces += [query[end:start], _like(query[start:stop], better[word])]
                end = stop
        suggested = "".join([*pieces, query[end:]])
        return suggested if suggested != query else None

    def _is_foreign(self, words: set[str]) -> bool:
        likely = likely_languages(words, STOP_WORDS)
        return bool(likely) and not set(likely) & set(self._languages)

    def _nearest(self, word: str) -> str | None:
        """The likeliest known word, or the word itself where its stem is known; else ``None``."""
        if len(word) < FEWEST or not _LETTERS.fullmatch(word):
            return None
        most = 1 if len(word) <= SHORT else 2
        near = [
            (found, distance)
            for length in range(len(word) - most, len(word) + most + 1)
            for first in {word[0], word[1]}
            for found, distance, _place in process.extract(
                word, self._alike.get((length, first), ()), scorer=OSA.distance, processor=None,
                score_cutoff=most, limit=None,
            )
        ]  # fmt: skip
        if any(self._same_stem(word, found) for found, _distance in near):
            return word
        scored = [(math.log(self._counts[found]) - SLIP * slips, found) for found, slips in near]
        score, best = max(scored, default=(-math.inf, ""))
        return self._written.get(best, best) if score >= LEAST else None

    def _same_stem(self, word: str, other: str) -> bool:
        return any(
            stems(word, language)[0] == stems(other, language)[0] for language in self._languages
        )


def _words_of(glossary: Glossary) -> Counter[str]:
    names = (name.text for entry in glossary.entries for name in names_of(entry))
    return Counter(dict.fromkeys(count_words(names), _TERM_COUNT))


def _is_code(typed: str) -> bool:
    """``DMZ`` is short for something we do not know, not a slip."""
    return typed.isupper() and len(typed) <= SHORT


def _like(typed: str, word: str) -> str:
    """A word with the capitals of the one it stands for."""
    if typed.isupper():
        return word.upper()
    return word.capitalize() if typed[:1].isupper() else word
