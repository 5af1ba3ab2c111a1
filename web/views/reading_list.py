"""``/reading-lists/<id>``: one reading list, its items in order."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from kb.models import CatalogueReadingList
from web.access import public
from web.reading import steps_of
from web.site import services, site
from web.translation import gettext

page = Blueprint("reading_list", __name__)


@page.get("/reading-lists/<slug:list_id>")
@public
def show(list_id: str) -> str:
    """For whom a list is, how long it takes, and its documents, each with why."""
    with services().database.reading() as session:
        row = session.get(CatalogueReadingList, list_id)
        if row is None:
            abort(404, gettext("There is no reading list of that name"))
        introduction = services().library.reading_list(row.path).body
        return render_template(
            "reading_list.html",
            list=row,
            steps=steps_of(row),
            introduction=site().renderer.fragment(introduction),
        )
