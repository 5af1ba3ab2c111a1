"""What a page is made of: words, rows, tables, and the blocks that are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

__all__ = ["Block", "Box", "Page", "Row", "Rule", "Style", "Table", "Word"]


@dataclass(slots=True)
class Box:
    """A rectangle in points (1/72 inch), measured from the page's upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.bottom - self.top


class Style(NamedTuple):
    """How text is set: what tells a heading from running text.

    Attributes:
        size: font size in points, rounded to half points.
        bold: whether the font is bold.
        mono: whether it is a typewriter font.
    """

    size: float
    bold: bool
    mono: bool = False


@dataclass(slots=True)
class Word(Box):
    """A run of characters without a space between them.

    Attributes:
        text: the characters in reading order.
        baseline: where the letters stand, points from the top.
        style: size and weight.
        raised: a superscript number, as footnote marks are.
        turned: set at an angle to the page's other text.
    """

    text: str
    baseline: float
    style: Style
    raised: bool = False
    turned: bool = False


@dataclass(slots=True)
class Table(Box):
    """A table: its cells row by row, every row as long as the first."""

    cells: list[list[str]]


@dataclass(slots=True)
class Row(Box):
    """Words on one baseline, in reading order, or a table in their place."""

    words: list[Word] = field(default_factory=list)
    table: Table | None = None
    _style: Style | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The words, one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def style(self) -> Style:
        """The style that most of the row's characters have; worked out once."""
        if self._style is None:
            counts: Counter[Style] = Counter()
            for word in self.words:
                counts[word.style] += len(word.text)
            self._style = counts.most_common(1)[0][0] if counts else Style(0, bold=False)
        return self._style

    @property
    def bold(self) -> bool:
        """Whether every word with a letter in it is bold."""
        lettered = [word for word in self.words if any(map(str.isalpha, word.text))]
        return bool(lettered) and all(word.style.bold for word in lettered)

    @property
    def mono(self) -> bool:
        """Whether all of the row is set in a typewriter font."""
        return bool(self.words) and all(word.style.mono for word in self.words)

    @property
    def baseline(self) -> float:
        """The baseline of its largest word."""
        return max(self.words, key=lambda word: word.style.size).baseline


@dataclass(slots=True)
class Rule(Box):
    """A straight line drawn on the page."""

    @property
    def horizontal(self) -> bool:
        """Whether it runs across rather than down."""
        return self.width >= self.height


@dataclass(slots=True)
class Page:
    """One page, ready to be laid out.

    Attributes:
        number: 1-based.
        width: points.
        height: points.
        words: in the order of the file.
        rules: straight lines drawn on it.
        image_share: how much of the page pictures cover, 0 to 1.
        image_pixels: how many pixels its finest picture claims to have.
        rows: what is left of ``words`` once running headers and tables are taken out.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Rule] = field(default_factory=list)
    image_share: float = 0.0
    image_pixels: int = 0
    rows: list[Row] = field(default_factory=list)


Kind = Literal["heading", "paragraph", "item", "code", "table", "note"]


@dataclass(slots=True)
class Block:
    """A piece of Markdown to be.

    Attributes:
        kind: what it is; ``note`` is a footnote.
        rows: the rows it is made of, empty for a table.
        page: the page it begins on.
        level: a heading's depth (1 to 6) or an item's nesting (0 is outermost).
        mark: an item's own mark (``-`` or ``3.``) or a note's number.
        table: the table itself.
    """

    kind: Kind
    rows: list[Row]
    page: int
    level: int = 0
    mark: str = ""
    table: Table | None = None
