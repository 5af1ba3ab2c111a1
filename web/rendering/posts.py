"""A post's HTML made fit to stand beside others on one page."""

from __future__ import annotations

import re

from markupsafe import Markup

# What rendering gives an id or links to one: headings, footnotes and the marks that lead to them.
_OPENING = re.compile(r"<(?:h[1-6]|a|li|sup|section|div|ol|p)\b[^<>]*>")
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
_ID = re.compile(r'( (?:id|aria-labelledby)="| href="#)(?=[^"])')
_DEEPEST = 6
_BELOW = 1  # a post's own head is a heading of the page


def as_post(html: Markup, number: int) -> Markup:
    """The HTML with ids that no other post has and headings below that of the post.

    Args:
        html: as sanitised.
        number: the post's.
    """
    own = _OPENING.sub(lambda tag: _ID.sub(rf"\g<1>p{number}-", tag[0]), str(html))
    return Markup(_HEADING.sub(_lowered, own))  # noqa: S704  # sanitised before; ids and levels differ


def _lowered(match: re.Match[str]) -> str:
    return f"{match[1]}{min(int(match[2]) + _BELOW, _DEEPEST)}"
