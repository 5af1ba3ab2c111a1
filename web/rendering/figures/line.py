"""Values joined by lines over something counted, such as years, each series in its own way.

Series differ in marker and dash, not only in colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.rendering.figures.canvas import PHONE, Canvas
from web.rendering.figures.lettering import NAME, NOTE
from web.rendering.figures.line_axes import Axes
from web.rendering.figures.numbers import shown

if TYPE_CHECKING:
    from web.rendering.figures.contract import Line, Points

# By series: circle, square, triangle, diamond.
_MARKERS = (
    '<circle r="4"/>',
    '<path d="M-4-4H4V4H-4z"/>',
    '<path d="M0-5 5 4H-5z"/>',
    '<path d="M0-6 5 0 0 6-5 0z"/>',
)
_NAME_WIDTH = 86  # of series, beside the plot
_LEADER = 18  # room for the line from a series' last point to its name


def draw(figure: Line) -> Canvas:
    """The picture of lines."""
    names = {name: NAME.wrapped(name, _NAME_WIDTH) for name in figure.series}
    widest = max(NAME.width(line) for lines in names.values() for line in lines)
    height = sum(NAME.height(lines) + 4 for lines in names.values())
    canvas = Canvas(PHONE)
    heading = figure.y.name + (f" ({figure.y.unit})" if figure.y.unit else "")
    top = canvas.words((0, 0), NOTE.wrapped(heading, PHONE), style=NOTE) + 10
    axes = Axes.of(figure, (top, max(top + 180, top + height)), PHONE - widest - _LEADER)
    axes.draw(canvas, figure.x)
    for number, points in enumerate(figure.series.values()):
        _series(canvas, axes, figure, number, points)
    _names(canvas, axes, figure, list(names.values()))
    return canvas


def _series(canvas: Canvas, axes: Axes, figure: Line, number: int, points: Points) -> None:
    css = f"fig-s{number + 1}"
    placed = [axes.place(point) for point in points]
    canvas.line(placed, css)
    for place, (x, y) in zip(placed, points, strict=True):
        told = f"{axes.name(x)}: {shown(y)} {figure.y.unit or ''}".rstrip()
        canvas.symbol(place, _MARKERS[number], css=css, title=told)


def _names(canvas: Canvas, axes: Axes, figure: Line, names: list[list[str]]) -> None:
    """Each series' name beside its last point, moved where names would meet."""
    ends = [axes.place(points[-1]) for points in figure.series.values()]
    heights = [NAME.height(lines) + 4 for lines in names]
    left = axes.right + _LEADER
    tops = spread([y for _x, y in ends], heights, (axes.top - 8, axes.bottom))
    for lines, end, top, height in zip(names, ends, tops, heights, strict=True):
        middle = top + height / 2
        canvas.line([(end[0] + 6, end[1]), (left - 3, middle)], "fig-axis")
        canvas.words((left, middle - NAME.height(lines) / 2), lines)


def spread(middles: list[float], heights: list[float], edges: tuple[float, float]) -> list[float]:
    """Tops of boxes that stand as near to their places as they can without touching.

    Args:
        middles: where each box's middle would like to be.
        heights: of the boxes.
        edges: none leaves these, upper and lower, as long as all fit between them.
    """
    order = sorted(range(len(middles)), key=middles.__getitem__)
    tops = [0.0] * len(middles)
    floor, ceiling = edges
    for number in order:
        tops[number] = floor = max(floor, middles[number] - heights[number] / 2)
        floor += heights[number]
    for number in reversed(order):
        tops[number] = min(tops[number], ceiling - heights[number])
        ceiling = tops[number]
    return tops
