"""Running headers, running footers and page numbers: found by their repetition, taken out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Page, Row
from ingest.converters.pdf.rows import row_of, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["drop_furniture"]

_BAND = 0.12  # of the page's height, at the top and at the bottom
_SLIDE_BAND = 0.2  # the same on slides, which have larger margins
_SIDE = 0.12  # of the page's width: where thumb indexes stand
_SAME_PLACE = 5.0  # points between the baselines of one running line on different pages
_TITLE = 1.25  # body sizes: larger type is a title even if it comes back on every slide
_NUMBER = re.compile(r"\W*(\d{1,4}|[ivxlc]{1,7})\W*", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class _Part:
    """A stretch of a row that may be furniture."""

    page: Page
    row: Row
    in_band: bool  # at the top or bottom rather than at a side
    alone: bool  # with nothing else in its row

    @property
    def spot(self) -> int:
        """Its place on the page, coarsely."""
        return round(self.row.baseline / _SAME_PLACE)


def drop_furniture(pages: list[Page], body_size: float) -> None:
    """Take the running lines out of ``page.rows`` of every page.

    Args:
        pages: with their rows; changed in place.
        body_size: font size of running text in points.
    """
    parts = [part for page in pages for part in _parts(page, body_size)]
    doomed = set(_repeated(parts, len(pages))) | set(_page_numbers(parts, len(pages)))
    for page in pages:
        page.rows = list(_without(page.rows, doomed))


def _parts(page: Page, body_size: float) -> Iterator[_Part]:
    band = _SLIDE_BAND if page.width > page.height else _BAND
    for row in page.rows:
        in_band = row.bottom < band * page.height or row.top > (1 - band) * page.height
        pieces = segments(row, 1.2) if row.words else []
        for part in pieces:
            at_side = part.x1 < _SIDE * page.width or part.x0 > (1 - _SIDE) * page.width
            title = part.style.size > _TITLE * body_size and part.top < page.height / 2
            if (in_band or at_side) and not title:
                yield _Part(page, part, in_band, len(pieces) == 1)


def _repeated(parts: list[_Part], pages: int) -> Iterator[int]:
    """Words of lines that stand at the same height of several pages, numbers aside."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    keys = [_masked(part.row.text) if part.in_band else part.row.text for part in parts]
    for key, part in zip(keys, parts, strict=True):
        found[key, part.spot].add(part.page.number)
    for key, part in zip(keys, parts, strict=True):
        if not any(map(str.isalpha, key)) or (not part.in_band and re.search(r"\d", key)):
            continue  # figures only: a cell of a table, or for `_page_numbers` to judge
        least = (2 if pages <= 5 else 3) if part.in_band else max(4, pages // 3)
        near = [found.get((key, part.spot + shift), set()) for shift in (-1, 0, 1)]
        if sum(map(len, near)) >= least:
            yield from map(id, part.row.words)


def _page_numbers(parts: list[_Part], pages: int) -> Iterator[int]:
    """Words of lines that begin or end with the number of their page, whatever else they say."""
    numbered = [
        (part, number - part.page.number)
        for part in parts
        if part.in_band
        for number in _edge_numbers(part.row.text)
    ]
    counts = Counter((part.spot, shift) for part, shift in numbered)
    lone = Counter(part.spot for part, _ in numbered if _is_lone(part))
    for part, shift in numbered:
        alike = sum(counts[part.spot + near, shift] for near in (-1, 0, 1))
        usual = lone[part.spot] >= max(3, pages / 2)  # some pages may be missing, as in slides
        if alike >= 3 or (_is_lone(part) and (shift == 0 or usual)):
            yield from map(id, part.row.words)


def _is_lone(part: _Part) -> bool:
    return part.alone and len(part.row.words) == 1


def _masked(text: str) -> str:
    """The text with every number in it, Roman ones at its ends too, replaced by ``#``."""
    words = text.casefold().split()
    for end in (0, -1):
        if _NUMBER.fullmatch(words[end]):
            words[end] = "#"
    return re.sub(r"\d+", "#", " ".join(words))


def _edge_numbers(text: str) -> set[int]:
    words = text.split()
    matches = [_NUMBER.fullmatch(word) for word in (words[0], words[-1])]
    return {_value(match[1].lower()) for match in matches if match}


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-v if v < f else v for v, f in zip(values, following, strict=True))


def _without(rows: list[Row], doomed: set[int]) -> Iterable[Row]:
    for row in rows:
        kept = [word for word in row.words if id(word) not in doomed]
        if len(kept) == len(row.words):
            yield row
        elif kept:
            yield row_of(kept)
