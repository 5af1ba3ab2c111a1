"""Addresses: of a place in a document, of an original, and which foreign ones may be linked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from web.rendering import heading_slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.library.anchors import Anchor
    from kb.models import CatalogueDocument


def place_url(
    document: CatalogueDocument, anchor: Anchor | None, headings: Sequence[str] = ()
) -> str:
    """The document's page at a passage: at its page, or else at the heading above it."""
    if anchor:
        return document.url + anchor.target
    if headings:
        slug = quote(heading_slug(headings[-1]))
        return f"{document.url}?at={slug}#{slug}"
    return document.url


def item_url(document: CatalogueDocument, list_id: str) -> str:
    """The document's page as an item of a reading list."""
    return f"{document.url}?{urlencode({'list': list_id})}"


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web's, for a link; ``None`` for any other scheme."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
