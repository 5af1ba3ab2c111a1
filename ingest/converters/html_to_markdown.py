"""The one writer of Markdown from HTML; DOCX, ODT, RTF, EPUB and web pages all end here."""

# ruff: noqa: ARG002  # the signatures are markdownify's
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.converters.escape import escape_inline, escape_line_start
from ingest.converters.html_footnotes import set_footnotes_apart
from ingest.converters.html_inline import HEADINGS, InlineWriter, in_cell, wrap
from ingest.converters.html_prepare import parse_html, prepare
from ingest.converters.html_tables import grid_of
from ingest.converters.tables import markdown_table
from ingest.converters.text_repair import repair_text

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["html_to_markdown", "tidy"]

_FENCE = re.compile(r"`{3,}")


def html_to_markdown(html: str, base_url: str = "") -> str:
    """Write HTML as Markdown with no raw HTML in it but anchors and ``<br>`` in table cells.

    Args:
        html: a document or fragment; may hold the elements of `ingest.converters.html_build`.
        base_url: where relative links lead; without it their text alone is kept.

    Returns:
        Markdown with one newline at the end; empty for a document without text.
    """
    soup = parse_html(repair_text(html))
    set_footnotes_apart(soup)
    prepare(soup)
    return tidy(_Writer(base_url).convert_soup(soup))


def tidy(markdown: str) -> str:
    """At most one empty line between blocks, no blanks at line ends but a hard break's two."""
    lines = [
        re.sub(r"(?<=\S)[ \t]{3,}$|(?<! ) $|^[ \t]+$", "", line) for line in markdown.split("\n")
    ]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return text + "\n" if text.strip() else ""


class _Writer(InlineWriter):
    """Blocks: paragraphs, headings, lists, tables, notes and anchors."""

    def convert_kb_line(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A run of text that stood loose beside blocks."""
        line = _block_text(text)
        if in_cell(parent_tags) or el.parent is None:
            return line + "\n"
        return f"\n{line}\n" if "li" in parent_tags else f"\n\n{line}\n\n"

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A paragraph; in a table cell, a line."""
        line = _block_text(text)
        if not line:
            return ""
        if in_cell(parent_tags):
            return line + "\n"
        only_one = (
            el.parent is not None and el.parent.name == "li" and not el.find_previous_sibling()
        )
        return f"{line}\n" if only_one and not _paragraph_follows(el) else f"\n\n{line}\n\n"

    def convert_kb_anchor(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A page anchor: a block of its own, or in the midst of a paragraph."""
        mark = str(el["data-anchor"])
        between_blocks = el.parent is None or el.parent.name not in {"kb-line", "p", *HEADINGS}
        alone = el.parent is not None and el.parent.get_text(strip=True) == ""
        return f"\n\n{mark}\n\n" if (between_blocks or alone) and "li" not in parent_tags else mark

    def convert_kb_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A footnote; its further lines are indented as Markdown wants."""
        body = re.sub(r"^[\^↑]\s*", "", text.strip()).replace("\n", "\n    ")
        return f"\n\n[^{el['data-number']}]: {body}\n\n" if body else ""

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        """A heading; in a table cell, bold text."""
        label = " ".join(text.split())
        if not label:
            return ""
        return f"**{label}**\n" if in_cell(parent_tags) else f"\n\n{'#' * n} {label}\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A code block, fenced by more backticks than it holds."""
        body = el.get_text().strip("\n")
        if not body.strip() or in_cell(parent_tags):
            return escape_inline(" ".join(body.split()))
        longest = max((len(run) for run in _FENCE.findall(body)), default=2)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}\n{body}\n{fence}\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A term that is defined: bold, on a line of its own."""
        return f"\n\n{wrap(' '.join(text.split()), '**')}\n\n" if text.strip() else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A definition."""
        return f"\n\n{text.strip()}\n\n"

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A list; a nested one follows its item's text without an empty line."""
        if in_cell(parent_tags):
            return "\n" + text
        return "\n" + text.strip("\n") if "li" in parent_tags else f"\n\n{text.strip(chr(10))}\n\n"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An item, its further lines indented by four, which every Markdown reader nests."""
        body = text.strip()
        if not body:
            return ""
        if in_cell(parent_tags):
            return f"• {body}\n"
        mark = "- "
        parent = el.parent
        if parent is not None and parent.name == "ol":
            start = str(parent.get("start") or "1")
            number = int(str(parent.get("data-next") or (start if start.isdecimal() else 1)))
            parent["data-next"] = str(number + 1)
            mark = f"{number}. "
        return mark + re.sub(r"\n(?=[^\n])", "\n    ", body) + "\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A table; one of a single column is a box around paragraphs."""
        rows = grid_of(el, lambda cell: str(cell.get("data-markdown") or "").strip())
        caption = el.get("data-caption")
        before = f"\n\n{caption}" if caption else ""
        if in_cell(parent_tags):
            return "\n".join(" / ".join(cell for cell in row if cell) for row in rows) + "\n"
        if max((len(row) for row in rows), default=0) <= 1:
            return before + "\n\n" + "\n\n".join(row[0] for row in rows if row) + "\n\n"
        return f"{before}\n\n{markdown_table(rows)}\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A cell: kept on its element until the whole table is known."""
        el["data-markdown"] = re.sub(r"\s*\n\s*", "\n", text.strip())
        return ""

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Rows are written by their table."""
        return ""

    def convert_caption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A caption stands before its table."""
        if el.parent is not None:
            el.parent["data-caption"] = " ".join(text.split())
        return ""


def _paragraph_follows(el: Tag) -> bool:
    follower = el.find_next_sibling()
    return follower is not None and follower.name not in {"ul", "ol"}


def _block_text(text: str) -> str:
    lines = [escape_line_start(line.strip(" ")) for line in re.split(r" *\n", text.strip())]
    return "  \n".join(lines)
