"""``/search``: results, facets, and a quoted answer where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from kb import queries
from search.synonyms import entries_asked_for
from web.access import public
from web.labels import FACET_LABELS, facet_value_label
from web.question import reads_like_question
from web.search_request import LAST_PAGE, PAGE_SIZE, SearchRequest
from web.site import services
from web.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.results import AnswerResult, SearchResults

page = Blueprint("search", __name__)


@dataclass(frozen=True)
class Choice:
    """One value of a facet as a link that adds or removes it; ``count`` where it is known."""

    label: str
    url: str
    chosen: bool
    count: int | None = None


@page.get("/search")
@public
def show() -> str:
    """Documents that match, best first."""
    with services().database.reading() as session:
        hubs = {hub.id: hub.title for hub in queries.hubs(session)}
    asked = SearchRequest.of(request.args, hubs)
    results = answer = None
    if asked.query:
        results = services().searcher.search(
            asked.query,
            filters=asked.filters,
            mode=asked.mode,
            limit=PAGE_SIZE,
            offset=asked.offset,
        )
        answer = _answer(asked, results)
    return render_template(
        "search.html",
        asked=asked,
        results=results,
        answer=answer,
        facets=facets_of(asked, results, hubs) if results else {},
        active=active_filters(asked, hubs),
        meant=entries_asked_for(asked.query, services().glossary.usable()),
        pages=_pages(results),
        notes=[*asked.notes, *(results.notes if results else ())],
        today=datetime.now(UTC).date(),
    )


def facets_of(
    asked: SearchRequest, results: SearchResults, hubs: Mapping[str, str]
) -> dict[str, list[Choice]]:
    """What results can be narrowed to, by the facet's label; facets without choice left out."""
    facets: dict[str, list[Choice]] = {}
    for facet, label in FACET_LABELS.items():
        values = results.facets.get(facet, ())
        choices = [
            Choice(
                facet_value_label(facet, value.value, hubs.get(value.value, value.label)),
                asked.toggle_url(facet, value.value),
                asked.has(facet, value.value),
                value.count,
            )
            for value in values
        ]
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            facets[str(label)] = choices
    return facets


def active_filters(asked: SearchRequest, hubs: Mapping[str, str]) -> list[Choice]:
    """The chosen filters, each with the link that removes it."""
    return [
        Choice(
            gettext(
                "%(facet)s: %(value)s",
                facet=FACET_LABELS[facet],
                value=facet_value_label(facet, value, hubs.get(value, value)),
            ),
            asked.toggle_url(facet, value),
            chosen=True,
        )
        for facet, value in asked.chosen
    ]


def _answer(asked: SearchRequest, results: SearchResults) -> AnswerResult | None:
    """A quoted answer above the first page of what reads like a question.

    Only there, because reading sentences takes ten times as long as searching.
    """
    if asked.page > 1 or not results.hits or not reads_like_question(asked.query):
        return None
    answer = services().answerer.ask(asked.query, filters=asked.filters)
    return answer if answer.verdict == "answer" else None


def _pages(results: SearchResults | None) -> int:
    return min(-(-results.places // PAGE_SIZE), LAST_PAGE) if results else 0
