"""Links: those inside the library lead somewhere, and there are no others but web addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.guards.content.text import LINK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

_INSIDE = re.compile(r"/(documents|hubs|reading-lists)/([a-z0-9-]+)$")
_VAGUE = re.compile(
    r"^(here|this|link|click here|read more|more|this (page|document))$", re.IGNORECASE
)


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Links in the body and the footnotes of a page."""
    there = {"documents": shelf.documents, "hubs": shelf.hubs, "reading-lists": shelf.lists}
    texts = [(block.line, block.text) for block in page.blocks if block.kind != "code"]
    texts += [(note.line, note.text) for note in page.notes]
    for line, text in texts:
        for title, target in LINK.findall(text):
            inside = _INSIDE.match(target)
            if _VAGUE.match(title.strip()):
                yield page.fault(line, f"The link says “{title}”", "Say what it leads to")
            if not inside and not re.match(r"https?://", target):
                remedy = "Write /documents/<id>, /hubs/<id>, /reading-lists/<id> or https://…"
                yield page.fault(line, f"{target} leads nowhere", remedy)
            elif inside and inside[2] not in there[inside[1]]:
                remedy = "Mend the id, or add the document"
                yield page.fault(line, f"{target} does not exist", remedy)
            elif inside and inside[2] == page.id and inside[1] != "hubs":
                yield page.fault(line, "It links to itself", "Take the link out")
