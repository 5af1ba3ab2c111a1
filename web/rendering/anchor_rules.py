"""Page anchors, comments of `kb.library.anchors`: markers and link targets on our pages.

Anchors stand between blocks, inside paragraphs and cells, between table rows, and in code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape

from kb.library.anchors import ANCHOR_PATTERN, Anchor, anchors
from web.labels import place_label

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

# An anchor on a line between two rows of a table would end the table: it moves into the next
# row's first cell, unless that row is the head of another table.
_BETWEEN_ROWS = re.compile(
    rf"(?m)^(\|[^\n]*\n)({ANCHOR_PATTERN.pattern})[ \t]*\n(?=\|)(?!\|[^\n]*\n\|[ :|-]+$)\|"
)


def keep_tables_whole(markdown: str) -> str:
    """Move anchors between the rows of a table into a cell, so that the table goes on."""
    return _BETWEEN_ROWS.sub(r"\1| \2 ", markdown)


def anchor_html(anchor: Anchor) -> str:
    """A discreet marker that is its own link target."""
    target = anchor.fragment
    return f'<a class="place" href="#{target}" id="{target}">{escape(place_label(anchor))}</a>'


def place_html(text: str) -> str:
    """The markers of a line that holds nothing but anchors."""
    markers = "".join(anchor_html(anchor) for _match, anchor in anchors(text))
    return f'<div class="place-line">{markers}</div>'


def code_html(code: str) -> str:
    """Escaped text of a code block, its anchors turned into markers."""
    pieces, end = [], 0
    for match, anchor in anchors(code):
        pieces += [str(escape(code[end : match.start()])), anchor_html(anchor)]
        end = match.end()
    return "".join(pieces) + str(escape(code[end:]))


def place_rule(md: MarkdownIt) -> None:
    """Let a parser's blocks include lines that hold an anchor only, as tokens ``place_block``.

    They may end a table or a quotation, but not a paragraph, which goes on over the page.
    """
    md.block.ruler.before("fence", "place", _block_rule, {"alt": ["blockquote"]})


def _block_rule(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
    if ANCHOR_PATTERN.fullmatch(text) is None:
        return False
    if not silent:
        token = state.push("place_block", "", 0)
        token.content, token.map = text, [line, line + 1]
        state.line = line + 1
    return True
