"""``/documents/<id>``: one document, long ones in parts, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from kb import queries
from kb.errors import IndexFault, ModelFault
from kb.models import CatalogueDocument
from web.access import public
from web.citation import citation_of
from web.conversation import Conversation
from web.reading import place_in
from web.rendering import TermMarks
from web.site import services, site
from web.translation import gettext, in_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from kb.library import Document
    from kb.library.anchors import Anchor
    from kb.models import CatalogueReadingList
    from search.similar import SimilarQuestion
    from web.reading import Place
    from web.rendering import Heading, Outline

page = Blueprint("document", __name__)

RELATED = 5
SIMILAR = 5


@dataclass(frozen=True)
class PartView:
    """One part of a document and its neighbours.

    Attributes:
        number: from 1.
        outline: the whole document's.
        list_id: the reading list that the document is read in; links to other parts keep it.
    """

    number: int
    outline: Outline
    list_id: str | None = None

    @property
    def count(self) -> int:
        """How many parts the document is shown in."""
        return len(self.outline.parts)

    def name(self, number: int) -> str:
        """What a part begins with: its first heading, or how it is counted."""
        headings = self.outline.parts[number - 1].headings
        if headings:
            return headings[0].text
        return gettext("Part %(number)s", number=in_digits(number))

    def heading_url(self, heading: Heading) -> str:
        """Address of a heading, from the part that is shown."""
        return self._url(heading.slug, heading.part)

    def anchors_elsewhere(self) -> list[tuple[Anchor, str]]:
        """Places that other parts hold, with their addresses.

        Listed on the page under their own ids, so that an address such as ``#page-42`` lands on
        the link to page 42 even where another part is shown.
        """
        places = self.outline.anchors
        return [(a, self._url(a.fragment, part)) for a, part in places if part != self.number]

    def url(self, number: int) -> str:
        """Address of a part, from the part that is shown."""
        return self._query("part", str(number))

    def _url(self, target: str, part: int) -> str:
        return f"#{target}" if part == self.number else f"{self._query('at', target)}#{target}"

    def _query(self, name: str, value: str) -> str:
        return f"?{name}={value}" + (f"&list={self.list_id}" if self.list_id else "")


@page.get("/documents/<slug:document_id>")
@public
def show(document_id: str) -> str:
    """A document's page, at the part its address asks for."""
    with services().database.reading() as session:
        row = session.get(CatalogueDocument, document_id)
        if row is None:
            abort(404, gettext("There is no document of that name"))
        hubs = list(row.hubs)
        lists = queries.reading_lists_with(session, document_id)
        place = _place(lists, document_id)
    document = services().library.document(row.path)
    conversation = Conversation(document, site().renderer, _marks(row)) if document.thread else None
    outline = conversation.outline if conversation else site().renderer.outline(document.body)
    part = PartView(_number_of(outline), outline, place.list.id if place else None)
    today = datetime.now(UTC).date()
    return render_template(
        "document.html",
        document=row,
        hubs=hubs,
        lists=lists,
        place=place,
        part=part,
        answers=document.answers,
        sources=document.sources,
        conversation=conversation,
        turns=conversation.turns(part.number) if conversation else (),
        body="" if conversation else _body(document, part.number, _marks(row)),
        original=services().home.original(row.source_sha256),
        citation=citation_of(document, _address(row), today),
        related=_related(document_id),
        similar=_similar(document_id),
        today=today,
    )


def _place(lists: Sequence[CatalogueReadingList], document_id: str) -> Place | None:
    """Where the reader is in the list that the address names; nowhere where it does not hold."""
    asked = request.args.get("list")
    return next((place_in(row, document_id) for row in lists if row.id == asked), None)


def _number_of(outline: Outline) -> int:
    """Which part is asked for: the one that holds ``at``, or ``part``, or else the first."""
    held = outline.part_of(request.args.get("at", ""))
    given = request.args.get("part", "")
    number = held or (int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 1)
    return number if 1 <= number <= len(outline.parts) else 1


def _address(row: CatalogueDocument) -> str:
    root = services().settings.site_url or request.url_root
    return root.rstrip("/") + row.url


def _body(document: Document, part: int, marks: TermMarks) -> Markup:
    return site().renderer.part(document.body, part, marks)


def _marks(row: CatalogueDocument) -> TermMarks:
    """The glossary's terms in the document's language."""
    return TermMarks(services().glossary.usable(), row.language)


def _related(document_id: str) -> Sequence[CatalogueDocument]:
    """Related reading is worth having, but a page is worth reading without it."""
    try:
        return services().searcher.related(document_id, limit=RELATED)
    except (IndexFault, ModelFault):
        return []


def _similar(document_id: str) -> Sequence[SimilarQuestion]:
    """So are questions like its own."""
    try:
        return services().searcher.questions_like(document_id, limit=SIMILAR)
    except (IndexFault, ModelFault):
        return ()
