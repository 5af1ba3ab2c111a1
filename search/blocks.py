"""A Markdown body as blocks of plain pieces: headings, sentences, list items, rows, code lines.

markdown-it-py reads the Markdown; here its tokens become pieces of plain text that remember where
in the original document they begin. Inline marks, links and comments are gone; a list item keeps
its bullet and a table row its bars, since a reader needs them to tell what they see.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from kb.library.anchors import ANCHOR_PATTERN, Anchor, anchors
from kb.library.figures import FigureFault, is_figure, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BlockKind = Literal["heading", "text", "list", "table", "code"]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Piece:
    """What is kept together: a sentence, list item, table row or line of code.

    Attributes:
        text: plain text, one line except for code.
        anchor: the page (slide, …) on which it begins.
    """

    text: str
    anchor: Anchor | None


@dataclass
class Block:
    """A heading, paragraph, list, table or piece of code.

    Attributes:
        kind: what it is.
        pieces: its parts in order; a table's first is its header row.
        level: 1 to 6 for headings, otherwise 0.
    """

    kind: BlockKind
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Link definitions stay text: a word that only stands in one would be found nowhere otherwise.
    return MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").disable("reference")


def blocks(body: str, language: str) -> list[Block]:
    """Split a Markdown body into blocks.

    Args:
        body: Markdown, with or without page anchors.
        language: BCP 47, for the sentences.
    """
    return _Reader(language).read(body)


class _Reader:
    """Walks the tokens of one body, keeping the page it is on."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.anchor: Anchor | None = None
        self.found: list[Block] = []
        self.lists: list[int | None] = []  # the next number of each open list; None for bullets
        self.bullet = ""
        self.row: list[str] | None = None
        self.row_anchor: Anchor | None = None

    def read(self, body: str) -> list[Block]:
        level = 0
        for token in _markdown().parse(body.replace("\x00", " ")):
            if token.type == "heading_open":
                level = 0 if token.level else int(token.tag[1])  # one in a quotation is text
            elif token.type == "heading_close":
                level = 0
            elif token.type == "inline":
                self._inline(token, level)
            elif token.type == "fence" and is_figure(token.info):
                self._figure(token.content)
            elif token.type in {"fence", "code_block"}:
                self._code(token.content)
            elif token.type == "html_block":
                self._html(token.content)
            else:
                self._structure(token)
        return [block for block in self.found if block.pieces]

    def _structure(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._open_list(None)
            case "ordered_list_open":
                self._open_list(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.bullet = self._next_bullet()
            case "table_open":
                self.found.append(Block("table"))
            case "tr_open":
                self.row, self.row_anchor = [], None
            case "tr_close":
                self._close_row()

    def _open_list(self, start: int | None) -> None:
        if not self.lists:
            self.found.append(Block("list"))
        self.lists.append(start)

    def _next_bullet(self) -> str:
        number = self.lists[-1]
        indent = "  " * (len(self.lists) - 1)
        if number is None:
            return f"{indent}- "
        self.lists[-1] = number + 1
        return f"{indent}{number}. "

    def _close_row(self) -> None:
        if self.row is not None and any(self.row):
            self.found[-1].pieces.append(
                Piece(f"| {' | '.join(self.row)} |", self.row_anchor or self.anchor)
            )
        self.row = None

    def _inline(self, token: Token, level: int) -> None:
        before = self.anchor
        text, marks = _flatten(token)
        if marks:
            self.anchor = marks[-1][1]
        if self.row is not None:
            start = _anchor_at(marks, _first_word(text), before)
            self.row_anchor = self.row_anchor or start
            self.row.append(_one_line(text))
        elif level:
            start = _anchor_at(marks, _first_word(text), before)
            self._add("heading", [Piece(_one_line(text), start)], level)
        elif self.lists:
            self._item(text, marks, before)
        else:
            self._add("text", list(self._sentences(text, marks, before)))

    def _item(self, text: str, marks: list[tuple[int, Anchor]], before: Anchor | None) -> None:
        """A list item is one piece; a further paragraph in it is one more, indented."""
        lead = self.bullet or "  " * len(self.lists)
        self.bullet = ""
        if _one_line(text):
            start = _anchor_at(marks, _first_word(text), before)
            self._add("list", [Piece(lead + _one_line(text), start)])

    def _sentences(
        self, text: str, marks: list[tuple[int, Anchor]], before: Anchor | None
    ) -> Iterator[Piece]:
        position = 0
        for sentence in sentences(text, self.language):
            start = position + _first_word(sentence)
            position += len(sentence)
            if _one_line(sentence):
                yield Piece(_one_line(sentence), _anchor_at(marks, start, before))

    def _code(self, content: str) -> None:
        lines = [Piece(line, self.anchor) for line in content.splitlines() if line.strip()]
        self._add("code", lines)

    def _figure(self, content: str) -> None:
        """A figure says what it shows in words; one that cannot be read is shown as code."""
        try:
            text = prose(content)
        except FigureFault:
            self._code(content)
        else:
            self._add("text", list(self._sentences(text, [], self.anchor)))

    def _html(self, content: str) -> None:
        """Keep what HTML says, and the anchors among it; drop its tags and comments."""
        position = 0
        for match, anchor in anchors(content):
            self._plain_html(content[position : match.start()])
            self.anchor, position = anchor, match.end()
        self._plain_html(content[position:])

    def _plain_html(self, content: str) -> None:
        text = html.unescape(_TAG.sub(" ", _COMMENT.sub(" ", content)))
        if _one_line(text):
            self._add("text", list(self._sentences(text, [], self.anchor)))

    def _add(self, kind: BlockKind, pieces: list[Piece], level: int = 0) -> None:
        """Add to the open block of a list, otherwise begin a block."""
        pieces = [piece for piece in pieces if piece.text.strip()]
        if kind == "list" and self.found and self.found[-1].kind == "list":
            self.found[-1].pieces.extend(pieces)
        elif pieces:
            self.found.append(Block(kind, pieces, level))


def sentences(text: str, language: str) -> list[str]:
    """Cut a text into sentences that put together are the text again."""
    import sentencex

    return list(sentencex.segment(language[:2], text))


def _flatten(token: Token) -> tuple[str, list[tuple[int, Anchor]]]:
    """An inline token's plain text and the anchors in it with their offsets into that text."""
    text = ""
    marks: list[tuple[int, Anchor]] = []
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            text += " "
        elif child.type == "html_inline":
            match = ANCHOR_PATTERN.match(child.content)
            marks.extend((len(text), anchor) for _, anchor in anchors(child.content) if match)
            text += "" if re.match(r"</?(?:su[bp]|[biu]|em|strong|span)\b", child.content) else " "
        elif child.type == "text":
            text += _FOOTNOTE.sub("", child.content)
        else:  # code spans and pictures' descriptions have content, marks of emphasis have none
            text += child.content
    return text, marks


def _anchor_at(
    marks: list[tuple[int, Anchor]], position: int, before: Anchor | None
) -> Anchor | None:
    """The last anchor at or before a position."""
    return next((anchor for at, anchor in reversed(marks) if at <= position), before)


def _first_word(text: str) -> int:
    return len(text) - len(text.lstrip())


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
