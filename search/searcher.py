"""Search: a query in, documents with their best passages out."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kb.queries import Filters, documents_by_id, hubs, matching_documents
from search.facets import facets
from search.generations import Generations
from search.grouping import group
from search.highlight import Wanted, excerpt
from search.query import parse
from search.results import Hit, PassageHit, SearchResults

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy.orm import Session

    from kb.db import Database
    from kb.home import Home
    from kb.models import CatalogueDocument
    from search.embedder import Embedder
    from search.generation import Generation
    from search.grouping import Group
    from search.query import ParsedQuery
    from search.results import Mode
    from search.store import StoredPassage
    from search.vector_index import Scored

NOTHING = Filters()
SHOWN = 3  # passages of one document on a page of results
_IMPOSSIBLE = {"hub": "", "kind": "", "language": "--", "country": "", "year": 0}
NO_WORDS = "Type a word or a question to search for."
NO_INDEX = "Nothing is indexed yet: run `kb sync`."


@dataclass(frozen=True)
class Found:
    """What a query found, before anything is read from the store.

    Attributes:
        parsed: the query, its filters joined with those given.
        groups: catalogued documents with passages, best first.
        documents: their catalogue rows.
        terms: the query's words, each as the stems it was compared by.
        notes: what was not understood or left out.
        generation: the index that was asked; ``None`` where there is none.
    """

    parsed: ParsedQuery
    groups: tuple[Group, ...] = ()
    documents: Mapping[str, CatalogueDocument] = field(default_factory=dict)
    terms: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    generation: Generation | None = None

    @property
    def about(self) -> frozenset[int]:
        """Ids of passages that say what a document is about and are not its text."""
        return self.generation.about if self.generation else frozenset()

    def language_of(self, passage: StoredPassage) -> str:
        """The language of the document a passage stands in."""
        return self.documents[passage.document_id].language

    def read(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Stored passages by id, in the order asked for."""
        wanted = list(ids)
        stored = self.generation.store.passages(wanted) if self.generation else {}
        return {identity: stored[identity] for identity in wanted if identity in stored}


class Searcher:
    """Reads the index; safe to share between threads."""

    def __init__(self, home: Home, database: Database, embedder: Embedder) -> None:
        """Nothing is opened until the first query."""
        self._generations = Generations(home.index)
        self._database = database
        self.embedder = embedder

    def warm(self) -> None:
        """Open the index and load the model, so that nobody waits for them.

        Raises:
            IndexFault: the index is damaged.
            ModelFault: the model cannot be loaded.
        """
        self._generations.serving()
        self.embedder.embed_query("water")

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
            limit: hits on this page.
            offset: hits before this page.

        Raises:
            IndexFault: the index is damaged.
            ModelFault: the mode is ``vector`` and the model cannot be loaded.
        """
        started = time.monotonic()
        with self.reading() as session:
            found = self.find(session, query, filters, mode)
            matched = [found.documents[item.document_id] for item in found.groups]
            counted = facets(session, matched, _today())
        return SearchResults(
            query=query,
            mode=mode,
            hits=_hits(found, offset, limit),
            total=len(matched),
            facets=counted,
            notes=found.notes,
            seconds=time.monotonic() - started,
        )

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
        ranking = retrieve(generation, self.embedder, parsed, mode, chosen)
        groups = group(ranking.passages, generation.document_of, generation.about)
        documents = documents_by_id(session, [item.document_id for item in groups])
        return Found(
            parsed=parsed,
            groups=tuple(item for item in groups if item.document_id in documents),
            documents=documents,
            terms=ranking.terms,
            notes=(*parsed.notes, *ranking.notes),
            generation=generation,
        )

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


def _hits(found: Found, offset: int, limit: int) -> tuple[Hit, ...]:
    page = [(item, _shown(item, found.about)) for item in found.groups[offset : offset + limit]]
    stored = found.read(passage.id for _, shown in page for passage in shown)
    hits = []
    for rank, (item, shown) in enumerate(page, start=offset + 1):
        document = found.documents[item.document_id]
        passages = {
            passage.id: _passage_hit(found, stored[passage.id], passage.score, document.language)
            for passage in shown
            if passage.id in stored
        }
        if passages:
            apart = shown[0].id in found.about and len(passages) > 1
            said = passages.pop(shown[0].id, None) if apart else None
            first, *more = passages.values()
            hits.append(Hit(rank, item.score, document, first, tuple(more), said))
    return tuple(hits)


def _shown(item: Group, about: Collection[int]) -> list[Scored]:
    """The document's own best passages, before them what is said about it where that won."""
    text = [passage for passage in item.passages if passage.id not in about][:SHOWN]
    best = item.passages[0]
    return [best, *text] if best.id in about else text


def _passage_hit(found: Found, passage: StoredPassage, score: float, language: str) -> PassageHit:
    terms = frozenset(stem for alternatives in found.terms for stem in alternatives)
    wanted = Wanted(terms, found.parsed.phrases)
    text, ranges = excerpt(passage.text, wanted, language)
    return PassageHit(passage.text, text, ranges, passage.headings, passage.anchor, score)
