"""A whole and its parts in columns, as the IWA water balance is drawn. Heights are not to scale.

Three columns are what a phone has room for: where there are four, the whole stands on top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from web.rendering.figures.canvas import PHONE, Canvas
from web.rendering.figures.lettering import BOLD, NAME, NOTE, Style, is_right_to_left
from web.rendering.figures.numbers import shown

if TYPE_CHECKING:
    from web.rendering.figures.canvas import Point
    from web.rendering.figures.contract import Breakdown, Share

_PAD, _GAP = 6, 3
_COLUMNS = 3


class _Cell(NamedTuple):
    """A box with the words in it."""

    share: Share
    name: list[str]
    value: list[str]
    style: Style
    width: float

    @property
    def words(self) -> float:
        """Height of its words."""
        return self.style.height(self.name) + NOTE.height(self.value)

    @property
    def needed(self) -> float:
        """Height of the box and the gap below it."""
        return self.words + 2 * _PAD + _GAP

    def draw(self, canvas: Canvas, corner: Point, height: float) -> None:
        """The box and its words, half way down."""
        box = (self.width, height - _GAP)
        canvas.rectangle(corner, box, "fig-whole" if self.style is BOLD else "fig-box")
        left, top = corner[0] + _PAD, corner[1] + (height - _GAP - self.words) / 2
        top = canvas.words((left, top), self.name, style=self.style)
        if self.value:
            canvas.words((left, top), self.value, style=NOTE)


class _Grid:
    """The columns below or beside the whole."""

    def __init__(self, figure: Breakdown) -> None:
        self.on_top = figure.whole.columns > _COLUMNS
        self.columns = figure.whole.columns - self.on_top
        self.width = (PHONE - 2 + _GAP) / self.columns
        per_cent = figure.unit is not None and "%" in figure.unit
        value = figure.whole.value or 0
        self._total = 0 if per_cent or value == 100 else value

    def cell(self, share: Share, column: int) -> _Cell:
        """A share in its column, counted from 0; -1 is the whole on top."""
        width = self.width - _GAP
        if column < 0 or not share.parts:  # it goes on to the last column
            width += (self.columns - 1 - max(column, 0)) * self.width
        first = column == -1 or (column == 0 and not self.on_top)
        style, room = BOLD if first else NAME, width - 2 * _PAD
        value = "" if share.value is None else shown(share.value)
        if value and self._total and not first:
            value += f" ({_percent(share.value or 0, self._total)})"
        return _Cell(
            share, style.wrapped(share.name, room), NOTE.wrapped(value, room), style, width
        )

    def needed(self, share: Share, column: int) -> float:
        """Height of a share: room for its words and for all its parts."""
        parts = sum(self.needed(part, column + 1) for part in share.parts)
        return max(self.cell(share, column).needed, parts)


def draw(figure: Breakdown) -> Canvas:
    """The picture of a breakdown."""
    canvas = Canvas(PHONE, mirrored=is_right_to_left(figure.title))
    grid, top = _Grid(figure), 1.0
    if not grid.on_top:
        _tree(canvas, grid, figure.whole, (0, top), grid.needed(figure.whole, 0))
        return canvas
    whole = grid.cell(figure.whole, -1)
    whole.draw(canvas, (1, top), whole.needed)
    top += whole.needed
    for part in figure.whole.parts:
        height = grid.needed(part, 0)
        _tree(canvas, grid, part, (0, top), height)
        top += height
    return canvas


def _tree(
    canvas: Canvas, grid: _Grid, share: Share, place: tuple[int, float], height: float
) -> None:
    """A cell and, in the next column, its parts, which fill its height."""
    column, top = place
    grid.cell(share, column).draw(canvas, (1 + column * grid.width, top), height)
    needed = [grid.needed(part, column + 1) for part in share.parts]
    spare = (height - sum(needed)) / max(len(needed), 1)
    for part, own in zip(share.parts, needed, strict=True):
        _tree(canvas, grid, part, (column + 1, top), own + spare)
        top += own + spare


def _percent(value: float, total: float) -> str:
    share = 100 * value / total
    return f"{share:.0f} %" if share >= 1 or share == 0 else f"{share:.1f} %"
