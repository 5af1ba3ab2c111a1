"""Units where they belong: in every symbol table, and with every column of numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.guards.content.quantities import UNIT
from tests.guards.content.text import MARK, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.blocks import Block
    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

# Words in a head that say what is counted, or that the number has no unit.
COUNTED = re.compile(
    r"\b(number|count|year|date|month|days?|hours?|weeks?|share|ratio|index|factor|score|rank"
    r"|level|no unit|model|grade|step|stage|phase|item|class|probability|consequence|criticality"
    r"|points?|people|persons?|inhabitants|population|customers?|connections?|households?"
    r"|towns|cities|utilities|staff|employees|meters?|assets?|pumps?|kiosks?|visits?|bursts?"
    r"|repairs?|leaks?|complaints?|samples?|breaks?)\b|^#$|^–$",
    re.IGNORECASE,
)
MONEY = re.compile(r"[$€£]|\b(?:USD|EUR|GBP|KES|UGX|TZS|ZAR|XOF|XAF|GHS|MWK|ZMW|PHP|INR|BRL)\b")
_UNIT = re.compile(rf"(?:^|[\s(/,÷×]|\d){UNIT}|{MONEY.pattern}|\bmillions?\b")
_NUMERIC = re.compile(r"^[^\w]*[\d.,]+(?![\d.,]| [A-Z][a-z]{2,8} \d{4})")


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Tables of a page."""
    for block in page.blocks:
        if block.kind == "table" and len(block.rows) > 1:
            yield from _symbols(page, block)
            yield from _columns(page, block)


def _symbols(page: Page, table: Block) -> Iterator[Fault]:
    head = [plain(cell).casefold() for cell in table.rows[0][1]]
    if not head or head[0] not in {"symbol", "symbols", "variable", "letter"}:
        return
    place = next((number for number, cell in enumerate(head) if cell.startswith("unit")), None)
    if place is None:
        yield page.fault(table.line, "A symbol table without units", "Add a column `Unit`")
        return
    for line, cells in table.rows[1:]:
        if not plain(cells[place]):
            remedy = "Write it, or – where there is none"
            yield page.fault(line, f"The symbol {plain(cells[0])} has no unit", remedy)


def _columns(page: Page, table: Block) -> Iterator[Fault]:
    head, body = table.rows[0][1], table.rows[1:]
    corner = head[0]
    for number, title in enumerate(head):
        if _says_unit(title) or not _numeric([cells[number] for _, cells in body]):
            continue
        if number and _UNIT.search(plain(corner)):
            continue
        for line, cells in body:
            if _NUMERIC.match(plain(cells[number])) and not _row_says(cells, number, head):
                remedy = "Name it in the head, such as `Losses (m³ a day)`, or `(no unit)`"
                message = f"The column “{plain(title)}” has numbers and no unit"
                yield page.fault(line, message, remedy)
                break


def _numeric(cells: list[str]) -> bool:
    """Whether at least half of a column's filled cells begin with a number."""
    filled = [cell for cell in map(plain, cells) if cell and cell != "–"]
    return bool(filled) and 2 * sum(bool(_NUMERIC.match(cell)) for cell in filled) >= len(filled)


def _says_unit(text: str) -> bool:
    text = plain(MARK.sub("", text))
    return bool(COUNTED.search(text) or _UNIT.search(text))


def _row_says(cells: list[str], number: int, head: list[str]) -> bool:
    """Whether a cell, its row's label or a column `Unit` says the unit."""
    units = [cell for cell, title in zip(cells, head, strict=False) if _is_unit_head(title)]
    return bool(
        _UNIT.search(plain(cells[number]))
        or (number and _says_unit(cells[0]))
        or any(plain(cell) for cell in units)
    )


def _is_unit_head(title: str) -> bool:
    return plain(title).casefold().startswith("unit")
