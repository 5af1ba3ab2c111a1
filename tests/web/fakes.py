"""A hand-built home and stand-ins for search, so that pages are tested without model or index."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb import queries
from kb.catalogue import sync_catalogue
from kb.library.anchors import Anchor
from kb.queries import FacetValue, Filters
from kb.settings import Settings
from search.fakes import HashingEmbedder
from search.indexer import Indexer
from search.results import AnswerResult, Hit, PassageHit, Quote, SearchResults
from search.similar import SimilarQuestion
from tests.web.library import write_library
from web.services import Services

if TYPE_CHECKING:
    from pathlib import Path

    from kb.db import Database
    from kb.errors import KbError
    from kb.models import CatalogueDocument


@dataclass
class FakeSearcher:
    """Finds every document whose title or id shares a word with the query, or fails as told."""

    database: Database
    fault: KbError | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    warmed: bool = False

    def search(
        self,
        query: str,
        *,
        filters: Filters = Filters(),  # noqa: B008  # as the real one
        mode: Any = "hybrid",
        limit: int = 10,
        offset: int = 0,
    ) -> SearchResults:
        """Hits in order of id."""
        if self.fault:
            raise self.fault
        self.asked.append({"query": query, "filters": filters, "mode": mode, "offset": offset})
        found = [row for row in self._rows() if _shares_word(query, row)]
        shown = found[offset : offset + limit]
        hits = tuple(Hit(offset + n, 1.0, row, passage(row)) for n, row in enumerate(shown, 1))
        facets = {
            "kind": tuple(FacetValue(kind, kind, 1) for kind in sorted({r.kind for r in found})),
            "hub": (
                FacetValue("water-distribution", "?", 2),
                FacetValue("asset-management", "?", 1),
            ),
        }
        return SearchResults(query, mode, hits, len(found), facets, ("A note of the parser.",))

    def related(self, document_id: str, limit: int = 5) -> list[CatalogueDocument]:
        """Every other document."""
        if self.fault:
            raise self.fault
        return [row for row in self._rows() if row.id != document_id][:limit]

    def similar_questions(self, text: str, limit: int = 5) -> tuple[SimilarQuestion, ...]:
        """What was asked about pumps: answered and verified, answered, open."""
        if self.fault:
            raise self.fault
        rows = self._rows() if "pump" in text else []
        return tuple(map(similar, rows))[:limit]

    def questions_like(self, document_id: str, limit: int = 5) -> tuple[SimilarQuestion, ...]:
        """One of every other document."""
        return tuple(map(similar, self.related(document_id, limit)))

    def warm(self) -> None:
        """Note that it was asked to, or fail as told."""
        if self.fault:
            raise self.fault
        self.warmed = True

    def _rows(self) -> list[CatalogueDocument]:
        with self.database.reading() as session:
            return list(queries.newest_documents(session, 1000))


def _shares_word(query: str, row: CatalogueDocument) -> bool:
    words = set(f"{row.title} {row.id.replace('-', ' ')}".lower().split())
    return bool(words & set(query.lower().split()))


def passage(row: CatalogueDocument) -> PassageHit:
    """A passage of a document, with a word to mark and markup that must not work."""
    text = "At <b>night</b> the flow is least & steady."
    return PassageHit(
        text, text, ((6, 11),), ("What it is", "How to measure"), Anchor("page", 2), 1.0
    )


def similar(row: CatalogueDocument) -> SimilarQuestion:
    """A question that a document answers, or the title of a thread that is open."""
    thread = row.kind == "thread"
    text = row.title if thread else "Ποια <β>ροή</β>;"
    return SimilarQuestion(text, row, not thread, row.verified_by is not None, 1.0)


@dataclass
class FakeAnswerer:
    """Answers questions about night, has reading related to pumps, and knows nothing else.

    Where a question says "differ", two documents do.
    """

    searcher: FakeSearcher

    def ask(self, question: str, *, filters: Filters = Filters()) -> AnswerResult:  # noqa: B008
        """One quote or none."""
        verdict: Any = "none"
        if "night" in question:
            verdict = "answer"
        elif "pump" in question:
            verdict = "related"
        rows = [row for row in self.searcher._rows() if row.id == "night-flow"]
        quotes = tuple(
            Quote("The <i>flow</i> at three.", row, ("What it is",), Anchor("page", 1), 0.9)
            for row in rows
            if verdict != "none"
        )
        return AnswerResult(
            question,
            verdict,
            0.9 if quotes else 0.0,
            quotes,
            differing=self._differing() if "differ" in question else (),
        )

    def _differing(self) -> tuple[Quote, ...]:
        """What two documents say of one thing: a row of a table, and Arabic."""
        rows = {row.id: row for row in self.searcher._rows()}
        return (
            Quote("Night flow · 12 m³/h", rows["long-guide"], (), Anchor("page", 7), 0.9),
            Quote("تدفق الليل ٢٠ م³/س", rows["arabic-guide"], ("مقدمة", "فرع"), None, 0.8),
        )


class _FakeEmbedder:
    loaded = False


class FakeServices(Services):
    """Services over a real home and database, with search replaced."""

    @property
    def searcher(self) -> Any:  # type: ignore[override]
        """The stand-in, made once."""
        return self.__dict__.setdefault("fake_searcher", FakeSearcher(self.database))

    @property
    def answerer(self) -> Any:  # type: ignore[override]
        """The stand-in."""
        return FakeAnswerer(self.searcher)

    @property
    def embedder(self) -> Any:  # type: ignore[override]
        """No model."""
        return _FakeEmbedder()


def write_home(root: Path, *, filled: bool = True) -> Settings:
    """Make a home with hubs, documents and an original; empty where ``filled`` is false."""
    settings = Settings(home=root)
    services = FakeServices.of(settings)
    services.home.create()
    services.database.upgrade()
    if filled:
        write_library(root)
        report = sync_catalogue(services.database, services.library, services.home)
        assert not report.problems, report.problems
        parts = (services.home, services.library, services.database, HashingEmbedder())
        Indexer(*parts).sync()
    return settings
