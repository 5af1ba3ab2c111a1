"""Markdown as Python-Markdown cannot misread it: one form for each block the scan found.

Lists are nested by four blanks, blank lines stand between blocks, and a block's text is one line
in which nothing looks like a block's mark. So both parsers agree on what is a heading, and lists
may be nested by two blanks or follow a line of text, which Python-Markdown alone would not see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from kb.library.figures import is_figure
from web.rendering.anchor_rules import code_html, place_html
from web.rendering.figures import CSS_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

# Characters that Unicode sets aside for a program's own use; a document's own are removed first.
TEXT, HEADING, _LINE, _BAR, _TICK = (chr(0xFDD0 + number) for number in range(5))
RESERVED = dict.fromkeys((*range(64976, 65008), 2, 3))
_HIDE = str.maketrans({"\n": _LINE, "|": _BAR, "`": _TICK})
_SHOW = str.maketrans({TEXT: None, HEADING: None, _LINE: "\n", _BAR: "|", _TICK: "`"})
_INDENT = "    "


def shown(text: str) -> str:
    """A block's text as it was in the document."""
    return text.translate(_SHOW)


class NormalForm:
    """Writes the tokens of a scan as lines for Python-Markdown."""

    def __init__(self, stash: Callable[[str], str]) -> None:
        """``stash`` keeps finished HTML, such as code, and returns what stands for it."""
        self._stash = stash
        self._lines: list[str] = []
        self._prefixes: list[str] = []
        self._numbers: list[int | None] = []  # of each open list's next item; None: bullets
        self._snug = False  # the next item may follow without a blank line
        self._headings = 0

    def of(self, tokens: Sequence[Token]) -> list[str]:
        """All lines."""
        number = 0
        while number < len(tokens):
            number += self._token(tokens, number)
        return self._lines

    def _token(self, tokens: Sequence[Token], at: int) -> int:
        """Write what begins at a token; return the number of tokens that were dealt with."""
        token = tokens[at]
        match token.type.removesuffix("_open"):
            case "paragraph":
                self._block([TEXT + _hidden(tokens[at + 1])])
            case "heading":
                self._block([f"{HEADING}{self._headings}:{_hidden(tokens[at + 1])}"])
                self._headings += 1
            case "bullet_list" | "ordered_list" | "blockquote":
                self._open(tokens, at)
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item" | "footnote_reference":
                return self._lead(tokens, at)
            case "list_item_close" | "footnote_reference_close" | "blockquote_close":
                self._prefixes.pop()
            case "table":
                return self._table(tokens, at)
            case "hr":
                self._block(["***"])
            case "fence" | "code_block" | "math_block" | "place_block":
                self._block([self._stash(_finished(token))])
        return 1

    def _block(self, lines: Sequence[str]) -> None:
        prefix = "".join(self._prefixes)
        self._lines += [prefix.rstrip(), *(prefix + line for line in lines)]
        self._snug = False

    def _open(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        before = tokens[at - 1] if at else token
        if before.type == token.type.replace("_open", "_close"):
            self._block([TEXT])  # or the two would be one
        if token.type == "blockquote_open":
            self._lines.append("".join(self._prefixes).rstrip())
            self._snug = False
            self._prefixes.append("> ")
            return
        ordered = token.type == "ordered_list_open"
        self._numbers.append(int(token.attrs.get("start", 1)) if ordered else None)
        self._snug = before.type == "list_item_open" or before.hidden

    def _lead(self, tokens: Sequence[Token], at: int) -> int:
        """The first line of a list's item or a note: its mark and its first paragraph."""
        token, first = tokens[at], tokens[at + 1]
        has_text = first.type == "paragraph_open"
        line = self._mark(token) + TEXT + (_hidden(tokens[at + 2]) if has_text else "")
        snug = self._snug and (first.hidden or not has_text)
        if snug:
            self._lines.append("".join(self._prefixes) + line)
        else:
            self._block([line])
        self._snug = token.type == "list_item_open" and (first.hidden or not has_text)
        self._prefixes.append(_INDENT)
        return 4 if has_text else 1

    def _mark(self, token: Token) -> str:
        if token.type == "footnote_reference_open":
            return f"[^{token.meta['label']}]: "
        number = self._numbers[-1]
        if number is None:
            return "-   "
        self._numbers[-1] = number + 1
        return f"{number}.  "

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        rows: list[list[str]] = []
        sides: list[str] = []
        end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
        for number in range(at, end):
            token = tokens[number]
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(TEXT + _hidden(tokens[number + 1]))
            if token.type == "th_open":
                sides.append(_DASHES[str(token.attrs.get("style", ""))])
        rows.insert(1, sides)
        self._block([f"| {' | '.join(row)} |" for row in rows])
        return end - at + 1


_DASHES = {
    "": "---",
    "text-align:left": ":--",
    "text-align:right": "--:",
    "text-align:center": ":-:",
}


def _hidden(inline: Token) -> str:
    """A block's text, in which Python-Markdown sees neither lines nor cells."""
    return inline.content.strip().translate(_HIDE)


def _finished(token: Token) -> str:
    if token.type == "place_block":
        return place_html(token.content)
    if token.type == "math_block":
        return f'<div class="math">$${escape(token.content.strip())}$$</div>'
    css = f' class="{CSS_CLASS}"' if token.type == "fence" and is_figure(token.info) else ""
    return f'<pre tabindex="0"{css}><code>{code_html(token.content)}</code></pre>'
