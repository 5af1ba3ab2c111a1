"""What a search returns: hits with their passages, facets, and what was understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.library.anchors import Anchor
    from kb.models import CatalogueDocument
    from kb.queries import FacetValue

Mode = Literal["hybrid", "keyword", "vector"]
Verdict = Literal["answer", "related", "none"]


@dataclass(frozen=True)
class PassageHit:
    """One passage found.

    Attributes:
        text: the passage's Markdown, anchors removed.
        excerpt: the part worth showing, plain text, at most about 50 words.
        highlights: ``(start, end)`` character ranges of ``excerpt`` that match the query.
        headings: heading path, outermost first.
        anchor: where it stands in the original; ``None`` where that has no pages.
        score: the fused score, comparable within one result only.
    """

    text: str
    excerpt: str
    highlights: tuple[tuple[int, int], ...]
    headings: tuple[str, ...]
    anchor: Anchor | None
    score: float

    @property
    def page(self) -> int | None:
        """Number of the page, slide, sheet or chapter."""
        return self.anchor.number if self.anchor else None


@dataclass(frozen=True)
class Hit:
    """A document found, with its best passage first.

    Attributes:
        rank: 1 for the best.
        score: comparable within one result only.
        document: its catalogue row.
        passage: the best passage of its text, or of what is said about it where no other matches.
        more: further passages of the same document, best first, at most two.
        about: what is said about it, its summary or a question that it answers, where that matches
            better than its text.
        same: further documents that matched with nearly the same text, best first; they have no
            place of their own.
    """

    rank: int
    score: float
    document: CatalogueDocument
    passage: PassageHit
    more: tuple[PassageHit, ...] = ()
    about: PassageHit | None = None
    same: tuple[CatalogueDocument, ...] = ()

    @property
    def url(self) -> str:
        """The document's page at the place of the passage."""
        anchor = self.passage.anchor
        return self.document.url + (anchor.target if anchor else "")


@dataclass(frozen=True)
class SearchResults:
    """The answer to one query.

    Attributes:
        query: as asked.
        mode: which sides were asked.
        hits: documents, best first.
        total: how many documents matched before the limit.
        facets: by filter name, counted over all that matched.
        notes: plain sentences about what was not understood or left out.
        seconds: how long it took.
        suggestion: the query with words that nothing holds put right; ``None`` where none is near.
        folded: how many of them are in the place of another that says the same.
    """

    query: str
    mode: Mode
    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    suggestion: str | None = None
    folded: int = 0

    @property
    def places(self) -> int:
        """How many hits there are on all pages."""
        return self.total - self.folded


@dataclass(frozen=True)
class Quote:
    """Sentences of a document, word for word, with where they stand."""

    text: str
    document: CatalogueDocument
    headings: tuple[str, ...]
    anchor: Anchor | None
    score: float


@dataclass(frozen=True)
class SummarySentence:
    """A sentence that a language model wrote, matched to the quotes that it cites.

    Attributes:
        text: plain text, without citation marks.
        citations: numbers of quotes, from 1, at least one.
    """

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class AnswerResult:
    """What ``ask`` says.

    Attributes:
        question: as asked.
        verdict: ``answer``, ``related`` reading only, or ``none``.
        support: 0 to 1, how well the quotes support an answer.
        quotes: best first.
        summary: sentences written by a language model from the quotes; empty unless asked for.
        notes: plain sentences about what was left out.
        differing: empty, or two quotes of different documents that give one thing different
            figures; they are not among ``quotes``.
    """

    question: str
    verdict: Verdict
    support: float
    quotes: tuple[Quote, ...]
    summary: tuple[SummarySentence, ...] = ()
    notes: tuple[str, ...] = ()
    differing: tuple[Quote, ...] = ()
