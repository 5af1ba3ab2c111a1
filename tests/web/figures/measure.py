"""Reads a drawn figure back: where its words and shapes stand, by the widths we count with."""

from __future__ import annotations

import re
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

from web.rendering.figures.lettering import BOLD, NAME, NOTE

SVG = "svg"
_STYLES = {style.css: style for style in (NAME, BOLD, NOTE)}
_STEP = re.compile(r"([MLHVZz])([^MLHVZz]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Box(NamedTuple):
    """A rectangle and the words in it, if it is one of words."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def meets(self, other: Box) -> bool:
        """Whether two overlap by more than a unit."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1

    def within(self, other: Box) -> bool:
        """Whether it lies in another, give or take a unit."""
        return (
            self.left >= other.left - 1
            and self.right <= other.right + 1
            and self.top >= other.top - 1
            and self.bottom <= other.bottom + 1
        )


class Drawn:
    """A figure's markup, parsed as XML."""

    def __init__(self, html: str) -> None:
        self.figure = ET.fromstring(html)
        found = self.figure.find(f".//{SVG}")
        assert found is not None
        self.svg = found
        _x, _y, width, height = map(float, self.svg.get("viewBox", "").split())
        self.sheet = Box(0, 0, width, height)

    def words(self) -> list[Box]:
        """Each line of text."""
        found = []
        for text in self.svg.iter("text"):
            style = _STYLES[text.get("class", "")]
            found += [
                _line(row, text, style.width(row.text or ""), style.leading)
                for row in text.findall("tspan") or [text]
            ]
        return found

    def boxes(self, *names: str) -> list[Box]:
        """Rectangles of these classes; of all, if none is named."""
        found = []
        for rect in self.svg.iter("rect"):
            x, y, w, h = (float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
            if not names or rect.get("class") in names:
                found.append(Box(x, y, x + w, y + h))
        return found

    def corners(self) -> list[Box]:
        """Every point of a line, and the room of each symbol."""
        found = []
        for path in self.svg.findall("path"):
            found += _points(path.get("d", ""))
        for group in self.svg.findall("g"):
            x, y = map(float, _NUMBER.findall(group.get("transform", "")))
            found.append(Box(x - 4, y - 4, x + 4, y + 4))
        return found

    def text(self) -> str:
        """All words of the picture without blanks and hyphens, which wrapping may add."""
        return bare("".join(box.words for box in self.words()))

    def overlapping(self) -> list[tuple[str, str]]:
        """Pairs of lines of text that stand on each other."""
        pairs = combinations(self.words(), 2)
        return [(one.words, other.words) for one, other in pairs if one.meets(other)]


def bare(text: str) -> str:
    """A text without what wrapping may add or take away."""
    return re.sub(r"[\s-]", "", text)


def _line(row: ET.Element, text: ET.Element, width: float, high: float) -> Box:
    x, y = float(row.get("x", "")), float(row.get("y", ""))
    anchor = text.get("text-anchor", "start")
    if text.get("direction") == "rtl":
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - 0.73 * high, left + width, y + 0.27 * high, row.text or "")


def _points(path: str) -> list[Box]:
    x = y = 0.0
    found = []
    for step, numbers in _STEP.findall(path):
        given = [float(number) for number in _NUMBER.findall(numbers)]
        if step == "H":
            x = given[0]
        elif step == "V":
            y = given[0]
        elif given:
            x, y = given
        found.append(Box(x, y, x, y))
    return found
