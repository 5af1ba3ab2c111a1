"""Answers in the library's own words: the sentences that fit a question best, cited."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from kb.errors import ModelFault
from search.results import AnswerResult, Quote
from search.searcher import NOTHING
from search.sentences import Candidate, candidates, nearness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.queries import Filters
    from search.results import Verdict
    from search.searcher import Found, Searcher

PASSAGES = 6  # read for sentences, over all documents
COMPARED = (
    20  # sentences compared by meaning, those with most of the question's words: it takes time
)
MOST_QUOTES = 3
# A sentence's score: its words in common, its nearness in meaning, the score of its passage.
WORDS_SHARE, MEANING_SHARE, PASSAGE_SHARE = 0.35, 0.65, 0.3
ENOUGH = 0.7  # of the best quote's score that a further quote must reach

# Support: a logistic curve over the best quote's nearness and words, fitted with the default model
# on 120 questions that the library answers, the same 120 with the answering document taken away,
# and 80 of another field. At ANSWER, 89 % of the first pass, 19 % of the second, none of the third.
NEARNESS, WORDS, BIAS = 5.4, 8.6, -6.5
ANSWER, RELATED = 0.5, 0.1


class _Scored(NamedTuple):
    candidate: Candidate
    score: float
    near: float


class Answerer:
    """Quotes what a searcher finds."""

    def __init__(self, searcher: Searcher) -> None:
        """Nothing is opened until the first question."""
        self._searcher = searcher

    def ask(self, question: str, *, filters: Filters = NOTHING) -> AnswerResult:
        """Quote the sentences that answer a question best.

        The verdict is ``answer`` where the support is strong, ``related`` where the quotes are
        only near the subject, and ``none``, without quotes, where the library has nothing.

        Raises:
            IndexFault: the index is damaged.
        """
        with self._searcher.reading() as session:
            found = self._searcher.find(session, question, filters, "hybrid")
        ranked = self._ranked(found)
        if not ranked:
            return AnswerResult(question, "none", 0.0, ())
        support = _support(ranked[0])
        verdict = _verdict(support)
        quotes = () if verdict == "none" else _quotes(found, ranked)
        return AnswerResult(question, verdict, support, quotes)

    def _ranked(self, found: Found) -> list[_Scored]:
        """Every quotable sentence of the best passages, best first."""
        best = sorted(
            (
                item
                for group in found.groups[:PASSAGES]
                for item in group.passages
                if item.id not in found.about
            ),
            key=lambda item: -item.score,
        )[:PASSAGES]
        weight = {item.id: item.score for item in best}
        stored = found.read(item.id for item in best)
        quotable = [
            (PASSAGE_SHARE * weight[identity], candidate)
            for identity, passage in stored.items()
            for candidate in candidates(passage, found.language_of(passage), found.terms)
        ]
        quotable.sort(key=lambda pair: -(pair[0] + WORDS_SHARE * pair[1].words))
        chosen = quotable[:COMPARED]
        near = self._nearness(found.parsed.text, [candidate for _, candidate in chosen])
        ranked = [
            _Scored(candidate, worth + WORDS_SHARE * candidate.words + MEANING_SHARE * n, n)
            for (worth, candidate), n in zip(chosen, near, strict=True)
        ]
        return sorted(ranked, key=lambda item: -item.score)

    def _nearness(self, question: str, quotable: Sequence[Candidate]) -> list[float]:
        """Cosines with the question; all alike where there is no model."""
        embedder = self._searcher.embedder
        try:
            vectors = embedder.embed_passages([candidate.text for candidate in quotable])
            return nearness(embedder.embed_query(question), vectors)
        except ModelFault:
            return [0.0] * len(quotable)


def _support(best: _Scored) -> float:
    return 1 / (1 + math.exp(-(NEARNESS * best.near + WORDS * best.candidate.words + BIAS)))


def _verdict(support: float) -> Verdict:
    if support >= ANSWER:
        return "answer"
    return "related" if support >= RELATED else "none"


def _quotes(found: Found, ranked: Sequence[_Scored]) -> tuple[Quote, ...]:
    """The best quote and up to two more that come near it, none twice."""
    quotes: dict[str, Quote] = {}
    for item in ranked:
        if len(quotes) == MOST_QUOTES or item.score < ENOUGH * ranked[0].score:
            break
        passage = item.candidate.passage
        quote = Quote(
            text=item.candidate.text,
            document=found.documents[passage.document_id],
            headings=passage.headings,
            anchor=passage.anchor,
            score=item.score,
        )
        quotes.setdefault(item.candidate.text, quote)
    return tuple(quotes.values())
