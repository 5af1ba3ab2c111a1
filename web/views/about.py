"""``/about``: what this site is and how far to trust it."""

from __future__ import annotations

from flask import Blueprint, render_template

from kb import queries
from web.access import public
from web.site import services
from web.version import VERSION

page = Blueprint("about", __name__)


@page.get("/about")
@public
def show() -> str:
    """A short page about the site."""
    with services().database.reading() as session:
        return render_template(
            "about.html",
            version=VERSION,
            documents=queries.count_documents(session),
            hubs=len(queries.hubs(session)),
        )
