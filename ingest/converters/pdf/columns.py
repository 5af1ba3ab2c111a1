"""Reading order: columns of text are read one after another, what spans them in its place."""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from statistics import median
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Row
from ingest.converters.pdf.rows import row_of, segments

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["reading_order"]

_GUTTER = 8.0  # points between two columns, at least
_STEP = 2.0  # points between two places where a gutter is tried
_LEAST_ROWS = 3  # on either side
_MAX_DEPTH = 4
_TRIES = 6
_ENTRY = re.compile(r"[^\W\d_].*\s\d{1,4}$")


def reading_order(rows: list[Row], depth: int = 0) -> list[list[Row]]:
    """Split rows into regions to be read one after another.

    Args:
        rows: a page's or region's, top to bottom; a table counts as one row.
        depth: how often the page was split already.

    Returns:
        Regions, each a list of rows from top to bottom, none of which spans two columns.
    """
    gutter = _gutter(rows) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [rows] if rows else []
    regions: list[list[Row]] = []
    for spanning, band in _bands(rows, gutter):
        if spanning:
            regions.append(band)
        else:
            for side in _halves(band, gutter):
                regions += reading_order(side, depth + 1)
    return regions


def _gutter(rows: list[Row]) -> float | None:
    """Where most rows leave a gap with running text on both sides of it."""
    if len(rows) < 2 * _LEAST_ROWS:
        return None
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    middle = (left + right) / 2
    places = [left + _STEP * n for n in range(int((right - left) / _STEP))]
    changes = [0] * (len(places) + 2)
    for start, end in (span for row in rows for span in _covered(row)):
        changes[int((start - left) / _STEP) + 1] -= 1  # the first place that the text covers
        changes[min(int((end - left) / _STEP) + 1, len(places))] += 1
    free = [len(rows) + covered for covered in accumulate(changes[: len(places)])]
    candidates: list[tuple[int, float]] = []
    start = 0
    for end in range(1, len(places) + 1):  # runs of places that equally many rows leave free
        if end == len(places) or free[end] != free[start]:
            candidates.append((free[start], (places[start] + places[end - 1]) / 2))
            start = end
    candidates = [
        (count, x)
        for count, x in candidates
        if count >= 2 * _LEAST_ROWS and 0.2 < (x - left) / (right - left) < 0.8
    ]
    candidates.sort(key=lambda found: (-found[0], abs(found[1] - middle)))
    return next((x for _, x in candidates[:_TRIES] if _are_columns(rows, x)), None)


def _covered(row: Row) -> list[tuple[float, float]]:
    """The stretches of a row that hold text, gaps narrower than a gutter closed."""
    if row.table:
        return [(row.x0, row.x1)]
    spans: list[tuple[float, float]] = []
    for word in sorted(row.words, key=lambda word: word.x0):
        if spans and word.x0 - spans[-1][1] < _GUTTER:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.x1))
        else:
            spans.append((word.x0, word.x1))
    return spans


def _crosses(row: Row, gutter: float) -> bool:
    return any(a < gutter < b for a, b in _covered(row))


def _halves(rows: list[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        if row.table:
            sides[row.x0 > gutter].append(row)
            continue
        for side, here in ((0, True), (1, False)):
            words = [word for word in row.words if (word.x1 <= gutter + 1) is here]
            if words:
                sides[side].append(row if len(words) == len(row.words) else row_of(words))
    return sides


def _are_columns(rows: list[Row], gutter: float) -> bool:
    """Whether the two sides are running text rather than the columns of a table.

    Lines of running text fill their column; cells do not, and share their baselines.
    """
    free = [row for row in rows if not _crosses(row, gutter)]
    left, right = _halves(free, gutter)
    if min(len(left), len(right)) < _LEAST_ROWS:
        return False
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    fills = []
    for side in (left, right):
        extent = max(row.x1 for row in side) - min(row.x0 for row in side)
        if extent < 0.22 * width:
            return False
        fills.append(median(row.width for row in side) / extent)
    pairs = [pair for row in free if all(pair := _halves([row], gutter))]
    alike = len(pairs) / min(len(left), len(right))
    if alike >= 0.6 and _are_cells(pairs):
        return False
    return min(fills) > 0.6 or (max(fills) > 0.6 and alike < 0.6)


def _side_by_side(left: list[Row], right: list[Row]) -> bool:
    """Whether both sides hold some lines, and at the same height."""
    if min(len(left), len(right)) < 2 or max(len(left), len(right)) < _LEAST_ROWS:
        return False
    return left[0].top < right[-1].bottom and right[0].top < left[-1].bottom


def _are_cells(pairs: list[tuple[list[Row], list[Row]]]) -> bool:
    """Whether the halves of rows are too short for running text, and no contents entries."""
    halves = [side[0] for pair in pairs for side in pair if side[0].words]
    entries = sum(bool(_ENTRY.match(half.text)) for half in halves)
    if not halves or entries >= 0.6 * len(halves):
        return False
    words = median(min(len(one[0].words), len(other[0].words)) for one, other in pairs)
    letters = median(min(len(one[0].text), len(other[0].text)) for one, other in pairs)
    gapped = sum(len(segments(half, 1.5)) > 1 for half in halves)
    return words < 4 and (letters < 12 or gapped > 0.3 * len(halves))


def _bands(rows: list[Row], gutter: float) -> Iterator[tuple[bool, list[Row]]]:
    """Runs of rows that span the gutter, and runs that stand on both sides of it."""
    bands: list[tuple[bool, list[Row]]] = []
    for crosses, group in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band = list(group)
        spanning = crosses or not _side_by_side(*_halves(band, gutter))
        if bands and spanning and bands[-1][0]:
            bands[-1][1].extend(band)
        else:
            bands.append((spanning, band))
    yield from bands
