"""Answers in the library's own words: the sentences that fit a question best, cited."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import ModelFault
from kb.queries import documents_by_id
from search.asked_language import reach
from search.choosing import Ranked, choose
from search.posts import quotable
from search.results import AnswerResult, Quote
from search.searcher import NOTHING
from search.sentences import Candidate, candidates
from search.word_worth import worths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    from sqlalchemy.orm import Session

    from kb.models import CatalogueDocument
    from kb.queries import Filters
    from search.embedder import FloatArray
    from search.found import Found
    from search.results import Verdict
    from search.searcher import Searcher

    Floats = npt.NDArray[np.float64]

PASSAGES = 8  # read for sentences, over all documents
# Sentences compared by meaning, those with most of the question's words: it costs, and with 24 the
# right one is found no more often (xquad_answers_en: first quote .835 with 8, .830 with 24).
COMPARED = 10
PLACE = 0.3  # what a passage's score counts beside words, to choose those compared

# Support: a logistic curve over how far the best quote stands above the library and how many of the
# question's words it has; words say nothing across languages. Fitted on 400 questions of xquad, the
# same with the answering passage taken away, and 1,200 questions of other fields, the three kinds
# counting alike, for questions in the quote's language and in another (docs/relevance.md).
SAME = (1.46, 7.0, -9.27)  # standing, words, bias
FOREIGN = (2.07, 0.0, -9.21)
ANSWER, RELATED = 0.5, 0.1


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
            return self._answered(session, question, found)

    def _answered(self, session: Session, question: str, found: Found) -> AnswerResult:
        ranked = self._ranked(found)
        if not ranked:
            return AnswerResult(question, "none", 0.0, ())
        support = ranked[0].support
        verdict = _verdict(support)
        if verdict == "none":
            return AnswerResult(question, verdict, support, ())
        chosen, differing = choose(ranked, ANSWER)
        rows = documents_by_id(session, {one.document_id for one in (*chosen, *differing)})
        quotes = _quotes(chosen, rows)
        if not quotes:  # their documents were removed meanwhile
            return AnswerResult(question, "none", support, ())
        return AnswerResult(question, verdict, support, quotes, differing=_quotes(differing, rows))

    def _ranked(self, found: Found) -> list[Ranked]:
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
        top = max([item.score for item in best], default=0.0) or 1.0
        weight = {item.id: item.score / top for item in best}
        everything = [
            candidate
            for passage in quotable(found.read(weight).values(), found.documents)
            for candidate in candidates(passage, found.terms)
        ]
        if not everything:
            return []
        place = np.array([weight[item.passage.id] for item in everything])
        words = worths(everything)
        order = np.argsort(-(words + PLACE * place), kind="stable")[:COMPARED]
        chosen = [everything[i] for i in order]
        return self._weighed(found, chosen, place[order], words[order])

    def _weighed(
        self, found: Found, chosen: list[Candidate], place: Floats, words: Floats
    ) -> list[Ranked]:
        """Sentences by how they stand in meaning and in words, and by their passage's score."""
        languages = [candidate.passage.language for candidate in chosen]
        likely = reach(found.parsed.text, found.languages)
        speaks = np.array([likely.get(language, 1.0) for language in languages])
        vectors, standing = self._standing(found, chosen)
        scores = _apart(standing) + speaks * _apart(words) + place
        share = np.array([candidate.share for candidate in chosen])
        supports = speaks * _curve(SAME, standing, share)
        supports += (1 - speaks) * _curve(FOREIGN, standing, share)
        order = np.argsort(-scores, kind="stable").tolist()
        return [
            Ranked(
                chosen[i],
                float(scores[i]),
                1 / (1 + math.exp(-float(supports[i]))),
                None if vectors is None else vectors[i],
            )
            for i in order
        ]

    def _standing(
        self, found: Found, chosen: Sequence[Candidate]
    ) -> tuple[FloatArray | None, Floats]:
        """Vectors of sentences, and how far each stands above the library; 0 without a model."""
        embedder = self._searcher.embedder
        try:
            vectors = embedder.embed_passages([candidate.text for candidate in chosen])
            question = embedder.embed_query(found.parsed.gist)
        except ModelFault:
            return None, np.zeros(len(chosen))
        near = (vectors @ question).tolist()
        return vectors, np.array(
            [
                found.levels[candidate.passage.language.encode()].standing(cosine)
                for candidate, cosine in zip(chosen, near, strict=True)
            ]
        )


def _apart(values: Floats) -> Floats:
    """Values in standard deviations above their mean."""
    scaled: Floats = (values - values.mean()) / (values.std() + 1e-9)
    return scaled


def _curve(weights: tuple[float, float, float], standing: Floats, words: Floats) -> Floats:
    return weights[0] * standing + weights[1] * words + weights[2]


def _verdict(support: float) -> Verdict:
    if support >= ANSWER:
        return "answer"
    return "related" if support >= RELATED else "none"


def _quotes(chosen: Sequence[Ranked], rows: Mapping[str, CatalogueDocument]) -> tuple[Quote, ...]:
    """Quotes of documents that are still there."""
    return tuple(
        Quote(
            text=item.candidate.text,
            document=rows[item.document_id],
            headings=item.candidate.passage.headings,
            anchor=item.candidate.passage.anchor,
            score=item.score,
        )
        for item in chosen
        if item.document_id in rows
    )
