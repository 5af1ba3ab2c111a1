"""``/glossary``: the terms of the field, by letter, in every language that they have names in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from web.access import public
from web.glossary_request import GlossaryRequest, letters, matching
from web.site import services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.library import GlossaryEntry

page = Blueprint("glossary", __name__)

MOST_FOUND = 40
"""Entries of one answer, so that the page stays light."""


@page.get("/glossary")
@public
def show() -> str:
    """The index; the entries of a letter; or those that hold what was typed."""
    glossary = services().glossary.usable()
    asked = GlossaryRequest.of(request.args, glossary)
    by_letter = letters(glossary, asked.language)
    entries: Sequence[GlossaryEntry] = by_letter.get(asked.letter, ())
    if asked.query:
        entries = matching(glossary, asked.query)
    return render_template(
        "glossary.html",
        asked=asked,
        glossary=glossary,
        by_letter=by_letter,
        nameless=len(glossary.entries) - sum(map(len, by_letter.values())),
        found=len(entries),
        entries=entries[:MOST_FOUND] if asked.query else entries,
    )
