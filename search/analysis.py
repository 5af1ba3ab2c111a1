"""From text to words: one analysis for passages and queries, whatever engine holds the postings.

Two forms of a text are made. *Exact* words are folded (case, accents, width) and split at
everything that is not a letter or digit: phrases and exclusions compare these. *Index* terms are
stems besides, in the document's language, with compounds such as ``4-inch`` or ``m3/day`` kept
whole next to their parts. Scripts written without spaces are cut into characters (exact) and pairs
of them (index).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from search.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese", "ar": "arabic"}

_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
# Only from a word's start: a search from within every long word would take time squared.
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:[-./'’_&][^\W_]++)+")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNSPACED_CHARACTER = re.compile(rf"[{_UNSPACED}]")
_MARKED = re.compile(r"[^\x00-\x7f]")
LONGEST_WORD = 64  # a longer run of letters is data, not a word: it is cut


def fold(text: str) -> str:
    """Lower case, compatibility forms plain (``m³`` is ``m3``), accents and vowel marks gone."""
    if not _MARKED.search(text):
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"})
    return plain.replace("\u0640", "")  # the Arabic stretching stroke


def exact_words(text: str) -> list[str]:
    """A text's words, folded and unstemmed, in order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def word_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, exact word)`` with offsets into the text as it is, unfolded."""
    for match in _WORD.finditer(text):
        for word in _exact_words_of(match[0]):
            yield match.start(), match.end(), word


@lru_cache(maxsize=100_000)
def _exact_words_of(word: str) -> tuple[str, ...]:
    return tuple(exact_words(word))


def index_terms(text: str, language: str) -> list[str]:
    """The terms a passage is found by: stems, compounds, whole numbers, character pairs."""
    return [stem for word in word_forms(text) for stem in stems(word, language)]


def word_forms(text: str) -> list[str]:
    """Words of a text with their diacritics (stemmers want them), compounds and pairs added."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    lowered = _GROUPED.sub(lambda match: match[0].replace(",", ""), lowered)
    words = [word[:LONGEST_WORD] for word in _WORD.findall(_composed(lowered))]
    pairs = [
        a + b
        for a, b in pairwise(words)
        if _UNSPACED_CHARACTER.match(a) and _UNSPACED_CHARACTER.match(b)
    ]
    compounds = [
        match[0].replace("’", "'") for match in _COMPOUND.finditer(lowered) if len(match[0]) <= 40
    ]
    return words + pairs + compounds


def _composed(text: str) -> str:
    """The text without marks that stand alone: Arabic vowel signs would split words."""
    if not _MARKED.search(text):
        return text
    return "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"} and c != "\u0640")


_stemming = threading.Lock()  # a stemmer holds the word it is at


@lru_cache(maxsize=100_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """A word's stems, one or two.

    Two because people leave accents out: ``informacion`` typed plain and ``información`` must
    meet, so the word is stemmed as written and again after folding.
    """
    plain = fold(word)
    stemmer = _stemmer(language[:2])
    if stemmer is None or not plain.isalpha():
        return (plain,)
    with _stemming:
        written, folded = fold(stemmer.stemWord(word)), fold(stemmer.stemWord(plain))
    return (written,) if written == folded else (written, folded)


@cache
def _stemmer(language: str) -> Any:
    if language not in STEMMERS:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(STEMMERS[language])


def query_terms(text: str, languages: Collection[str]) -> list[tuple[str, ...]]:
    """Each meaningful word of a query with its alternatives: its stems in every language.

    Stop words are those of the language the query is likeliest in; where nothing else is left,
    all words are kept.
    """
    known = sorted({language[:2] for language in languages})
    forms = list(dict.fromkeys(word_forms(text)))
    stop = stop_words_of(forms, known)
    meaningful = [word for word in forms if fold(word) not in stop] or forms
    found = [
        tuple(dict.fromkeys(stem for language in known or [""] for stem in stems(word, language)))
        for word in meaningful
    ]
    return list(dict.fromkeys(found))


def stop_words_of(words: Collection[str], languages: Collection[str]) -> frozenset[str]:
    """The stop words of that one of the languages that has most of these words as such."""
    folded = [fold(word) for word in words]
    best, most = ("en" if "en" in languages else ""), 1  # one such word is no proof of a language
    for language in sorted(languages):
        count = sum(word in _folded_stop_words(language) for word in folded)
        if count > most:
            best, most = language, count
    return _folded_stop_words(best)


@cache
def _folded_stop_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in STOP_WORDS.get(language, ()))
