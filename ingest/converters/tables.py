"""Markdown tables: the one place that writes them, whatever format the cells came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["markdown_table"]

# A pipe with an even number of backslashes before it is not escaped yet.
_BARE_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_LINE_BREAK = re.compile(r"\s*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])\s*")
_ODD_BACKSLASHES_AT_END = re.compile(r"(?<!\\)(?:\\\\)*\\$")


def markdown_table(rows: Sequence[Sequence[str]], header: bool = True) -> str:
    r"""Write rows of inline Markdown as a pipe table.

    Cells are inline Markdown already (see `ingest.converters.escape` for text that is not): only
    what would break the table is changed, bare pipes become ``\\|`` and newlines ``<br>``.

    Args:
        rows: cells by row; short rows are filled up with empty cells.
        header: whether the first row is the header; if not, an empty header row is written, since
            Markdown knows no table without one.

    Returns:
        The table's lines without a newline at the end; empty when there is no cell at all.
    """
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    body = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    if not header:
        body.insert(0, [""] * width)
    lines = [_line(row) for row in body]
    lines.insert(1, _line(["---"] * width))
    return "\n".join(lines)


def _cell(text: str) -> str:
    text = _LINE_BREAK.sub("<br>", text.strip())
    text = _BARE_PIPE.sub(r"\1\\|", text)
    # A lone backslash at the end would escape the border for parsers that trim the cell.
    return _ODD_BACKSLASHES_AT_END.sub(lambda match: match[0] + "\\", text)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
