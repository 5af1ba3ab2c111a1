"""``/hubs``: every community of practice."""

from __future__ import annotations

from flask import Blueprint, render_template

from kb import queries
from web.access import public
from web.site import services

page = Blueprint("hubs", __name__)


@page.get("/hubs")
@public
def show() -> str:
    """The hubs in their order."""
    with services().database.reading() as session:
        return render_template(
            "hubs.html", hubs=queries.hubs(session), sizes=queries.hub_sizes(session)
        )
