"""``/reading-lists``: every reading list, by hub, level and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from kb import queries
from kb.library import LEVELS
from web.access import public
from web.labels import FACET_LABELS, level_label
from web.list_request import TIMES, ListRequest
from web.site import services
from web.translation import duration, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from kb.models import CatalogueHub, CatalogueReadingList

page = Blueprint("reading_lists", __name__)


@dataclass(frozen=True)
class Choice:
    """One value of a filter; ``count`` lists are left when it is chosen beside the others."""

    value: str
    label: str
    count: int
    chosen: bool


@page.get("/reading-lists")
@public
def show() -> str:
    """The reading lists that are asked for, hub by hub, from the first steps up."""
    with services().database.reading() as session:
        hubs = queries.hubs(session)
        asked = ListRequest.of(request.args, {hub.id for hub in hubs})
        return render_template(
            "reading_lists.html",
            asked=asked,
            filters=_filters(session, asked, hubs),
            lists=queries.reading_lists(session, **asked.filters),
            total=len(queries.reading_lists(session)),
        )


def _filters(
    session: Session, asked: ListRequest, hubs: Iterable[CatalogueHub]
) -> list[tuple[str, str, list[Choice]]]:
    """Name, label and choices of each filter; choices that lead to nothing are left out."""

    def beside(name: str) -> Sequence[CatalogueReadingList]:
        """Lists that pass the other filters."""
        return queries.reading_lists(session, **(asked.filters | {name: None}))

    in_hubs = [row.hub_id for row in beside("hub")]
    at_levels = [row.level for row in beside("level")]
    minutes = [row.minutes for row in beside("longest")]
    by_hub = [Choice(h.id, h.title, in_hubs.count(h.id), h.id == asked.hub) for h in hubs]
    by_level = [
        Choice(level, level_label(level), at_levels.count(level), level == asked.level)
        for level in LEVELS
    ]
    by_time = [
        Choice(
            str(longest),
            gettext("At most %(time)s", time=duration(longest)),
            sum(taken <= longest for taken in minutes),
            longest == asked.longest,
        )
        for longest in TIMES
    ]
    named = [
        ("hub", str(FACET_LABELS["hub"]), by_hub),
        ("level", gettext("Level"), by_level),
        ("minutes", gettext("Time"), by_time),
    ]
    return [
        (name, label, [choice for choice in choices if choice.count or choice.chosen])
        for name, label, choices in named
    ]
