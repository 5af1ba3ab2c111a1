"""Blocks to Markdown, page anchors included."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.converters.escape import escape_inline, escape_line_start
from ingest.converters.pdf.blocks import runs_on
from ingest.converters.pdf.marks import item_mark
from ingest.converters.pdf.repairs import join_lines
from ingest.converters.pdf.rows import is_rtl
from ingest.converters.tables import markdown_table
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.converters.pdf.layout import Block, Row, Style, Word

__all__ = ["render", "vocabulary"]

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_REFERENCE = re.compile("\ue000(\\d+)\ue001")  # private characters survive escaping
_LEADERS = re.compile(r"(?:\s*\.){4,}\s*|…{2,}\s*")


def vocabulary(rows: Iterable[Row]) -> frozenset[str]:
    """Words, hyphenated ones among them, that stand inside lines: what hyphenation is undone by."""
    counts: Counter[str] = Counter()
    for row in rows:
        for word in row.words[:-1]:
            counts.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", word.text.lower()))
    return frozenset(counts)


class _Writer:
    """Collects Markdown pieces; an anchor waits until the text it belongs to is known."""

    def __init__(self, words: frozenset[str], body: Style) -> None:
        self.words = words
        self.body = body
        self.pieces: list[str] = []
        self.open: Block | None = None  # a paragraph that the next page may go on with
        self.late: list[str] = []  # footnotes, held back while a paragraph is open

    def write(self, blocks: Sequence[Block], page: int) -> None:
        """Write a page's blocks after its anchor."""
        anchor = str(Anchor("page", page))
        notes = {block.mark for block in blocks if block.kind == "note"}
        blocks = list(blocks)
        if blocks and self.open and runs_on(self.open, blocks[0]):
            text = self._text(blocks[0], page, notes)
            self.pieces[-1] = _join_across(self.pieces[-1], text, anchor, self.words)
            self.open.rows += blocks.pop(0).rows
        else:
            self._flush()
            self.pieces.append(anchor)
        self.open = None if blocks else self.open
        for block in blocks:
            text = self.markdown(block, page, notes)
            (self.late if block.kind == "note" else self.pieces).append(text)
        body = [block for block in blocks if block.kind != "note"]
        if body:
            self.open = body[-1] if body[-1].kind in ("paragraph", "item") else None
        if self.open is None:
            self._flush()

    def _flush(self) -> None:
        self.pieces += self.late
        self.late = []

    def finish(self) -> str:
        """The whole document."""
        self._flush()
        lines: list[str] = []
        for before, piece in zip(["", *self.pieces], self.pieces, strict=False):
            if lines and not (_is_item(before) and _is_item(piece)):
                lines.append("")
            lines.append(piece)
        return "\n".join(lines).strip() + "\n"

    def markdown(self, block: Block, page: int, notes: set[str]) -> str:
        """One block as Markdown."""
        if block.table:
            rows = [[escape_inline(cell) for cell in row] for row in block.table.cells]
            return markdown_table(rows)
        if block.kind == "code":
            return _code(block.rows)
        text = self._text(block, page, notes)
        if block.kind == "heading":
            return f"{'#' * block.level} {text}"
        if block.kind == "note":
            return f"[^p{page}-{block.mark}]: {text}"
        if block.kind == "item":
            return f"{'    ' * block.level}{block.mark} {text}"
        plain = escape_line_start(text)
        bold = not self.body.bold and all(row.bold for row in block.rows)
        return f"**{plain}**" if bold and len(text) < 200 and "*" not in plain else plain

    def _text(self, block: Block, page: int, notes: set[str]) -> str:
        """A block's running text, its own mark left out."""
        first = block.rows[0]
        marked = block.kind == "item" or (block.kind == "heading" and block.mark)
        mark = item_mark(first) if marked else None
        skip = mark.words if mark else int(block.kind == "note")
        lines = [_line(row, skip if row is first else 0, notes) for row in block.rows]
        if mark and not mark.words:
            lines[0] = lines[0][1:]
        text = escape_inline(join_lines(lines, self.words))
        return _REFERENCE.sub(rf"[^p{page}-\1]", text)


def _line(row: Row, skip: int, notes: set[str]) -> str:
    """A row's text; raised numbers as references to be or as superscript figures."""
    parts: list[str] = []
    words = row.words[skip:]
    for before, word in zip([None, *words], words, strict=False):
        if before and _touches(before, word) and not word.raised:
            parts[-1] += word.text
        elif not word.raised or not parts:
            parts.append(word.text)
        elif word.text in notes:
            parts[-1] += f"\ue000{word.text}\ue001"
        else:
            parts[-1] += word.text.translate(_SUPERSCRIPT)
    return _LEADERS.sub(" … ", " ".join(parts))


def _touches(before: Word, word: Word) -> bool:
    """Whether no space parts two words, which only a change of font or baseline did."""
    if is_rtl(word.text[0]) or (word.text[0] not in ".,;:!?)]”’" and not before.raised):
        return False
    return -0.5 < (word.x0 - before.x1) / max(word.style.size, 1.0) < 0.1


def _join_across(before: str, after: str, anchor: str, words: frozenset[str]) -> str:
    """Join the halves of a paragraph around the anchor of the page on which it goes on."""
    if before.endswith(("-", "\u00ad")):
        head, _, rest = after.partition(" ")
        joined = join_lines([before, head], words)
        return f"{joined} {anchor} {rest}".rstrip()
    return f"{before} {anchor} {after}"


def _is_item(piece: str) -> bool:
    return bool(re.match(r"\s*(?:-|\d+\.) ", piece)) and "\n" not in piece


def _code(rows: Sequence[Row]) -> str:
    """A listing, its indentation and inner gaps kept."""
    widths = [word.width / len(word.text) for row in rows for word in row.words]
    width = max(sorted(widths)[len(widths) // 2], 1.0)
    left = min(row.x0 for row in rows)
    lines = []
    for row in rows:
        line = ""
        for word in row.words:
            column = round((word.x0 - left) / width)
            line = line.ljust(min(column, 200)) if not line else f"{line} ".ljust(min(column, 200))
            line += word.text
        lines.append(line)
    fence = "````" if any("```" in line for line in lines) else "```"
    return "\n".join([fence, *lines, fence])


def render(pages: Iterable[tuple[int, Sequence[Block]]], words: frozenset[str], body: Style) -> str:
    """Write a document.

    Args:
        pages: page numbers, 1-based, each with its blocks in reading order.
        words: the document's `vocabulary`.
        body: the style of its running text.

    Returns:
        Markdown with an anchor for every page, one newline at its end.
    """
    writer = _Writer(words, body)
    for number, blocks in pages:
        writer.write(blocks, number)
    return writer.finish()
