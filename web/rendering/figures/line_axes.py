"""The axes of a line plot: few marks, faint lines, and where a value stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from web.rendering.figures.canvas import PHONE
from web.rendering.figures.lettering import NOTE
from web.rendering.figures.numbers import labels, marks

if TYPE_CHECKING:
    from web.rendering.figures.canvas import Canvas, Point
    from web.rendering.figures.contract import Line


@dataclass(frozen=True)
class Axes:
    """Edges in units, and the values that stand at the marks.

    Attributes:
        left: where the plot begins; marks' labels stand before it.
        right: where it ends.
        top: upper edge, the highest mark.
        bottom: lower edge, the lowest mark.
        span: lowest and highest x.
        columns: marks along x, within the span.
        rows: marks along y.
        whole: x is counted in whole numbers, such as years.
    """

    left: float
    right: float
    top: float
    bottom: float
    span: tuple[float, float]
    columns: list[float]
    rows: list[float]
    whole: bool

    @classmethod
    def of(cls, figure: Line, edges: tuple[float, float], right: float) -> Axes:
        """Axes for all series: from zero, unless all values are far from it."""
        points = [point for series in figure.series.values() for point in series]
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        low, high = min(ys), max(ys)
        if 0 < low < 0.7 * high:
            low = 0
        elif 0.7 * low < high < 0:
            high = 0
        rows = marks(low, high, 5)
        whole = all(float(x).is_integer() for x in xs)
        span = (min(xs), max(xs))
        widest = max(map(NOTE.width, labels(list(span), plain=whole)))
        left = max(max(map(NOTE.width, labels(rows))) + 7, widest / 2)
        right = min(right, PHONE - widest / 2)
        room = min(max(int((right - left) / (widest + 14)), 2), 6)
        inside = [x for x in marks(*span, room + 1, whole=whole) if span[0] <= x <= span[1]]
        columns = inside if len(inside) > 1 else list(span)
        return cls(left, right, edges[0], edges[1], span, columns, rows, whole)

    def place(self, point: tuple[float, float]) -> Point:
        """Where a value stands."""
        across = (point[0] - self.span[0]) / (self.span[1] - self.span[0])
        up = (point[1] - self.rows[0]) / (self.rows[-1] - self.rows[0])
        return (
            self.left + across * (self.right - self.left),
            self.bottom - up * (self.bottom - self.top),
        )

    def name(self, x: float) -> str:
        """An x as people say it: years without a comma."""
        return labels([x], plain=self.whole)[0]

    def draw(self, canvas: Canvas, name: str) -> None:
        """Faint lines, marks and the name of what runs to the right."""
        for row, label in zip(self.rows, labels(self.rows), strict=True):
            _x, y = self.place((self.columns[0], row))
            css = "fig-axis" if row in {0, self.rows[0]} else "fig-grid"
            canvas.line([(self.left, y), (self.right, y)], css)
            canvas.words((self.left - 6, y - 8), [label], style=NOTE, side="right")
        below, free = self.bottom, 0.0
        for column, label in zip(self.columns, labels(self.columns, plain=self.whole), strict=True):
            x, half = self.place((column, self.rows[0]))[0], NOTE.width(label) / 2
            canvas.line([(x, self.bottom), (x, self.bottom + 4)], "fig-axis")
            if x - half >= free:  # long numbers leave no room for all
                below = canvas.words((x, self.bottom + 9), [label], style=NOTE, side="middle")
                free = x + half + 4
        lines = NOTE.wrapped(name, self.right)
        canvas.words((self.right, below), lines, style=NOTE, side="right")
