"""How wide words are, before any browser has seen them: text in SVG does not wrap by itself.

Widths are those of DejaVu Sans, which is wider than what phones and desks use, so that what fits
here fits there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_BOLD = 1.18
# Hundredths of the size, for the characters from blank to tilde.
_ASCII = (
    *(32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34),
    *(64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53),
    *(100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79),
    *(61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 39, 34, 39, 84, 50),
    *(50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62),
    *(64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84),
)
_INVISIBLE, _WIDE = frozenset({"Mn", "Me", "Cf"}), frozenset({"W", "F"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
# Where a line may end: after blanks, hyphens, dashes and slashes.
_PIECES = re.compile(r"[^ /–—-]*[/–—-]* *")


@dataclass(frozen=True)
class Style:
    """One of the three sizes of text in a figure; its class in the stylesheet says the same.

    Attributes:
        css: class name, empty for the ordinary one.
        size: in units of the picture, which are pixels on a phone.
        bold: whether it is.
    """

    css: str
    size: float
    bold: bool = False

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return round(1.28 * self.size, 1)

    def width(self, text: str) -> float:
        """How wide a text may be at most."""
        return sum(map(_width, text)) * self.size * (_BOLD if self.bold else 1)

    def height(self, lines: list[str]) -> float:
        """How high lines are together."""
        return self.leading * len(lines)

    def wrapped(self, text: str, width: float) -> list[str]:
        """A text in lines no wider than that; only a word that is wider alone is cut."""
        lines, line = [], ""
        for piece in _PIECES.findall(text):
            if line and self.width((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece
            while self.width(line.rstrip()) > width and len(line.rstrip()) > 1:
                head, line = self._cut(line, width)
                lines.append(head)
        return [*lines, line.rstrip()] if line.strip() else lines

    def _cut(self, word: str, width: float) -> tuple[str, str]:
        """The first part of a word that is too wide, with a hyphen where it needs one."""
        end = 1
        while end < len(word) and self.width(word[: end + 1] + "-") <= width:
            end += 1
        if len(word) - end < 3 < end:
            end -= 2  # no stump on the next line
        while end > 1 and unicodedata.combining(word[end]):
            end -= 1
        latin = word[end - 1].isascii() and word[end - 1].isalpha()
        return word[:end] + ("-" if latin else ""), word[end:]


NAME, BOLD, NOTE = Style("", 13), Style("fig-b", 13.5, bold=True), Style("fig-n", 12.5)


@cache
def _width(character: str) -> float:
    base = unicodedata.normalize("NFKD", character)[0]
    if unicodedata.category(character) in _INVISIBLE:
        return 0
    if " " <= base <= "~":
        return _ASCII[ord(base) - 32] / 100
    if unicodedata.east_asian_width(character) in _WIDE:
        return 1.05
    return 0.72 if unicodedata.bidirectional(character) in _RIGHT_TO_LEFT else 0.85


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for found in map(unicodedata.bidirectional, text):
        if found == "L" or found in _RIGHT_TO_LEFT:
            return found != "L"
    return False
