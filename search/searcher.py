"""Search: a query in, documents with their best passages out."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kb.errors import ModelFault
from kb.library import Glossary
from kb.queries import Filters, documents_by_id, facts_by_id, hubs, matching_documents
from search.embedder import Embedders
from search.facets import facets
from search.folding import folded
from search.found import Found
from search.generations import Generations
from search.hits import page_of
from search.posts import speaking
from search.preferring import preferred
from search.query import parse
from search.reranker import READ, reranked
from search.results import SearchResults

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy.orm import Session

    from kb.db import Database
    from kb.home import Home
    from kb.models import CatalogueDocument
    from search.embedder import Embedder
    from search.generation import Generation
    from search.reranker import Reranker
    from search.results import Mode
    from search.retrieval import Ranking
    from search.similar import SimilarQuestion, SimilarQuestions
    from search.spelling import Speller

NOTHING = Filters()
_IMPOSSIBLE = {"hub": "", "kind": "", "language": "--", "country": "", "year": 0}
NO_WORDS = "Type a word or a question to search for."
NO_INDEX = "Nothing is indexed yet: run `kb sync`."


class Searcher:
    """Reads the index; safe to share between threads."""

    def __init__(
        self,
        home: Home,
        database: Database,
        embedder: Embedder,
        *,
        english: Embedder | None = None,
        glossary: Callable[[], Glossary] = Glossary,
        reranker: Reranker | None = None,
    ) -> None:
        """Nothing is opened until the first query.

        Args:
            home: whose index it is.
            database: the catalogue.
            embedder: the model for every language.
            english: a second model, for English.
            glossary: gives the terms of the field.
            reranker: reads the first documents of a hybrid search again.
        """
        self._generations = Generations(home.index)
        self._database = database
        self._embedders = Embedders(embedder, english)
        self._glossary = glossary
        self._reranker = reranker
        self._speller: tuple[tuple[int, Glossary], Speller] | None = None

    @property
    def embedder(self) -> Embedder:
        """The model for every language."""
        return self._embedders.main

    def warm(self) -> None:
        """Open the index and load whatever a question needs, so that nobody waits for it.

        Raises:
            IndexFault: the index is damaged.
            ModelFault: the model cannot be loaded.
        """
        for embedder in self._embedders:
            if embedder is not None:
                embedder.embed_query("water")
        self.search("water")

    def search(
        self,
        query: str,
        *,
        filters: Filters = NOTHING,
        mode: Mode = "hybrid",
        limit: int = 10,
        offset: int = 0,
    ) -> SearchResults:
        """Find documents.

        Args:
            query: any text; see `search.query.parse` for what is understood.
            filters: narrowing besides what the query says; both hold.
            mode: which sides of the index to ask.
            limit: hits on this page; documents that say the same are one hit.
            offset: hits before this page.

        Raises:
            IndexFault: the index is damaged.
            ModelFault: the mode is ``vector`` and the model cannot be loaded.
        """
        started = time.monotonic()
        with self.reading() as session:
            found = self.find(session, query, filters, mode)
            matched = [found.documents[item.document_id] for item in found.groups]
            counted = facets(session, matched)
            suggestion = self._suggestion(query, found)
            places = folded(found)
            page = places[offset : offset + limit]
            rows = documents_by_id(session, [one for place in page for one in place.documents])
        return SearchResults(
            query=query,
            mode=mode,
            hits=page_of(found, page, offset, rows),
            total=len(matched),
            facets=counted,
            notes=found.notes,
            seconds=time.monotonic() - started,
            suggestion=suggestion,
            folded=len(matched) - len(places),
        )

    def _suggestion(self, query: str, found: Found) -> str | None:
        """The query with words that nothing holds put right."""
        generation = found.generation
        if generation is None:
            return None
        key = (generation.number, self._glossary())
        if self._speller is None or self._speller[0] != key:
            from search.spelling import Speller

            speller = Speller(generation.vocabulary, key[1], generation.languages)
            self._speller = key, speller
        return self._speller[1].suggest(query, found.parsed.text)

    def reading(self) -> AbstractContextManager[Session]:
        """A session on the catalogue, for `find`."""
        return self._database.reading()

    def find(self, session: Session, query: str, filters: Filters, mode: Mode) -> Found:
        """Ask the index; `search` makes pages of it, the answerer quotes."""
        parsed = parse(query, {hub.id for hub in hubs(session)})
        parsed = replace(parsed, filters=_both(parsed.filters, filters))
        if not parsed.text:
            return Found(parsed, notes=(*parsed.notes, NO_WORDS))
        generation = self._generations.serving()
        if generation is None:
            return Found(parsed, notes=(*parsed.notes, NO_INDEX))
        from search.retrieval import retrieve

        chosen = None
        if parsed.filters:
            chosen = matching_documents(session, parsed.filters, _today())
        ranking = retrieve(
            generation, self._embedders, parsed, mode, chosen, glossary=self._glossary()
        )
        documents = facts_by_id(session, [item.document_id for item in ranking.groups], _today())
        groups = preferred(ranking.groups, documents)
        ranking = replace(ranking, groups=groups)
        if self._reranker is not None and mode == "hybrid":
            ranking = _read_again(self._reranker, parsed.text, ranking, generation)
        found = Found(
            parsed=parsed,
            groups=tuple(ranking.groups),
            documents=documents,
            terms=ranking.terms,
            notes=(*parsed.notes, *ranking.notes),
            generation=generation,
            levels=ranking.levels,
        )
        return replace(found, groups=speaking(found))

    @cached_property
    def _similar(self) -> SimilarQuestions:
        from search.similar import SimilarQuestions

        serving = self._generations.serving
        return SimilarQuestions(serving, self._database, self._embedders, self._glossary)

    def similar_questions(self, text: str, limit: int = 5) -> tuple[SimilarQuestion, ...]:
        """Questions asked before that are like a text, answered ones first, none that is far.

        Raises:
            IndexFault: the index is damaged.
        """
        return self._similar.to_text(text)[:limit]

    def questions_like(self, document_id: str, limit: int = 5) -> tuple[SimilarQuestion, ...]:
        """Questions of other documents like what a document is about; loads no model.

        Raises:
            IndexFault: the index is damaged.
        """
        return self._similar.to_document(document_id)[:limit]

    def related(self, document_id: str, limit: int = 5) -> list[CatalogueDocument]:
        """Documents whose passages are nearest to a document's, best first.

        Raises:
            IndexFault: the index is damaged.
        """
        generation = self._generations.serving()
        if generation is None:
            return []
        from search.relating import related_documents

        nearest = related_documents(generation, document_id, limit)
        with self._database.reading() as session:
            rows = documents_by_id(session, nearest)
        return [rows[identity] for identity in nearest if identity in rows]


def _read_again(
    reranker: Reranker, question: str, ranking: Ranking, generation: Generation
) -> Ranking:
    """The ranking as the reranker has it; without its model as it is, with a note."""
    best = [group.passages[0].id for group in ranking.groups[:READ]]
    stored = generation.store.passages(best)
    try:
        return replace(ranking, groups=reranked(reranker, question, ranking.groups, stored))
    except ModelFault as fault:
        return replace(ranking, notes=(*ranking.notes, f"Not read again: {fault}"))


def _today() -> date:
    return datetime.now(UTC).date()


def _both(written: Filters, given: Filters) -> Filters:
    """Filters that hold where both do: the values they share, where both name some.

    Where they share none nothing can match, and an impossible value says so.
    """
    joined: dict[str, Any] = {}
    for item in fields(Filters):
        one, other = getattr(written, item.name), getattr(given, item.name)
        if item.name == "verified":
            joined[item.name] = given.verified if one is None else one
        elif one and other:
            shared = tuple(value for value in one if value in other)
            joined[item.name] = shared or (_IMPOSSIBLE[item.name],)
        else:
            joined[item.name] = one or other
    return Filters(**joined)
