"""Excerpts with what matched marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable


def highlighted(text: str, ranges: Iterable[tuple[int, int]]) -> Markup:
    """Text as HTML with character ranges in ``<mark>``.

    Ranges may touch, overlap or reach past the end; each character is shown once.
    """
    pieces, end = [], 0
    for start, stop in sorted(ranges):
        first, last = max(start, end), min(stop, len(text))
        if first >= last:
            continue
        pieces += [escape(text[end:first]), Markup("<mark>{}</mark>").format(text[first:last])]
        end = last
    return Markup("").join([*pieces, escape(text[end:])])
