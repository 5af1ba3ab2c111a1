"""Words to rows: what stands on one baseline, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.converters.pdf.layout import Word

__all__ = ["in_reading_order", "is_rtl", "row_of", "rows_of", "segments"]


def row_of(words: list[Word]) -> Row:
    """The row that some words make up."""
    return Row(
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
        words,
    )


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Gather words that share a baseline into rows, top to bottom, words in reading order.

    A word belongs to a row when their baselines lie within half its height: sub- and superscripts
    stay with the text that they belong to.
    """
    groups: list[list[Word]] = []
    words = list(words)
    level = [word for word in words if not word.turned]
    for word in sorted(level, key=lambda word: (word.baseline, word.x0)):
        reach = 0.3 * word.style.size
        home = next(
            (
                g
                for g in reversed(groups[-3:])
                if abs(_anchor(g) - word.baseline) <= max(reach, 1.5)
            ),
            None,
        )
        if home is None:
            groups.append([word])
        else:
            home.append(word)
    rows = [row_of(in_reading_order(group)) for group in _with_scripts(groups)]
    for row in rows:
        _find_raised(row)
    rows.sort(key=lambda row: row.baseline)
    turned = [word for word in words if word.turned]  # in the order of the file, after all else
    return [*rows, row_of(turned)] if turned else rows


def _anchor(words: list[Word]) -> float:
    return max(words, key=lambda word: word.style.size).baseline


def _with_scripts(groups: list[list[Word]]) -> list[list[Word]]:
    """Put groups of nothing but small raised or lowered words into the row that they touch."""
    kept: list[list[Word]] = []
    for index, group in enumerate(groups):
        size = max(word.style.size for word in group)
        neighbours = kept[-1:] + groups[index + 1 : index + 2]
        host = next((n for n in neighbours if _is_script_of(group, size, n)), None)
        if host is None:
            kept.append(group)
        else:
            host.extend(group)
    return kept


def _is_script_of(group: list[Word], size: float, host: list[Word]) -> bool:
    larger = max(word.style.size for word in host)
    if size > 0.9 * larger or abs(_anchor(group) - _anchor(host)) > 0.6 * larger:
        return False
    return all(
        any(-1 <= gap <= 0.4 * larger for word in host for gap in _gaps(script, word))
        for script in group
    )


def _gaps(one: Word, other: Word) -> tuple[float, float]:
    """How far one word stands right of the other, and left of it; negative where it does not."""
    return one.x0 - other.x1, other.x0 - one.x1


def _find_raised(row: Row) -> None:
    """Note which small numbers stand above the baseline, against the word before or after."""
    anchor = max(row.words, key=lambda word: word.style.size)
    size = anchor.style.size
    for index, word in enumerate(row.words):
        small = word.style.size <= 0.9 * size and word.baseline < anchor.baseline - 0.12 * size
        if small and word.text.isdigit() and len(word.text) <= 3:
            before = row.words[index - 1] if index else word
            word.raised = index == 0 or word.x0 - before.x1 < 0.4 * size


def segments(row: Row, gap: float) -> list[Row]:
    """Split a row where two words stand at least ``gap`` font sizes apart."""
    words = sorted(row.words, key=lambda word: word.x0)
    parts = [[words[0]]]
    edge = words[0].x1
    for word in words[1:]:
        if word.x0 - edge >= gap * max(word.style.size, 4.0):
            parts.append([])
        parts[-1].append(word)
        edge = max(edge, word.x1)
    if len(parts) == 1:
        return [row]
    order = {id(word): place for place, word in enumerate(row.words)}
    return [row_of(sorted(part, key=lambda word: order[id(word)])) for part in parts]


def in_reading_order(words: list[Word]) -> list[Word]:
    """Left to right, or right to left where most letters are Hebrew or Arabic.

    In a right-to-left row, runs of left-to-right words (names, numbers) keep their own order.
    """
    words = sorted(words, key=lambda word: word.x0)
    letters = [char for word in words for char in word.text if char.isalpha()]
    if 2 * sum(map(is_rtl, letters)) <= len(letters):
        return words
    ordered: list[Word] = []
    run: list[Word] = []
    for word in reversed(words):
        if any(map(is_rtl, word.text)):
            ordered += [*reversed(run), word]
            run = []
        else:
            run.append(word)
    return ordered + run[::-1]


def is_rtl(char: str) -> bool:
    """Whether a character belongs to a script written from right to left."""
    return "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc"
