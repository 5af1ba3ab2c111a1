"""Horizontal bars from zero, each with its value at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.rendering.figures.canvas import PHONE, Canvas
from web.rendering.figures.lettering import BOLD, NAME, is_right_to_left
from web.rendering.figures.numbers import shown

if TYPE_CHECKING:
    from web.rendering.figures.contract import Bars

_LONGEST_BESIDE = 92  # names that are no longer stand beside their bars, others above
_GAP = 10
_THICK, _THIN = 20, 13


def draw(figure: Bars) -> Canvas:
    """The picture of bars."""
    canvas = Canvas(PHONE, mirrored=is_right_to_left(figure.title))
    longest = max(map(NAME.width, figure.values))
    beside = longest <= _LONGEST_BESIDE
    left = longest + 8 if beside else 1.0
    thick = _THICK if beside else _THIN
    values = {name: shown(value) for name, value in figure.values.items()}
    room = PHONE - left - max(map(BOLD.width, values.values())) - 7
    scale = room / max(figure.values.values())
    top = 2.0
    for name, value in figure.values.items():
        if beside:
            canvas.words((0, top + (thick - NAME.leading) / 2), [name])
        else:
            top = canvas.words((0, top), NAME.wrapped(name, PHONE)) + 2
        end = left + value * scale
        canvas.rectangle((left, top), (end - left, thick), "fig-bar")
        canvas.words((end + 6, top + (thick - BOLD.leading) / 2), [values[name]], style=BOLD)
        if not beside:
            canvas.line([(left, top - 1), (left, top + thick + 1)], "fig-axis")
        top += thick + _GAP
    if beside:
        canvas.line([(left, 0), (left, top - _GAP + 2)], "fig-axis")
    return canvas
