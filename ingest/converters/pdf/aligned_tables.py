"""Tables without lines: rows whose parts stand under one another."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Row, Table
from ingest.converters.pdf.marks import is_contents_line, item_mark
from ingest.converters.pdf.rows import segments

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["with_aligned_tables"]

_GAP = 0.9  # font sizes between two columns, at least
_REACH = 2.6  # font sizes from one baseline of a table to the next, at most

Span = tuple[float, float]


def with_aligned_tables(rows: list[Row], typewritten: bool = False) -> list[Row]:
    """Replace runs of rows that form columns with one row holding a table each.

    Args:
        rows: of one region, top to bottom.
        typewritten: whether running text itself is in a typewriter font; if not, such rows are
            listings and stay as they are. A table of contents stays as it is, too.
    """
    if sum(is_contents_line(row.text) for row in rows) >= 3:
        return rows
    done: list[Row] = []
    index = 0
    while index < len(rows):
        run = [] if rows[index].mono and not typewritten else _run(rows, index)
        table = _table(run) if run else None
        if table is None:
            done.append(rows[index])
            index += 1
        else:
            done.append(Row(table.x0, table.top, table.x1, table.bottom, [], table))
            index += len(run)
    return done


def _run(rows: list[Row], start: int) -> list[Row]:
    """The longest run from ``start`` on whose columns stay apart."""
    if rows[start].table or len(segments(rows[start], _GAP)) < 2:
        return []
    columns: list[Span] = []
    solid = start
    for index in range(start, len(rows)):
        row = rows[index]
        if row.table or is_contents_line(row.text) or item_mark(row):
            break
        if index > start and not _near(rows[index - 1], row):
            break
        parts = segments(row, _GAP)
        merged = _merged(columns + [(part.x0, part.x1) for part in parts], row.style.size)
        if len(merged) < max(2, len(columns)) or (len(parts) == 1 and _is_loose(row, merged)):
            break
        columns = merged
        if len(parts) > 1:
            solid = index + 1
    return rows[start:solid]


def _near(above: Row, below: Row) -> bool:
    return 0 <= below.baseline - above.baseline <= _REACH * max(above.style.size, below.style.size)


def _is_loose(row: Row, columns: list[Span]) -> bool:
    """A lone part that opens a column of its own, or fills most of the table, is no cell."""
    width = columns[-1][1] - columns[0][0]
    return row.width > 0.6 * width


def _merged(spans: list[Span], size: float) -> list[Span]:
    """Spans that overlap, or nearly touch, joined into columns."""
    joined: list[Span] = []
    for left, right in sorted(spans):
        if joined and left - joined[-1][1] < 0.5 * size:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _table(run: list[Row]) -> Table | None:
    parts = [segments(row, _GAP) for row in run]
    full = [row for row in parts if len(row) > 1]
    if len(full) < 3:
        return None
    columns = _merged([(part.x0, part.x1) for row in parts for part in row], run[0].style.size)
    words = [len(part.words) for row in full for part in row]
    prose = sum(words) / len(words) > (5 if len(columns) > 2 else 4)
    if prose and not _short_first_column(full, columns):
        return None
    cells = list(_continued([_cells(row, columns) for row in parts], run))
    return Table(columns[0][0], run[0].top, columns[-1][1], run[-1].bottom, cells)


def _short_first_column(rows: list[list[Row]], columns: list[Span]) -> bool:
    """Terms and their explanations: a narrow column of few words before a wide one."""
    terms = [row[0] for row in rows if row[0].x1 <= columns[0][1] + 1]
    width = columns[0][1] - columns[0][0]
    return (
        len(terms) >= 0.8 * len(rows)
        and median(len(term.words) for term in terms) <= 3
        and width < 0.4 * (columns[-1][1] - columns[0][0])
    )


def _cells(parts: list[Row], columns: list[Span]) -> list[str]:
    texts: list[list[str]] = [[] for _ in columns]
    for part in parts:
        middle = (part.x0 + part.x1) / 2
        home = min(
            range(len(columns)),
            key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0),
        )
        texts[home].append(part.text)
    return [" ".join(text) for text in texts]


def _continued(cells: list[list[str]], run: list[Row]) -> Iterator[list[str]]:
    """Join a line to the row above when it only continues that row's cells."""
    steps = [below.baseline - above.baseline for above, below in pairwise(run)]
    starts = [step for step, row in zip(steps, cells[1:], strict=True) if row[0]]
    usual = median(starts) if starts else 0.0
    current = cells[0]
    for step, row in zip(steps, cells[1:], strict=True):
        if not row[0] and step < 0.8 * usual:
            current = [f"{old}\n{new}".strip() for old, new in zip(current, row, strict=True)]
        else:
            yield current
            current = row
    yield current
