"""``/ask``: the sentences that answer a question, word for word, or an honest "none found"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from kb import queries
from web.access import public
from web.search_request import SearchRequest
from web.site import services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.results import AnswerResult
    from search.similar import SimilarQuestion

page = Blueprint("ask", __name__)


@page.get("/ask")
@public
def show() -> str:
    """Quotes with their sources."""
    with services().database.reading() as session:
        hub_ids = {hub.id for hub in queries.hubs(session)}
    asked = SearchRequest.of(request.args, hub_ids)
    summarised = services().summarised
    wanted = summarised if request.args.get("summary") == "1" else None
    answerer = wanted or services().answerer
    result = answerer.ask(asked.query, filters=asked.filters) if asked.query else None
    return render_template(
        "ask.html",
        asked=asked,
        result=result,
        similar=_similar(asked.query, result),
        notes=asked.notes,
        summary_url=_summary_url(asked) if summarised else None,
    )


def _similar(question: str, result: AnswerResult | None) -> Sequence[SimilarQuestion]:
    """What others asked, for who has no answer."""
    if result is None or result.verdict == "answer":
        return ()
    return services().searcher.similar_questions(question)


def _summary_url(asked: SearchRequest) -> str:
    """This page with a summary: asked for apart, because it may take seconds."""
    return f"/ask{asked.url().removeprefix('/search')}&summary=1"
