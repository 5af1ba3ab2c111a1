"""Questions like a question: the one way to see that somebody has asked it before.

What is compared are questions with questions, see `search.asked_before`, as passages are for a
search: by meaning, by meaning in English where there is a model for that, and by words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import ModelFault
from kb.queries import documents_by_id
from search.analysis import exact_words, query_terms
from search.asked_before import AskedBefore
from search.asked_language import reach
from search.cutting import QUESTIONS, meaningful
from search.fusion import fuse
from search.query import plain
from search.retrieval import MOST_TERMS, by_meaning
from search.shares import weighed
from search.vector_index import Scored
from search.wording import keyword_query

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from kb.db import Database
    from kb.library import Glossary
    from kb.models import CatalogueDocument
    from search.asked_before import Questions
    from search.embedder import Embedders
    from search.generation import Generation
    from search.query import ParsedQuery

DEPTH = 200  # questions taken from the words
POOL = 30  # documents looked at, best first, before those whose question is answered go first
OWN = 4  # of what is said about a document: what others are compared with
EQUAL = 0.1  # of a score: what comes so near is equal, and a verified document then goes first


@dataclass(frozen=True)
class SimilarQuestion:
    """A question that was asked before.

    Attributes:
        text: as it was asked.
        document: the document that answers it, or the thread that it opens.
        answered: whether it is answered; a thread may still be open.
        verified: whether the document is verified today.
        score: comparable within one result only.
    """

    text: str
    document: CatalogueDocument
    answered: bool
    verified: bool
    score: float


class SimilarQuestions:
    """Finds questions; safe to share between threads."""

    def __init__(
        self,
        serving: Callable[[], Generation | None],
        database: Database,
        embedders: Embedders,
        glossary: Callable[[], Glossary],
    ) -> None:
        """Nothing is opened until the first question.

        Args:
            serving: gives the index to ask, ``None`` where nothing was ever indexed.
            database: the catalogue.
            embedders: the models of the settings.
            glossary: gives the terms of the field.
        """
        self._serving = serving
        self._database = database
        self._embedders = embedders
        self._glossary = glossary
        self._before = AskedBefore()

    def to_text(self, text: str) -> tuple[SimilarQuestion, ...]:
        """Questions like a text, in which nothing is an operator. Without a model, words decide.

        Raises:
            IndexFault: the index is damaged.
        """
        generation = self._serving()
        parsed = plain(text)
        if generation is None or not exact_words(parsed.text):
            return ()
        with self._database.reading() as session:
            questions = self._before.questions(session, generation)
            found = self._compared(generation, questions, parsed)
            return _questions(session, generation, questions, found)

    def to_document(self, document_id: str) -> tuple[SimilarQuestion, ...]:
        """Questions of other documents like what is said about one, by vectors that are stored.

        Raises:
            IndexFault: the index is damaged.
        """
        generation = self._serving()
        if generation is None:
            return ()
        with self._database.reading() as session:
            questions = self._before.questions(session, generation)
            found = _compared_with_own(generation, questions, document_id)
            return _questions(session, generation, questions, found)

    def _compared(
        self, generation: Generation, questions: Questions, parsed: ParsedQuery
    ) -> _Found:
        languages = generation.manifest.languages
        terms = tuple(query_terms(parsed.text, languages)[:MOST_TERMS])
        query = keyword_query(parsed, terms, self._glossary(), languages)
        likely = reach(parsed.text, generation.languages)
        words = generation.keywords.search(query, DEPTH, questions.ids)
        try:
            meant = by_meaning(generation, self._embedders, parsed, questions.ids, likely)
        except ModelFault:
            return _Found({"words": words}, likely, meaningful({"words": words}, {}, QUESTIONS))
        near = meaningful(meant.found, meant.noise, QUESTIONS)
        return _Found({"words": words, **meant.found}, likely, near)


@dataclass(frozen=True)
class _Found:
    """What the sides found, how likely the question is in each language, and what comes near."""

    sides: Mapping[str, list[Scored]]
    likely: Mapping[str, float]
    near: Collection[int]


def _compared_with_own(generation: Generation, questions: Questions, document_id: str) -> _Found:
    passages = generation.passages_of([document_id])
    own = [one for one in passages.tolist() if one in generation.about][:OWN]
    others = np.setdiff1d(questions.ids, passages, assume_unique=True)
    best: dict[int, float] = {}
    for vector in generation.vectors.vectors(own) if own else ():
        for one, score in generation.vectors.search(vector, POOL, others):
            best[one] = max(score, best.get(one, score))
    meaning = sorted((Scored(*item) for item in best.items()), key=lambda item: -item.score)
    likely = dict.fromkeys(generation.languages, 1.0)
    found, noise = {"meaning": meaning}, {"meaning": generation.manifest.main.noise}
    return _Found(found, likely, meaningful(found, noise, QUESTIONS))


def _questions(
    session: Session, generation: Generation, questions: Questions, found: _Found
) -> tuple[SimilarQuestion, ...]:
    """One question of a document, those that are answered first."""
    sides = weighed(found.sides, found.likely)
    documents = len(generation.documents)
    groups = fuse(sides, generation.table, generation.names, documents)
    best = [group.passages[0] for group in groups]
    scores = dict([item for item in best if item.id in found.near][:POOL])
    stored = generation.store.passages(scores)
    rows = documents_by_id(session, {passage.document_id for passage in stored.values()})
    today = datetime.now(UTC).date()
    pool = []
    for one, passage in stored.items():
        if (row := rows.get(passage.document_id)) is not None:
            verified = row.is_verified(today)
            answered = verified or one not in questions.open
            pool.append(SimilarQuestion(passage.text, row, answered, verified, scores[one]))
    return _ordered(pool)


def _ordered(found: Sequence[SimilarQuestion]) -> tuple[SimilarQuestion, ...]:
    """Answered ones first, among equals verified ones; of equal texts the most trusted one."""
    once: dict[tuple[str, ...], SimilarQuestion] = {}
    for item in sorted(found, key=lambda one: (-one.answered, -one.verified, -one.score)):
        once.setdefault(tuple(exact_words(item.text)), item)
    ranked = sorted(
        once.values(),
        key=lambda one: (-one.answered, -round(one.score / EQUAL), -one.verified, -one.score),
    )
    return tuple(ranked)
