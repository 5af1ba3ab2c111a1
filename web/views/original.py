"""``/documents/<id>/original``: the file a document was converted from, always as a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort

from kb.models import CatalogueDocument
from web.access import public
from web.originals import download, download_name
from web.site import services
from web.translation import gettext

if TYPE_CHECKING:
    from flask import Response

page = Blueprint("original", __name__)


@page.get("/documents/<slug:document_id>/original")
@public
def show(document_id: str) -> Response:
    """The original's bytes, under its own name, never shown inside the site."""
    with services().database.reading() as session:
        row = session.get(CatalogueDocument, document_id)
    if row is None:
        abort(404, gettext("There is no document of that name"))
    if not row.source_sha256:
        abort(404, gettext("This document was written here: it has no original to download"))
    original = services().home.original(row.source_sha256)
    if original is None:
        abort(404, gettext("The original of this document was not kept on this server"))
    return download(original, download_name(row, original), row.source_sha256)
