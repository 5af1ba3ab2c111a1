"""A document of the library: a factsheet, a guide, a case study or another of `KINDS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

from pydantic import Field

from kb.library.entry import ID_LENGTH, SLUG, Day, Entry, Language, Part
from kb.library.thread import ThreadFacts

if TYPE_CHECKING:
    from datetime import date

# In the order in which a hub's page lists them.
Kind = Literal[
    "factsheet", "guide", "case-study", "questions", "answer-card", "thread", "wop-report"
]
KINDS: tuple[Kind, ...] = get_args(Kind)

LONGEST_SUMMARY = 300
LONGEST_NOTE = 1000
MOST_ANSWERS = 12


class Origin(Part):
    """Where a document, or something in it, comes from: ``source`` and ``further_sources``."""

    title: str | None = None
    publisher: str | None = None
    year: int | str | None = None
    url: str | None = None
    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    licence: str | None = None
    file: str | None = None


class Verification(Part):
    """Who checked a document, when, and until when that holds."""

    by: str
    on: Day
    until: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the document counts as verified on that day."""
        return self.on <= day and (self.until is None or day <= self.until)


class Document(Entry):
    """One document.

    Attributes:
        summary: plain text that tells a busy reader what is in it.
        answers: questions that people ask in their own words and that it answers; for search.
        illustrative: what in it is invented or typical; absent where nothing is.
        thread: of an imported thread, where it was written and by whom; its body are posts.
    """

    remedies: ClassVar[dict[str, str]] = {
        "id": "Use lower-case letters, digits and hyphens, such as `minimum-night-flow`.",
        "title": "Add a line `title: …`.",
        "kind": f"Use one of: {', '.join(KINDS)}; or `hub` or `reading-list` for one of these.",
        "hub": "Use the id of a hub, such as `water-distribution`; `kb hubs` lists them.",
        "language": "Use a BCP 47 code such as `en`, `fr` or `pt-BR`.",
        "country": "Use a two-letter ISO 3166-1 code such as `KE`, or leave the line out.",
        "published": "Use a date such as 2023-05-22, or leave the line out.",
        "summary": f"Write at most {LONGEST_SUMMARY} characters of text, or leave the line out.",
        "answers": "Write a list of questions such as `- How much leaks at night?`.",
        "illustrative": "Say what is invented or typical, or leave the line out.",
        "verified": "Write `verified: {by: name, on: 2026-11-01, until: 2027-11-01}`.",
        "source": "Write `source: {title: …, url: …, sha256: …, licence: …}`.",
        "further_sources": "Write a list such as `- {title: …, publisher: …, year: …, url: …}`.",
        "tags": "Write a list such as `tags: [leakage, dma]`.",
        "also": "Write a list of hub ids such as `also: [asset-management]`.",
        "applies_to": "Write pairs such as `applies_to: {supply: intermittent}`.",
        "thread": "Import the thread again, or take the line out.",
    }

    id: str = Field(pattern=SLUG, max_length=ID_LENGTH)
    title: str = Field(min_length=1, max_length=500)
    kind: Kind
    hub: str = Field(pattern=SLUG)
    language: Language
    also: list[str] = Field(default_factory=list)
    country: str | None = Field(None, pattern=r"^[A-Z]{2}$")
    operator: str | None = None
    published: Day | None = None
    summary: str | None = Field(None, min_length=1, max_length=LONGEST_SUMMARY)
    answers: list[str] = Field(default_factory=list, max_length=MOST_ANSWERS)
    illustrative: str | None = Field(None, min_length=1, max_length=LONGEST_NOTE)
    licence: str | None = None
    source: Origin | None = None
    further_sources: list[Origin] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)
    verified: Verification | None = None
    applies_to: dict[str, Any] = Field(default_factory=dict)
    thread: ThreadFacts | None = None

    @property
    def sources(self) -> list[Origin]:
        """Everything it says it comes from, the main source first."""
        return [*([self.source] if self.source else []), *self.further_sources]

    @property
    def url(self) -> str:
        """The document's page, relative to the site."""
        return f"/documents/{self.id}"
