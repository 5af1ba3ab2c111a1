"""Reading lists: whole, in reach, and with times that somebody can keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

LEVELS = ("introduction", "practice", "leadership")
ITEM_KEYS = ["document", "why", "minutes"]
ITEMS = range(5, 9)
LONGEST_WHY = 200
SLOWEST = 3  # times the reading time: to work the example, or to compare with one's own utility


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """The fields of a reading list."""
    if page.kind != "reading-list":
        return
    if page.fields.get("level") not in LEVELS:
        remedy = f"Write one of: {', '.join(LEVELS)}"
        yield page.fault(page.line_of("level"), f"Level {page.fields.get('level')}", remedy)
    items = page.fields.get("items") or []
    if len(items) not in ITEMS:
        yield page.fault(page.line_of("items"), f"It has {len(items)} items", "List 5 to 8")
    seen: set[str] = set()
    for number, item in enumerate(items):
        yield from _item(page, shelf, item, _line(page, items, number))
        name = str(item.get("document"))
        if name in seen:
            yield page.fault(_line(page, items, number), f"{name} is there twice", "List it once")
        seen.add(name)


def _item(page: Page, shelf: Shelf, item: dict[str, Any], line: int) -> Iterator[Fault]:
    if list(item) != ITEM_KEYS:
        remedy = f"Give it {', '.join(ITEM_KEYS)}, in this order"
        yield page.fault(line, f"An item has {', '.join(item)}", remedy)
    why = str(item.get("why", ""))
    if not why.endswith((".", "?", "!")) or not 20 <= len(why) <= LONGEST_WHY:
        remedy = f"Write one sentence, at most {LONGEST_WHY} characters, with its full stop"
        yield page.fault(line, f"`why` has {len(why)} characters", remedy)
    document = shelf.documents.get(str(item.get("document")))
    if document is None:
        remedy = "Name the id of a document"
        yield page.fault(line, f"{item.get('document')} does not exist", remedy)
        return
    least, minutes = document.minutes, item.get("minutes")
    if not isinstance(minutes, int) or not least <= minutes <= SLOWEST * least:
        remedy = f"It takes {least} to {SLOWEST * least}: {document.words} words"
        yield page.fault(line, f"{document.id} in {minutes} minutes", remedy)


def _line(page: Page, items: Any, number: int) -> int:
    try:
        return int(items.lc.item(number)[0]) + 2
    except (AttributeError, KeyError, TypeError):
        return page.line_of("items")
