"""Whether a sentence says what the quotes say that it cites, told without a language model.

Four things must hold; each is cheap, and each alone is easily fooled:

- *Figures.* Every number stands in a cited quote, with its unit (`search.quantities`).
- *Negation.* The sentence denies where the sentence of the quote that is nearest to it denies.
- *Words.* Of the sentence's meaningful words, by their stems, at least `ENOUGH` stand in the quotes
  of its language that it cites, and `SOME` in each of them.
- *Meaning*, for quotes of another language, where words cannot be compared: the sentence is clearly
  nearer to the quote than to what has nothing to do with either.

What this does not see: "at most" for "at least", or who does what to whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, reduce
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache, cached

from kb.errors import ModelFault
from search.analysis import exact_words, fold, index_terms, stems, word_forms
from search.blocks import sentences
from search.noise import PROBES
from search.quantities import Figures, figures
from search.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedder import Embedder, FloatArray

# On 363 questions of xquad (English), question and answer put together as a claim: at 0.5, 90 % of
# the claims match the sentence that answers, 7 % another sentence of its passage, none a sentence
# from elsewhere. At 0.25, 99 %, 28 % and 1 %.
ENOUGH, SOME = 0.5, 0.25
FEWEST_WORDS = 2  # a sentence with less to compare is none
# Of the way from unrelated sentences (0) to the same words (1). On 80 Spanish sentences of xquad
# with multilingual-e5-small: all are as near as this to their English original, 2 of 80 to another
# sentence of its passage, none to one from elsewhere.
NEAR = 0.45
_DENYING = {
    "en": "not no never none neither nor without cannot",
    "fr": "ne n pas jamais aucun aucune sans",
    "es": "no nunca jamas ningun ninguno ninguna sin",
    "pt": "nao nunca jamais nenhum nenhuma sem",
    "ar": "لا لم لن ليس ليست بدون دون غير",
}
_DENIALS = {language: {fold(w) for w in words.split()} for language, words in _DENYING.items()}


@dataclass(frozen=True)
class Text:
    """A sentence or a quote, with what stands around it.

    Attributes:
        text: running text.
        language: BCP 47.
        about: headings and title of the document: they name what a quote leaves unsaid.
    """

    text: str
    language: str
    about: str = ""

    @property
    def main_language(self) -> str:
        """The language without its region."""
        return self.language.partition("-")[0].lower()

    @cached_property
    def terms(self) -> frozenset[str]:
        """Stems of every word, what stands around it included."""
        return frozenset(index_terms(f"{self.text} {self.about}", self.language))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Meaningful words, each with its stems; numbers, which are compared as such, left out."""
        stop = _stop_words(self.main_language)
        forms = [word for word in word_forms(self.text) if fold(word) not in stop]
        found = [stems(word, self.language) for word in forms if any(map(str.isalpha, word))]
        return tuple(dict.fromkeys(found))

    @property
    def denies(self) -> bool:
        """Whether it holds a word that denies."""
        words = exact_words(self.text.replace("’", "'").replace("n't", " not"))
        return not _DENIALS.get(self.main_language, set()).isdisjoint(words)

    def nearest(self, claim: Text) -> Text:
        """The sentence of this quote that shares most words with a claim."""
        parts = [Text(one, self.language) for one in sentences(self.text, self.language)]
        return max(parts, key=lambda part: shared(claim, part.terms), default=self)


def matches(claim: Text, cited: Sequence[Text], embedder: Embedder) -> bool:
    """Whether a sentence says what the quotes say that it cites.

    Args:
        claim: the sentence, without its citation marks.
        cited: each quote, at least one.
        embedder: asked for quotes in another language only.
    """
    if len(claim.words) < FEWEST_WORDS or not _figures_stand(claim, cited):
        return False
    same = [quote for quote in cited if quote.main_language == claim.main_language]
    other = [quote for quote in cited if quote.main_language != claim.main_language]
    return _worded_alike(claim, same) and all(
        claim.denies == quote.denies and nearness(claim, quote, embedder) >= NEAR for quote in other
    )


def shared(claim: Text, terms: frozenset[str]) -> float:
    """Share of a claim's meaningful words that are among these stems, 0 to 1."""
    inside = sum(not terms.isdisjoint(alternatives) for alternatives in claim.words)
    return inside / max(1, len(claim.words))


def nearness(claim: Text, quote: Text, embedder: Embedder) -> float:
    """How near two sentences are in meaning: 0 as unrelated ones, 1 as the same words.

    What cosine unrelated sentences have differs from model to model, so it is measured, against
    questions of far-away fields. 0 where there is no model.
    """
    try:
        vectors = embedder.embed_passages([claim.text, quote.text])
        far_away: FloatArray = _far_away(embedder)
        unrelated = float(np.median(vectors @ far_away.T))
    except ModelFault:
        return 0.0
    return (float(vectors[0] @ vectors[1]) - unrelated) / max(1e-6, 1 - unrelated)


@cached(LRUCache(2), key=lambda embedder: embedder.fingerprint, lock=Lock())
def _far_away(embedder: Embedder) -> FloatArray:
    return embedder.embed_passages(PROBES)


def _figures_stand(claim: Text, cited: Sequence[Text]) -> bool:
    """Figures may come from several of the quotes, each in its own way of writing them."""
    wanted = figures(claim.text, claim.language)
    read = [figures(f"{quote.text} {quote.about}", quote.language) for quote in cited]
    return reduce(Figures.joined, read).hold(wanted)


def _worded_alike(claim: Text, quotes: Sequence[Text]) -> bool:
    if not quotes:
        return True
    together = frozenset[str]().union(*(quote.terms for quote in quotes))
    nearest = max((quote.nearest(claim) for quote in quotes), key=lambda q: shared(claim, q.terms))
    return (
        shared(claim, together) >= ENOUGH
        and all(shared(claim, quote.terms) >= SOME for quote in quotes)
        and claim.denies == nearest.denies
    )


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in STOP_WORDS.get(language, ()))
