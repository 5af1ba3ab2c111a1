"""How to cite a document, as one plain line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.translation import day, gettext

if TYPE_CHECKING:
    from datetime import date

    from kb.library import Document


def citation_of(document: Document, address: str, today: date) -> str:
    """Title, year, source and its address, this page's address and the date of access.

    A text with a licence of its own was written for the library, from sources: those are cited in
    it, and what is cited here is the text.

    Args:
        document: what is cited; what it does not state is left out.
        address: of the document's page here, absolute.
        today: the date of access.
    """
    year = document.published.year if document.published else None
    source = None if document.licence else document.source
    parts = [
        f"{document.title} ({year})" if year else document.title,
        source.title if source and source.title != document.title else None,
        source.url if source else None,
        gettext("In the library at %(address)s", address=address),
        gettext("Accessed %(date)s", date=day(today)),
    ]
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )
