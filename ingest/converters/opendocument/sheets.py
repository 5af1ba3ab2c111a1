"""OpenDocument spreadsheets as rows of text, repeats laid out up to a cap."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ingest.converters.opendocument.text import OFFICE, STYLE, TABLE, TEXT, body_of, repeated
from ingest.converters.safe_xml import local_name
from ingest.converters.sheet_blocks import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

__all__ = ["sheets"]


def sheets(content: etree._Element) -> Iterator[tuple[str, bool, Iterator[list[str]]]]:
    """Every sheet's name, whether it is hidden, and its rows."""
    hidden_styles = {
        str(style.get(STYLE + "name"))
        for style in content.iter(STYLE + "style")
        if any(properties.get(TABLE + "display") == "false" for properties in style)
    }
    for table in body_of(content, "spreadsheet").findall(TABLE + "table"):
        name = str(table.get(TABLE + "name") or "")
        yield name, table.get(TABLE + "style-name") in hidden_styles, _rows(table)


def _rows(table: etree._Element) -> Iterator[list[str]]:
    for row in table.iter(TABLE + "table-row"):
        cells = list(islice(_cells(row), MAX_COLUMNS + 1))
        while cells and not cells[-1]:
            cells.pop()
        times = repeated(row, TABLE + "number-rows-repeated")
        for _ in range(times):
            yield list(cells)


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row:
        if local_name(cell) in {"table-cell", "covered-table-cell"}:
            text = _shown(cell)
            for _ in range(repeated(cell, TABLE + "number-columns-repeated")):
                yield text


def _shown(cell: etree._Element) -> str:
    """The text the cell shows; dates as ISO 8601 whatever format shows them."""
    if cell.get(OFFICE + "value-type") == "date":
        return (
            str(cell.get(OFFICE + "date-value") or "").replace("T", " ").removesuffix(" 00:00:00")
        )
    paragraphs = ["".join(_text(paragraph)) for paragraph in cell.findall(TEXT + "p")]
    return "\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip())


def _text(element: etree._Element) -> Iterator[str]:
    if local_name(element) == "s":
        yield " "
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""
