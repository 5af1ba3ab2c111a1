"""A sheet of cells as Markdown: its separate blocks as tables and lines, for XLSX, ODS and CSV."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.converters.escape import escape_inline, escape_paragraph
from ingest.converters.tables import markdown_table
from ingest.converters.text_repair import repair_text
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Sheet", "read_rows", "sheet_markdown", "sheets_markdown"]

MAX_ROWS = 5_000
MAX_COLUMNS = 500
_MAX_EMPTY_RUN = 20_000  # a stray cell in row 1,048,576 is not worth a million empty rows
_NUMBER = re.compile(r"[-+(]?[^\w\s]{0,3}\s?\d[\d\s.,']*(?:E[-+]?\d+)?\)?\s?%?")
_DEFAULT_NAME = re.compile(
    r"(?:sheet|tabelle|feuille?|feuil|hoja|planilha|folha|foglio|blad|arkusz|лист|工作表|ورقة)\s*\d*",
    re.IGNORECASE,
)

_BLANKS = re.compile(r"[ \t]+")

Row = list[str]


@dataclass
class Sheet:
    """Cells of one sheet as text.

    Attributes:
        name: as its tab says; empty for a file that is one sheet.
        rows: cells, rows of any length.
        warnings: what was left out.
    """

    name: str
    rows: list[Row]
    warnings: list[str] = field(default_factory=list)


def read_rows(name: str, rows: Iterable[Sequence[str]]) -> Sheet:
    """Take rows until the cap, telling what is left out.

    Args:
        name: the sheet's name, for the warnings.
        rows: cells by row; read only as far as needed.
    """
    sheet = Sheet(name, [])
    where = f"Sheet {name!r}" if name else "The table"
    filled = empty_run = 0
    for row in rows:
        cells = [_BLANKS.sub(" ", cell).strip() for cell in row[:MAX_COLUMNS]]
        if any(cell.strip() for cell in row[MAX_COLUMNS:]):
            sheet.warnings = [f"{where} is cut after {MAX_COLUMNS} columns."]
        while cells and not cells[-1]:
            cells.pop()
        empty_run = 0 if cells else empty_run + 1
        if filled == MAX_ROWS or empty_run > _MAX_EMPTY_RUN:
            sheet.warnings.append(f"{where} is cut after {len(sheet.rows):,} rows.")
            break
        filled += bool(cells)
        sheet.rows.append(cells)
    return sheet


def sheets_markdown(sheets: Sequence[Sheet]) -> str:
    """All sheets, each after its anchor and under its name; empty ones give their anchor only."""
    alone = len(sheets) == 1 and _DEFAULT_NAME.fullmatch(sheets[0].name)
    parts = []
    for number, sheet in enumerate(sheets, start=1):
        parts.append(str(Anchor("sheet", number, repair_text(sheet.name))))
        body = sheet_markdown(sheet.rows)
        if body and not alone:
            parts.append(f"## {escape_inline(' '.join(repair_text(sheet.name).split()))}")
        parts += [body] if body else []
    return "\n\n".join(parts) + "\n"


def sheet_markdown(rows: Sequence[Row]) -> str:
    """Blocks between empty rows and wide empty columns; a block of one column is text."""
    return "\n\n".join(part for block in _blocks(rows) for part in _block_markdown(block))


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    bands: list[list[Row]] = []
    band: list[Row] = []
    for row in [*rows, []]:
        if any(row):
            band.append(row)
        elif band:
            bands.append(band)
            band = []
    joined: list[list[Row]] = []
    for band in bands:
        if joined and _continues(joined[-1], band):
            joined[-1] = [*joined[-1], *band]
        else:
            joined.append(band)
    return [block for band in joined for block in _split_columns(band)]


def _continues(above: list[Row], below: list[Row]) -> bool:
    """Whether an empty row is but a gap: same first and last column, and no new header below."""
    wide = _extent(above)
    return wide == _extent(below) and wide[1] - wide[0] > 1 and not _is_header(below)


def _extent(band: list[Row]) -> tuple[int, int]:
    starts = [next(index for index, cell in enumerate(row) if cell) for row in band]
    return min(starts), max(len(row) for row in band)


def _split_columns(band: list[Row]) -> list[list[Row]]:
    """Blocks that stand side by side, two or more empty columns apart."""
    width = max(len(row) for row in band)
    used = [any(index < len(row) and row[index] for row in band) for index in range(width)]
    spans: list[list[int]] = []
    for index in range(width):
        if used[index]:
            if spans and index - spans[-1][-1] <= 2:
                spans[-1].append(index)
            else:
                spans.append([index])
    blocks = [[[row[i] if i < len(row) else "" for i in span] for row in band] for span in spans]
    return [[row for row in block if any(row)] for block in blocks]


def _block_markdown(block: list[Row]) -> list[str]:
    """Lines that stand above a table (its title, a note), then the table."""
    lines: list[str] = []
    while block and (
        len(block[0]) == 1 or (len(block) > 1 and _filled(block[0]) == 1 and block[0][0])
    ):
        lines.append(escape_paragraph(repair_text(next(cell for cell in block.pop(0) if cell))))
    if not block:
        return lines
    cells = [[escape_inline(repair_text(cell)) for cell in row] for row in block]
    return [*lines, markdown_table(cells, header=_is_header(block) or len(block) == 1)]


def _filled(row: Row) -> int:
    return sum(bool(cell) for cell in row)


def _is_header(block: list[Row]) -> bool:
    """Whether the first row names columns: no number in it, or years over numbers."""
    first = [cell for cell in block[0] if cell]
    numbers = [cell for cell in first if _NUMBER.fullmatch(cell)]
    years = all(re.fullmatch(r"(?:19|20)\d\d", cell) for cell in numbers)
    return not numbers or (years and len(numbers) < len(block[0]))
