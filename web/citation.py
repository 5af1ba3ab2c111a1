"""How to cite a document, as one plain line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kb.models import CatalogueDocument


def citation_of(document: CatalogueDocument, address: str, today: date) -> str:
    """Title, year, source and its address, this page's address and the date of access.

    Args:
        document: what is cited; what it does not state is left out.
        address: of the document's page here, absolute.
        today: the date of access.
    """
    source = document.source_title if document.source_title != document.title else None
    parts = [
        f"{document.title} ({document.year})" if document.year else document.title,
        source,
        document.source_url,
        f"In the library at {address}",
        f"Accessed {today.day} {today:%B %Y}",
    ]
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )
