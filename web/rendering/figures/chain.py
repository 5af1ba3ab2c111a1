"""Steps one below the other, as phones are held; a loop goes back up the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.rendering.figures.canvas import PHONE, Canvas
from web.rendering.figures.lettering import BOLD, NOTE, is_right_to_left

if TYPE_CHECKING:
    from web.rendering.figures.contract import Chain, Step

_PAD, _GAP, _NUMBER = 9, 18, 20
_WORDS = 44  # where words begin
_LANE = 22  # room for the line back


def draw(figure: Chain) -> Canvas:
    """The picture of a chain."""
    canvas = Canvas(PHONE, mirrored=is_right_to_left(figure.title))
    right = PHONE - (_LANE if figure.loop else 1)
    top, middles = 1.0, []
    for number, step in enumerate(figure.steps, 1):
        if number > 1:
            canvas.line([(_NUMBER, top - _GAP), (_NUMBER, top)], "fig-line", arrow=True)
        bottom = _step(canvas, step, number, top, right)
        middles.append((top + bottom) / 2)
        top = bottom + _GAP
    if figure.loop:
        _loop(canvas, figure.loop, top - _GAP, middles[0], right)
    return canvas


def _step(canvas: Canvas, step: Step, number: int, top: float, right: float) -> float:
    """A box with a number, a name and a note; returns where it ends."""
    room = right - _WORDS - _PAD
    name = BOLD.wrapped(step.name, room)
    note = NOTE.wrapped(step.note, room) if step.note else []
    height = 2 * _PAD + BOLD.height(name) + NOTE.height(note)
    canvas.rectangle((1, top), (right - 1, height), "fig-box")
    middle = top + height / 2
    canvas.words((_NUMBER, middle - 8), [str(number)], style=BOLD, side="middle")
    below = canvas.words((_WORDS, top + _PAD), name, style=BOLD)
    if note:
        canvas.words((_WORDS, below), note, style=NOTE)
    return top + height


def _loop(canvas: Canvas, words: str, top: float, first: float, right: float) -> None:
    """The line from below the last step, through its words, up to the first step."""
    lines = NOTE.wrapped(words, right - _WORDS - 2 * _PAD)
    width = max(map(NOTE.width, lines))
    height = max(NOTE.height(lines), _GAP)
    middle = top + _PAD + height / 2
    lane = PHONE - 3
    canvas.line([(_NUMBER, top), (_NUMBER, middle), (_WORDS - 4, middle)], "fig-line")
    canvas.words((_WORDS, middle - NOTE.height(lines) / 2), lines, style=NOTE)
    start = min(_WORDS + width + 4, lane)
    back = [(start, middle), (lane, middle), (lane, first), (right, first)]
    canvas.line(back, "fig-line", arrow=True)
