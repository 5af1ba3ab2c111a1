"""``/ask``: the sentences that answer a question, word for word, or an honest "none found"."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from kb import queries
from web.access import public
from web.search_request import SearchRequest
from web.site import services

page = Blueprint("ask", __name__)


@page.get("/ask")
@public
def show() -> str:
    """Quotes with their sources."""
    with services().database.reading() as session:
        hub_ids = {hub.id for hub in queries.hubs(session)}
    asked = SearchRequest.of(request.args, hub_ids)
    result = services().answerer.ask(asked.query, filters=asked.filters) if asked.query else None
    return render_template("ask.html", asked=asked, result=result, notes=asked.notes)
