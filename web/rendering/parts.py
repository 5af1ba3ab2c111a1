"""Where to split a long document: before a heading rather than a page, a page than a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_PAGE, _BLOCK, _ROW = 7, 8, 9


@dataclass(frozen=True)
class Stretch:
    """Lines ``start`` to ``end`` (not included), after ``prefix`` (a table's repeated head)."""

    start: int
    end: int
    prefix: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Break:
    line: int
    rank: int
    prefix: tuple[str, ...] = ()


def split_lines(lines: Sequence[str], tokens: Sequence[Token], limit: int) -> list[Stretch]:
    """Split a document's lines into stretches of at most ``limit`` UTF-8 bytes where that goes.

    Within reach of the limit the best place wins: the outermost heading, the latest of equals.
    A block that is larger than the limit and no table stays whole.
    """
    sizes = [0, *accumulate(len(line.encode()) + 1 for line in lines)]
    breaks = _breaks(lines, tokens)
    stretches: list[Stretch] = []
    start, prefix = 0, tuple[str, ...]()
    while sizes[-1] - sizes[start] > limit:
        place = _choose(breaks, sizes, start, limit)
        if place is None:
            break
        stretches.append(Stretch(start, place.line, prefix))
        start, prefix = place.line, place.prefix
    return [*stretches, Stretch(start, len(lines), prefix)]


def _choose(breaks: list[_Break], sizes: list[int], start: int, limit: int) -> _Break | None:
    ahead = [(item, sizes[item.line] - sizes[start]) for item in breaks if item.line > start]
    for least in (limit // 2, limit // 8):
        near = [item for item, size in ahead if least <= size <= limit]
        if near:
            return min(near, key=lambda item: (item.rank, -item.line))
    return next((item for item, size in ahead if size > limit // 8), None)


def _breaks(lines: Sequence[str], tokens: Sequence[Token]) -> list[_Break]:
    """Every line where a stretch may begin, in order."""
    found: list[_Break] = []
    head: tuple[str, ...] = ()
    for token in tokens:
        if token.map is None or token.nesting < 0:
            continue
        line = token.map[0]
        if token.type == "table_open":
            head = tuple(lines[line : line + 2]) if token.level == 0 else ()
            found += [_Break(line, _BLOCK)] if token.level == 0 else []
        elif token.type == "tr_open" and head and line > found[-1].line + 1:
            found.append(_Break(line, _ROW, head))
        elif token.level == 0:
            rank = int(token.tag[1]) if token.type == "heading_open" else _BLOCK
            found.append(_Break(line, _PAGE if token.type == "place_block" else rank))
    return _pages_before_headings(found)


def _pages_before_headings(breaks: list[_Break]) -> list[_Break]:
    """A page's marker goes with the heading that opens the page."""
    moved = breaks[:]
    for number, (here, following) in enumerate(pairwise(breaks)):
        if here.rank == _PAGE and following.rank < _PAGE:
            moved[number] = _Break(here.line, following.rank)
            moved[number + 1] = _Break(following.line, _BLOCK)
    return moved
