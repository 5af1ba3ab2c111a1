"""Tables drawn with lines: the grid says where the cells are."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Box, Row, Rule, Table, Word
from ingest.converters.pdf.rows import row_of, rows_of, segments

if TYPE_CHECKING:
    from ingest.converters.pdf.layout import Page

__all__ = ["take_ruled_tables"]

_TOUCH = 4.0  # points: lines this near belong together
_MAX_RULES = 1_500


def take_ruled_tables(page: Page) -> None:
    """Replace the rows of ``page`` that stand in a grid of lines with one row holding a table."""
    if not 4 <= len(page.rules) <= _MAX_RULES:
        return
    words = [word for row in page.rows for word in row.words]
    taken: set[int] = set()
    tables: list[Row] = []
    for rules in _clusters(page.rules):
        grid = _Grid(rules)
        inside = [word for word in words if id(word) not in taken and grid.holds(word)]
        if inside and (table := grid.table(inside)):
            taken.update(map(id, inside))
            tables.append(Row(table.x0, table.top, table.x1, table.bottom, [], table))
    if not tables:
        return
    kept = []
    for row in page.rows:
        rest = [word for word in row.words if id(word) not in taken]
        if rest:
            kept.append(row if len(rest) == len(row.words) else row_of(rest))
    page.rows = sorted(kept + tables, key=lambda row: row.top)


def _clusters(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch one another, directly or through others."""
    clusters: list[tuple[Box, list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        box, members = Box(rule.x0, rule.top, rule.x1, rule.bottom), [rule]
        apart = []
        for other, others in clusters:
            if _touch(box, other) and any(_touch(a, b) for a in members for b in others):
                members = others + members
                box = _union(box, other)
            else:
                apart.append((other, others))
        clusters = [*apart, (box, members)]
    return [members for _, members in clusters if len(members) >= 4]


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x0 <= other.x1 + _TOUCH
        and other.x0 <= one.x1 + _TOUCH
        and one.top <= other.bottom + _TOUCH
        and other.top <= one.bottom + _TOUCH
    )


def _union(one: Box, other: Box) -> Box:
    return Box(
        min(one.x0, other.x0),
        min(one.top, other.top),
        max(one.x1, other.x1),
        max(one.bottom, other.bottom),
    )


class _Grid:
    """Where the lines of a cluster run."""

    def __init__(self, rules: list[Rule]) -> None:
        self.across = [rule for rule in rules if rule.horizontal]
        self.down = [rule for rule in rules if not rule.horizontal]
        self.xs = _positions([(rule.x0 + rule.x1) / 2 for rule in self.down])
        self.ys = _positions([(rule.top + rule.bottom) / 2 for rule in self.across])

    def holds(self, word: Word) -> bool:
        """Whether a word's middle lies in the grid."""
        if len(self.xs) < 2 or len(self.ys) < 2:
            return False
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def table(self, words: list[Word]) -> Table | None:
        """The table that the words make, or nothing when the grid is only a frame."""
        if len(self.xs) < 3 or len(self.ys) < 2:
            return None
        cells: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            cells.setdefault(self._cell(word), []).append(word)
        rows = sorted({row for row, _ in cells})
        columns = sorted({column for _, column in cells})
        if len(columns) < 2 or max(map(len, cells.values())) > 0.7 * len(words) > 28:
            return None
        if any(_is_table_itself(inside) for inside in cells.values()):
            return None
        text = [[_cell_text(cells.get((row, column), [])) for column in columns] for row in rows]
        return Table(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1], text)

    def _cell(self, word: Word) -> tuple[int, int]:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        while column > 0 and not self._line_down(self.xs[column], y):
            column -= 1  # a merged cell: no line between it and the one on its left
        x = (self.xs[column] + self.xs[column + 1]) / 2
        while row > 0 and not self._line_across(x, self.ys[row]):
            row -= 1
        return row, column

    def _line_down(self, x: float, y: float) -> bool:
        return any(
            abs((rule.x0 + rule.x1) / 2 - x) <= _TOUCH and rule.top - 2 <= y <= rule.bottom + 2
            for rule in self.down
        )

    def _line_across(self, x: float, y: float) -> bool:
        return any(
            abs((rule.top + rule.bottom) / 2 - y) <= _TOUCH and rule.x0 - 2 <= x <= rule.x1 + 2
            for rule in self.across
        )


def _positions(values: list[float]) -> list[float]:
    """Sorted values, those nearer than `_TOUCH` taken as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _TOUCH:
            kept.append(value)
    return kept


def _is_table_itself(words: list[Word]) -> bool:
    """Whether what stands in one cell is set in columns: then the lines only frame it."""
    return sum(len(segments(row, 1.5)) > 1 for row in rows_of(words)) >= 3


def _cell_text(words: list[Word]) -> str:
    return "\n".join(row.text for row in rows_of(words))
