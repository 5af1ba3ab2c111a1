"""A sheet to draw on: SVG elements that hold nothing but numbers, our classes and escaped text."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from markupsafe import escape

from web.rendering.figures.lettering import NAME, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.rendering.figures.lettering import Style

PHONE = 340
"""Width of a picture that fits a phone: one unit is about one pixel there."""

Point = tuple[float, float]
Side = Literal["left", "middle", "right"]
_ANCHORS = {"left": "start", "middle": "middle", "right": "end"}
_OTHER = {"left": "right", "middle": "middle", "right": "left"}
_HEAD = 7.0  # length of an arrow's head


class Canvas:
    """Collects elements; a mirrored one turns everything but words and symbols round."""

    def __init__(self, width: float, *, mirrored: bool = False) -> None:
        """``width`` in units; ``mirrored`` for texts that are read from right to left."""
        self.width = width
        self.mirrored = mirrored
        self.height = 0.0
        self._pieces: list[str] = []

    def _x(self, x: float) -> float:
        return self.width - x if self.mirrored else x

    def _reach(self, y: float) -> None:
        self.height = max(self.height, y)

    def rectangle(self, corner: Point, size: Point, css: str, *, title: str = "") -> None:
        """A box with slightly rounded corners; ``title`` is told to who points at it."""
        (x, y), (width, height) = corner, size
        left = self._x(x) - (width if self.mirrored else 0)
        told = f"><title>{escape(title)}</title></rect>" if title else "/>"
        self._pieces.append(
            f'<rect class="{css}" x="{_n(left)}" y="{_n(y)}" width="{_n(width)}" '
            f'height="{_n(height)}" rx="3"{told}'
        )
        self._reach(y + height)

    def line(self, points: Sequence[Point], css: str, *, arrow: bool = False) -> None:
        """A line through points, with an arrow's head at its last."""
        placed = [(self._x(x), y) for x, y in points]
        if arrow:
            tip, base, wings = _head(*placed[-2:])
            placed[-1] = base
            self._pieces.append(f'<path class="fig-head" d="{_path([tip, *wings])}z"/>')
        self._pieces.append(f'<path class="{css}" d="{_path(placed)}"/>')
        self._reach(max(y for _x, y in points))

    def symbol(
        self, center: Point, drawing: str, *, css: str = "fig-symbol", title: str = ""
    ) -> None:
        """A small drawing of our own around a point; it is not mirrored."""
        told = f"<title>{escape(title)}</title>" if title else ""
        place = f"{_n(self._x(center[0]))} {_n(center[1])}"
        self._pieces.append(f'<g class="{css}" transform="translate({place})">{told}{drawing}</g>')

    def words(
        self, at: Point, lines: Sequence[str], *, style: Style = NAME, side: Side = "left"
    ) -> float:
        """Lines of text below a point; returns where they end.

        Args:
            at: the point, above the first line.
            lines: already wrapped.
            style: their size.
            side: which end of each line stands at the point, seen from where reading begins.
        """
        x, top = self._x(at[0]), at[1]
        first = top + 0.93 * style.size
        rows = [(first + number * style.leading, line) for number, line in enumerate(lines)]
        css = f' class="{style.css}"' if style.css else ""
        turned = is_right_to_left(" ".join(lines))
        anchor = _ANCHORS[_OTHER[side] if turned != self.mirrored else side]
        css += "" if anchor == "start" else f' text-anchor="{anchor}"'
        css += ' direction="rtl"' if turned else ""
        if len(rows) == 1:
            self._pieces.append(f'<text x="{_n(x)}" y="{_n(first)}"{css}>{escape(lines[0])}</text>')
        else:
            spans = (f'<tspan x="{_n(x)}" y="{_n(y)}">{escape(line)}</tspan>' for y, line in rows)
            self._pieces.append(f"<text{css}>{' '.join(spans)}</text>")
        end = top + style.height(list(lines))
        self._reach(end)
        return end

    def svg(self, name: str, title: str, description: str) -> str:
        """The whole picture.

        Args:
            name: begins its ids, which must be the only ones of that name on a page.
            title: what a screen reader says first.
            description: and then.
        """
        width, height = math.ceil(self.width), math.ceil(self.height + 2)
        return (
            f'<svg role="img" aria-labelledby="{name}_title {name}_desc" direction="ltr" '
            f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<title id="{name}_title">{escape(title)}</title>'
            f'<desc id="{name}_desc">{escape(description)}</desc>{"".join(self._pieces)}</svg>'
        )


def _head(before: Point, tip: Point) -> tuple[Point, Point, list[Point]]:
    """Tip, base and both wings of an arrow's head."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = math.hypot(dx, dy) or 1
    ux, uy = dx / length, dy / length
    base = (tip[0] - _HEAD * ux, tip[1] - _HEAD * uy)
    side = _HEAD * 0.55
    wings = [(base[0] - side * uy, base[1] + side * ux), (base[0] + side * uy, base[1] - side * ux)]
    return tip, base, wings


def _path(points: Sequence[Point]) -> str:
    """Corners as an SVG path: straight ones in the short notation."""
    first = points[0]
    pieces = [f"M{_n(first[0])} {_n(first[1])}"]
    for before, after in pairwise(points):
        if after[0] == before[0]:
            pieces.append(f"V{_n(after[1])}")
        elif after[1] == before[1]:
            pieces.append(f"H{_n(after[0])}")
        else:
            pieces.append(f"L{_n(after[0])} {_n(after[1])}")
    return "".join(pieces)


def _n(number: float) -> str:
    """A number with one digit after the point, if that."""
    return f"{number:.1f}".removesuffix(".0")
