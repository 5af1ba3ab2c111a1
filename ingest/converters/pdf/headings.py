"""Which rows are headings, and how deep: the PDF's own outline first, type sizes otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Row, Style
from ingest.converters.pdf.marks import (
    is_bullet,
    is_caption,
    is_contents_line,
    item_mark,
    section_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Entry", "Heading", "Region", "find_headings", "outline_headings", "style_headings"]

_MAX_ROWS = 4  # a heading of more lines is running text
_MAX_LETTERS = 200
_MAX_LEVELS = 4
# A contents list, an index or a cover set in display type would otherwise be headings all over.
_MOST = 0.3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the PDF's outline (its bookmarks).

    Attributes:
        title: as stated.
        page: 1-based page it leads to.
        level: 1 is outermost.
    """

    title: str
    page: int
    level: int


@dataclass(slots=True)
class Region:
    """Rows that are read one after another, on one page."""

    page: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Heading:
    """Rows that make up one heading."""

    rows: tuple[Row, ...]
    level: int


def find_headings(
    regions: Sequence[Region], entries: Sequence[Entry], body: Style
) -> dict[int, Heading]:
    """Find the headings of a document.

    Args:
        regions: the whole document in reading order.
        entries: its outline, empty where it has none.
        body: the style of its running text.

    Returns:
        Headings by ``id`` of each of their rows. An outline that goes down to sections is taken at
        its word and completed by what is set smaller still; else the type sizes speak too.
    """
    outlined = outline_headings(regions, entries)
    pages = max((region.page for region in regions), default=1)
    thorough = len(outlined) >= max(3, 0.5 * len(entries)) and len(outlined) * 4 >= pages
    styled = style_headings(regions, body)
    found = outlined + (_below(outlined, styled, regions, body) if thorough else styled)
    return {id(row): heading for heading in reversed(found) for row in heading.rows}


def _below(
    outlined: list[Heading], styled: list[Heading], regions: Sequence[Region], body: Style
) -> list[Heading]:
    """Headings too deep for the outline: larger than running text, smaller than its headings."""
    place = {id(row): n for n, row in enumerate(row for region in regions for row in region.rows)}
    start = min(place[id(heading.rows[0])] for heading in outlined)
    smallest = min(heading.rows[0].style.size for heading in outlined)
    sizes = {
        heading.rows[0].style.size
        for heading in styled
        if 1.12 * body.size <= heading.rows[0].style.size < smallest
    }
    deepest = max(heading.level for heading in outlined)
    level = {size: deepest + n for n, size in enumerate(sorted(sizes, reverse=True), start=1)}
    return [
        Heading(heading.rows, min(6, level[heading.rows[0].style.size]))
        for heading in styled
        if heading.rows[0].style.size in level and place[id(heading.rows[0])] > start
    ]


def outline_headings(regions: Sequence[Region], entries: Sequence[Entry]) -> list[Heading]:
    """Match outline entries with the rows that print their titles."""
    by_page: dict[int, list[Row]] = defaultdict(list)
    for region in regions:
        by_page[region.page] += [row for row in region.rows if row.words]
    used: set[int] = set()
    found = []
    for entry in entries:
        title = _letters(entry.title)
        if not title:
            continue
        rows = next(
            (
                rows
                for page in (entry.page, entry.page + 1, entry.page - 1)
                if (rows := _printed(title, by_page[page], used))
            ),
            None,
        )
        if rows:
            used.update(map(id, rows))
            found.append(Heading(rows, min(6, entry.level)))
    return found


def _printed(title: str, rows: list[Row], used: set[int]) -> tuple[Row, ...] | None:
    """The rows that say exactly ``title``, with or without a number; the largest type wins."""
    matches = []
    for start in range(len(rows)):
        for end in range(start + 1, min(start + _MAX_ROWS, len(rows)) + 1):
            group = rows[start:end]
            if any(id(row) in used for row in group):
                break
            text = " ".join(row.text for row in group)
            letters = _letters(text)
            if len(letters) > len(title) + 12:
                break
            unnumbered = _letters(text[len(section_number(text)) :])
            if title in (letters, unnumbered):
                matches.append(tuple(group))
    return max(matches, key=lambda group: (group[0].style.size, group[0].bold), default=None)


def _letters(text: str) -> str:
    """Only what a title is recognised by: letters and digits, small."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in text if char.isalnum())


def style_headings(regions: Sequence[Region], body: Style) -> list[Heading]:
    """Take rows set larger or bolder than running text for headings, level by type size."""
    candidates = [(region.page, rows) for region in regions for rows in _candidates(region, body)]
    totals = Counter(row.style for region in regions for row in region.rows if row.words)
    counts = Counter(rows[0].style for _, rows in candidates)
    total = sum(totals.values())
    styles = [style for style, count in counts.items() if count < _MOST * total or count <= 3]
    ranks = _ranks(styles)
    return [
        Heading(tuple(rows), ranks[rows[0].style])
        for _, rows in candidates
        if rows[0].style in ranks
    ]


def _ranks(styles: Iterable[Style]) -> dict[Style, int]:
    """Levels by size, bold before plain; sizes within half a point share a level."""
    ranks: dict[Style, int] = {}
    level = 0
    previous: Style | None = None
    for style in sorted(styles, key=lambda style: (-style.size, not style.bold)):
        near = previous and previous.size - style.size <= 0.5 and previous.bold == style.bold
        if not near:
            level += 1
        ranks[style] = min(level, _MAX_LEVELS)
        previous = style
    return ranks


def _candidates(region: Region, body: Style) -> Iterator[list[Row]]:
    """Groups of consecutive rows, set alike, that could be a heading."""
    group: list[Row] = []
    for above, row in pairwise([None, *region.rows, None]):
        if group and not (row and above and _continues(above, row, body)):
            if _is_heading(group, region, body):
                yield group
            group = []
        if row and _stands_out(row, body):
            group.append(row)


def _stands_out(row: Row, body: Style) -> bool:
    if not row.words or (row.mono and not body.mono):
        return False
    style = row.style
    larger = style.size >= 1.12 * body.size
    return larger or (row.bold and not body.bold and style.size >= 0.95 * body.size)


def _continues(above: Row, row: Row, body: Style) -> bool:
    return (
        _stands_out(row, body)
        and above.style == row.style
        and 0 < row.baseline - above.baseline < 1.6 * row.style.size
        and not section_number(row.text)
        and not item_mark(row)
    )


def _is_heading(group: list[Row], region: Region, body: Style) -> bool:
    text = " ".join(row.text for row in group)
    title = text[len(section_number(text)) :]
    letters = sum(char.isalpha() for char in title)
    if not (text[0].isalnum() or text[0] in "¿¡[(«“\"'‘§" or is_bullet(item_mark(group[0]))):
        return False
    if len(group) > _MAX_ROWS or not 2 <= letters <= _MAX_LETTERS or letters < 0.4 * len(title):
        return False
    last = region.rows.index(group[-1])
    following = region.rows[last + 1] if last + 1 < len(region.rows) else None
    if _ends_with_page_number(group[-1]):
        return False
    if is_caption(text) or is_contents_line(text) or _is_item(group, following, body):
        return False
    if (
        re.search(r"[.;,]$", text)
        and not section_number(text)
        and group[0].style.size < 1.4 * body.size
    ):
        return False
    if following and following.words and group[0].style.size <= 1.12 * body.size:
        # Bold words that running text goes on from are a run-in, not a heading.
        return not following.text[:1].islower()
    return True


def _ends_with_page_number(row: Row) -> bool:
    """Whether a number stands far right of the other words, as in a table of contents."""
    last = row.words[-1]
    if len(row.words) < 2 or not re.fullmatch(r"\d{1,4}|[ivxlc]{1,7}", last.text):
        return False
    return last.x0 - row.words[-2].x1 > 1.5 * row.style.size


def _is_item(group: list[Row], following: Row | None, body: Style) -> bool:
    """Whether a marked row belongs to a list: a marked heading has running text below it."""
    mark = item_mark(group[0])
    if mark is None:
        return False
    if following is None:
        return not is_bullet(mark)  # its text stands on the next page
    if not following.words or item_mark(following):
        return True
    return _stands_out(following, body) or not (is_bullet(mark) or section_number(group[0].text))
