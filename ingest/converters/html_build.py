"""Small HTML pieces that office converters compose, for the one HTML-to-Markdown writer to read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.library.anchors import Anchor

__all__ = ["ListItem", "anchor", "heading", "math", "nested_list", "note", "note_mark", "table"]

_DEEPEST_LIST = 8


class ListItem(NamedTuple):
    """One item of a flat list, as office formats keep them.

    Attributes:
        level: 0 for the outermost.
        ordered: numbered rather than bulleted.
        content: inline or block HTML.
    """

    level: int
    ordered: bool
    content: str


def anchor(place: Anchor) -> str:
    """A page, slide, sheet or chapter beginning here (`kb.library.anchors`)."""
    return f'<kb-anchor data-anchor="{escape(str(place), quote=True)}"></kb-anchor>'


def math(latex: str) -> str:
    """An equation in LaTeX, kept from Markdown escaping; alone in a paragraph it is displayed."""
    return f'<kb-math data-latex="{escape(latex, quote=True)}"></kb-math>'


def heading(level: int, content: str) -> str:
    """A heading of depth 1 to 6 around inline HTML."""
    depth = min(max(level, 1), 6)
    return f"<h{depth}>{content}</h{depth}>\n"


def note_mark(key: str) -> str:
    """The place where footnote ``key`` is referred to."""
    return f'<a role="doc-noteref" href="#note-{escape(key, quote=True)}">{escape(key)}</a>'


def note(key: str, content: str) -> str:
    """The text of footnote ``key``."""
    return f'<aside role="doc-footnote" id="note-{escape(key, quote=True)}">{content}</aside>\n'


def nested_list(items: Iterable[ListItem]) -> str:
    """Nest flat items by their level; a jump of several levels opens only one list."""
    out: list[str] = []
    open_lists: list[tuple[int, str]] = []
    for item in items:
        level = min(item.level, _DEEPEST_LIST)
        tag = "ol" if item.ordered else "ul"
        while open_lists and open_lists[-1][0] > level:
            out.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1] != tag:
            out.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and open_lists[-1][0] == level:
            out.append("</li>")
        else:
            out.append(f"<{tag}>")
            open_lists.append((level, tag))
        out.append(f"<li>{item.content}")
    out += [f"</li></{tag}>" for _, tag in reversed(open_lists)]
    return "".join(out) + "\n"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that hold HTML."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{body}</table>\n"
