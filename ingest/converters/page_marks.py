"""Whether the page breaks found in an office document can be trusted as page numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["PageMarks", "judge_pages"]


class PageMarks(NamedTuple):
    """What is left after judging.

    Attributes:
        html: with its page anchors, or without them where they would mislead.
        pages: how many; ``None`` where the document has no trace of pages.
        warning: one sentence for the operator; empty where all is well.
    """

    html: str
    pages: int | None
    warning: str


def judge_pages(html: str, found: int, stated: int | None) -> PageMarks:
    """Keep page anchors that agree with the number of pages the document states.

    Args:
        html: with `html_build.anchor` marks.
        found: pages counted by the marks; 0 or 1 where there were none.
        stated: pages in the document's properties.
    """
    if found <= 1:
        return PageMarks(html, None, "")
    if stated is None or found == stated:
        return PageMarks(html, found, "")
    if abs(found - stated) <= max(1, stated // 20):
        warning = (
            f"Page numbers may be off by {abs(found - stated)}: {found} found, {stated} stated."
        )
        return PageMarks(html, found, warning)
    warning = f"Page numbers are left out: {found} pages found, {stated} stated."
    return PageMarks(_without_marks(html), None, warning)


def _without_marks(html: str) -> str:
    return re.sub(r'<kb-anchor data-anchor="[^"]*"></kb-anchor>', "", html)
