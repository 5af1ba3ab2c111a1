"""HTML tables as grids: spans laid out, so that every cell stands in its own column."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag

__all__ = ["grid_of"]

_MAX_SPAN = 200


def grid_of(table: Tag, text_of: Callable[[Tag], str]) -> list[list[str]]:
    """Lay a table out, a spanning cell's text in its first place and empty cells in the others.

    Args:
        table: a ``table`` element; tables within its cells are not its own.
        text_of: gives a cell's text.

    Returns:
        Rows of cells, all empty rows and all empty columns left out.
    """
    grid: list[list[str]] = []
    reserved: dict[int, int] = {}  # column -> rows it is still taken by a cell above
    for row in (tag for tag in table.find_all("tr") if tag.find_parent("table") is table):
        line: list[str] = []
        for cell in row.find_all(["td", "th"], recursive=False):
            _skip_reserved(line, reserved)
            columns = _span(cell, "colspan")
            for offset in range(columns):
                reserved[len(line) + offset] = _span(cell, "rowspan") - 1
            line += [text_of(cell)] + [""] * (columns - 1)
        _close(line, reserved)
        grid.append(line)
    return _without_empty(grid)


def _skip_reserved(line: list[str], reserved: dict[int, int]) -> None:
    while reserved.get(len(line), 0) > 0:
        reserved[len(line)] -= 1
        line.append("")


def _close(line: list[str], reserved: dict[int, int]) -> None:
    """Count down the cells from above that stand to the right of this row's last one."""
    for column in [column for column in reserved if column >= len(line) and reserved[column] > 0]:
        reserved[column] -= 1


def _span(cell: Tag, name: str) -> int:
    stated = str(cell.get(name) or "1").strip()
    return min(max(int(stated), 1), _MAX_SPAN) if stated.isdecimal() else 1


def _without_empty(grid: list[list[str]]) -> list[list[str]]:
    width = max((len(row) for row in grid), default=0)
    padded = [row + [""] * (width - len(row)) for row in grid]
    kept = [column for column in range(width) if any(row[column].strip() for row in padded)]
    return [[row[column] for column in kept] for row in padded if any(cell.strip() for cell in row)]
