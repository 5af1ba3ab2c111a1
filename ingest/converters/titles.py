"""A document's title stands in its metadata; its Markdown does not repeat it as a first heading."""

from __future__ import annotations

import re

from ingest.converters.metadata import clean_title
from kb.library.anchors import ANCHOR_PATTERN

__all__ = ["first_heading", "settle_title"]

_FIRST_HEADING = re.compile(rf"\A((?:\s|{ANCHOR_PATTERN.pattern})*)# +([^\n]+?)[ #]*(?:\n+|\Z)")
_TOP_HEADING = re.compile(r"^# ", re.MULTILINE)
_MARKS = re.compile(r"[\W_]+")


def settle_title(markdown: str, *stated: str | None) -> tuple[str, str | None]:
    """Decide on the title and take its repetition out of the text.

    Args:
        markdown: the document, its own title heading included.
        stated: cleaned titles from the document's properties, the best first.

    Returns:
        The Markdown without a first heading that says the same as the title; and the title: the
        first one stated, else a bold line or a lone first-level heading that begins the text.
    """
    markdown, bold = _promote_bold_lines(markdown)
    heading = first_heading(markdown) if len(_TOP_HEADING.findall(markdown)) == 1 else None
    title = next(filter(None, (*stated, clean_title(bold), clean_title(heading))), None)
    return _without_title(markdown, title), title


def first_heading(markdown: str) -> str | None:
    """The text of a first-level heading that begins the document, if it does begin with one."""
    found = _FIRST_HEADING.match(markdown)
    if not found:
        return None
    return re.sub(
        r"\\(?=[^\w\s])|\*\*|(?<!\w)\*|\*(?!\w)|`", "", found[found.lastindex or 0]
    ).strip()


def _without_title(markdown: str, title: str | None) -> str:
    """Leave out a first heading that says the same as ``title``; anchors before it stay."""
    stated = first_heading(markdown)
    if (
        not title
        or not stated
        or _MARKS.sub("", stated).casefold() != _MARKS.sub("", title).casefold()
    ):
        return markdown
    found = _FIRST_HEADING.match(markdown)
    return (
        markdown[found.end(1) : found.end(1)].join((found[1], markdown[found.end() :]))
        if found
        else markdown
    )


_BOLD_LINE = re.compile(r"^\*\*([^*\n]{3,100}[^*\n.,;:])\*\*$", re.MULTILINE)
_ANY_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


def _promote_bold_lines(markdown: str) -> tuple[str, str | None]:
    """Many authors write headings as bold paragraphs; where there are no others, they are headings.

    Returns:
        The Markdown, and the bold line that begins it, if one does: the document's own title.
    """
    start = re.match(rf"\A(?:\s|{ANCHOR_PATTERN.pattern})*", markdown)
    first = _BOLD_LINE.match(markdown, start.end() if start else 0)
    title = re.sub(r"\\(?=[^\w\s])", "", first[1]) if first else None
    if not _ANY_HEADING.search(markdown) and len(_BOLD_LINE.findall(markdown)) > 1:
        markdown = _BOLD_LINE.sub(r"# \1", markdown)
    elif first:
        markdown = f"{markdown[: first.start()]}# {first[1]}{markdown[first.end() :]}"
    return markdown, title
