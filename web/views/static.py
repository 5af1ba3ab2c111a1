"""``/static/<hash>/<name>``: stylesheet and icons, kept by browsers for a year."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from web.access import public
from web.site import site

page = Blueprint("static_files", __name__)


@page.get("/static/<digest>/<name>")
@public
def show(digest: str, name: str) -> Response:
    """A static file. An old page's hash gets the present file, but only for now."""
    asset = site().assets.get(name)
    if asset is None:
        abort(404)
    response = Response(asset.data, mimetype=asset.mimetype)
    current = digest == asset.digest
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if current else "no-cache"
    )
    return response
