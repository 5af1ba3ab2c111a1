"""``/robots.txt``: crawlers may read the library but not wander through searches."""

from __future__ import annotations

from flask import Blueprint, Response

from web.access import public

page = Blueprint("robots", __name__)

_RULES = "User-agent: *\nDisallow: /search\nDisallow: /ask\nDisallow: /metrics\n"


@page.get("/robots.txt")
@public
def show() -> Response:
    """The rules for crawlers."""
    return Response(_RULES, mimetype="text/plain")
