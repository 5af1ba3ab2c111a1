"""``/documents/<id>/files/<sha256>``: a file that came with a post, always as a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort

from kb.library.thread_format import parse_posts
from kb.models import CatalogueDocument
from web.access import public
from web.originals import download, safe_name
from web.site import services
from web.translation import gettext

if TYPE_CHECKING:
    from flask import Response

page = Blueprint("attachment", __name__)


@page.get("/documents/<slug:document_id>/files/<sha256>")
@public
def show(document_id: str, sha256: str) -> Response:
    """The file's bytes under the name its author gave it, if a post of this thread has it."""
    with services().database.reading() as session:
        row = session.get(CatalogueDocument, document_id)
    if row is None:
        abort(404, gettext("There is no document of that name"))
    posts = parse_posts(services().library.document(row.path).body, row.path)
    files = [file for post in posts for file in post.attachments if file.sha256]
    name = next((file.name for file in files if file.sha256 == sha256), None)
    kept = services().home.original(sha256) if name is not None else None
    if name is None or kept is None:
        abort(404, gettext("This discussion has no such file"))
    return download(kept, safe_name(name) or kept.name, sha256)
