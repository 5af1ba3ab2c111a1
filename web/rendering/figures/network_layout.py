"""Where cards and the names of links go: columns, rows, and the gaps between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from web.rendering.figures.canvas import PHONE
from web.rendering.figures.lettering import NAME, NOTE
from web.rendering.figures.symbols import SIZE

if TYPE_CHECKING:
    from web.rendering.figures.canvas import Point
    from web.rendering.figures.contract import Link, Network

PAD = 6
_NARROWEST, _WIDEST = 99, 150  # of cards
_GAP, _NAMED_GAP = 20, 88  # between columns: for an arrow, for an arrow with its name above
_DROP = 24  # between rows


@dataclass(frozen=True)
class Label:
    """A link's name: its lines, the middle of their top, their size."""

    lines: list[str]
    center: Point

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.center[1]

    @property
    def width(self) -> float:
        """Of its longest line."""
        return max(map(NOTE.width, self.lines))

    @property
    def height(self) -> float:
        """Of all lines."""
        return NOTE.height(self.lines)


class Layout:
    """Columns and rows in units.

    Attributes:
        width: of the picture.
        card: width of a card.
        names: by node, its name in lines.
        labels: links' names, which stand in gaps where nothing else stands.
    """

    def __init__(self, figure: Network, *, turned: bool = False) -> None:
        """``turned``: columns become rows."""
        self._places = {
            node.id: (node.at[1], node.at[0]) if turned else node.at for node in figure.nodes
        }
        named = [link for link in figure.links if link.name]
        self._level = [link for link in named if self._rows(link)[0] == self._rows(link)[1]]
        self._falling = [link for link in named if link not in self._level]
        self._set_columns(1 + max(column for column, _row in self._places.values()))
        self.names = {
            node.id: NAME.wrapped(node.name, self.card - 2 * PAD + 2) for node in figure.nodes
        }
        self._set_rows(1 + max(row for _column, row in self._places.values()))
        self.labels = [*map(self._level_label, self._level), *self._falling_labels()]

    @classmethod
    def of(cls, figure: Network) -> Layout:
        """As it was written, or turned where only that fits a phone."""
        written = cls(figure)
        return (
            written
            if written.width <= PHONE
            else min(written, cls(figure, turned=True), key=lambda layout: layout.width)
        )

    def center(self, node: str) -> Point:
        """Middle of a node's card."""
        column, row = self._places[node]
        return self._lefts[column] + self.card / 2, self._tops[row] + self._heights[row] / 2

    def card_height(self, node: str) -> float:
        """All cards of a row are as high as its highest."""
        return self._cards[self._places[node][1]]

    def _rows(self, link: Link) -> tuple[int, int]:
        rows = self._places[link.start][1], self._places[link.end][1]
        return min(rows), max(rows)

    def _column(self, link: Link) -> int:
        return min(self._places[link.start][0], self._places[link.end][0])

    def _set_columns(self, count: int) -> None:
        named = {self._column(link) for link in self._level}
        gaps = [_NAMED_GAP if column in named else _GAP for column in range(count - 1)]
        room = (PHONE - 2 - sum(gaps)) / count
        self.card = min(max(room, _NARROWEST), _WIDEST)
        needed = count * self.card + sum(gaps)
        self.width = max(PHONE, needed + 2)
        left = (self.width - needed) / 2
        self._lefts = list(accumulate((self.card + gap for gap in gaps), initial=left))

    def _set_rows(self, count: int) -> None:
        self._cards = [0.0] * count
        self._heights = [0.0] * count
        for node, (_column, row) in self._places.items():
            height = 2 * PAD + SIZE + PAD / 2 + NAME.height(self.names[node])
            self._cards[row] = max(self._cards[row], height)
            self._heights[row] = max(self._heights[row], height)
        for link in self._level:
            row = self._rows(link)[0]
            height = 2 * NOTE.height(_level_lines(link)) + 8
            self._heights[row] = max(self._heights[row], height)
        self._tops = [1.0]
        for row in range(count - 1):
            gap = _DROP + sum(self._lane_heights(row))
            self._tops.append(self._tops[-1] + self._heights[row] + gap)

    def _level_label(self, link: Link) -> Label:
        """Above the line, in the gap after its first column."""
        lines = _level_lines(link)
        _x, y = self.center(link.start)
        column = self._column(link)
        x = (self._lefts[column] + self.card + self._lefts[column + 1]) / 2
        return Label(lines, (x, y - 4 - NOTE.height(lines)))

    def _lanes(self, row: int) -> list[list[Link]]:
        """Names below a row: those of upright links beside each other, every other on its own."""
        here = [link for link in self._falling if self._rows(link)[0] == row]
        upright = [link for link in here if self._upright(link)]
        slanting = [[link] for link in here if not self._upright(link)]
        return [upright, *slanting] if upright else slanting

    def _upright(self, link: Link) -> bool:
        return self._places[link.start][0] == self._places[link.end][0]

    def _lane_heights(self, row: int) -> list[float]:
        return [
            max(NOTE.height(self._falling_lines(link)) for link in lane) + 2
            for lane in self._lanes(row)
        ]

    def _falling_lines(self, link: Link) -> list[str]:
        return NOTE.wrapped(link.name or "", self.card + _GAP - 8)

    def _falling_labels(self) -> list[Label]:
        labels = []
        for row, (row_top, height) in enumerate(zip(self._tops, self._heights, strict=True)):
            top = row_top + height + _DROP * 0.35
            for lane, lane_height in zip(self._lanes(row), self._lane_heights(row), strict=True):
                labels += [self._falling_label(link, top, lane_height) for link in lane]
                top += lane_height
        return labels

    def _falling_label(self, link: Link, top: float, height: float) -> Label:
        """On the line, as near as the picture's edges let it."""
        lines = self._falling_lines(link)
        (x, y), (end_x, end_y) = (self.center(name) for name in (link.start, link.end))
        x += (end_x - x) * (top + height / 2 - y) / (end_y - y)
        half = Label(lines, (0, 0)).width / 2 + 3
        x = min(max(x, half), self.width - half)
        return Label(lines, (x, top + (height - NOTE.height(lines)) / 2))


def _level_lines(link: Link) -> list[str]:
    return NOTE.wrapped(link.name or "", _NAMED_GAP - 8)
