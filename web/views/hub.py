"""``/hubs/<id>``: one community of practice, what it is about and what it holds."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby

from flask import Blueprint, abort, render_template

from kb import queries
from kb.library import KINDS
from kb.models import CatalogueHub
from web.access import public
from web.site import services, site
from web.translation import gettext

page = Blueprint("hub", __name__)


@page.get("/hubs/<slug:hub_id>")
@public
def show(hub_id: str) -> str:
    """A hub's introduction and its documents by kind."""
    with services().database.reading() as session:
        hub = session.get(CatalogueHub, hub_id)
        if hub is None:
            abort(404, gettext("There is no hub of that name"))
        documents = queries.documents_in_hub(session, hub_id)
        groups = {kind: list(rows) for kind, rows in groupby(documents, lambda row: row.kind)}
        introduction = services().library.hub(hub.path).body
        return render_template(
            "hub.html",
            hub=hub,
            introduction=site().renderer.fragment(introduction),
            groups=[(kind, groups[kind]) for kind in KINDS if kind in groups],
            lists=queries.reading_lists(session, hub=hub_id),
            today=datetime.now(UTC).date(),
        )
