"""``/``: the search box, the hubs, what is new."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template

from kb import queries
from web.access import public
from web.site import services

page = Blueprint("home", __name__)

NEW_DOCUMENTS = 6
FIRST_LISTS = 4


@page.get("/")
@public
def show() -> str:
    """The page people start from."""
    with services().database.reading() as session:
        return render_template(
            "home.html",
            hubs=queries.hubs(session),
            sizes=queries.hub_sizes(session),
            documents=queries.count_documents(session),
            newest=queries.newest_documents(session, NEW_DOCUMENTS),
            lists=queries.reading_lists(session, level="introduction")[:FIRST_LISTS],
            today=datetime.now(UTC).date(),
        )
