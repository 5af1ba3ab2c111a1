"""Where a reader stands in a reading list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.models import CatalogueDocument, CatalogueReadingItem, CatalogueReadingList


@dataclass(frozen=True)
class Step:
    """One item of a list.

    Attributes:
        item: with its document, or ``None`` in that place where the document is not there.
        minutes_left: for this item and those after it, as far as their documents are there.
    """

    item: CatalogueReadingItem
    minutes_left: int


@dataclass(frozen=True)
class Place:
    """A document's place in a list.

    Attributes:
        list: the list.
        number: from 1, items whose document is not there counted too.
        count: how many items there are.
        previous: the document to read before this one; ``None`` for the first.
        next: the document to read after this one; ``None`` for the last.
        minutes_left: for the items after this one.
    """

    list: CatalogueReadingList
    number: int
    count: int
    previous: CatalogueDocument | None
    next: CatalogueDocument | None
    minutes_left: int


def steps_of(row: CatalogueReadingList) -> list[Step]:
    """A list's items in order; needs the session that the list was read in."""
    return [Step(item, _minutes(row.items[place:])) for place, item in enumerate(row.items)]


def place_in(row: CatalogueReadingList, document_id: str) -> Place | None:
    """A document's place in a list, ``None`` where it is not in it; needs the list's session."""
    for place, item in enumerate(row.items):
        if item.document_id == document_id:
            before, after = row.items[:place], row.items[place + 1 :]
            previous, following = _first(before[::-1]), _first(after)
            return Place(row, place + 1, len(row.items), previous, following, _minutes(after))
    return None


def _first(items: Sequence[CatalogueReadingItem]) -> CatalogueDocument | None:
    return next((item.document for item in items if item.document), None)


def _minutes(items: Sequence[CatalogueReadingItem]) -> int:
    return sum(item.minutes for item in items if item.document)
