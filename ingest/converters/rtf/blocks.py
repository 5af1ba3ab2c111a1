"""Paragraphs of Rich Text Format gathered into headings, lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from ingest.converters.html_build import ListItem, heading, nested_list, table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Blocks", "Paragraph"]

_HEADING_STYLE = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|заголовок)\s*(\d)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]")


@dataclass
class Paragraph:
    """One paragraph being read.

    Attributes:
        parts: its HTML so far.
        style: number in the style sheet.
        outline: 0 for the outermost heading; 9 and ``None`` for body text.
        level: of the list it is in.
        list_id: of its list; ``None`` outside of lists.
        marker: the bullet or number that older readers show.
        in_table: whether it stands in a table's cell.
        link: where the text that follows leads.
    """

    parts: list[str] = field(default_factory=list)
    style: int | None = None
    outline: int | None = None
    level: int | None = None
    list_id: int | None = None
    marker: str = ""
    in_table: bool = False
    link: str = ""

    def add(self, html: str, *, bold: bool = False, script: str = "") -> None:
        """Append inline HTML."""
        if script:
            html = f"<{script}>{html}</{script}>"
        if bold and html.strip():
            html = f"<b>{html}</b>"
        if self.link and html.strip():
            html, self.link = f'<a href="{escape(self.link, quote=True)}">{html}</a>', ""
        self.parts.append(html)

    def reset(self) -> None:
        r"""Back to the defaults (``\\pard``); the text read so far stays."""
        self.style = self.outline = self.level = self.list_id = None
        self.in_table = False
        if not self.parts:
            self.marker = ""

    def following(self) -> Paragraph:
        r"""The next paragraph, which keeps these properties until ``\\pard``."""
        return Paragraph(
            style=self.style,
            outline=self.outline,
            level=self.level,
            list_id=self.list_id,
            in_table=self.in_table,
        )

    @property
    def content(self) -> str:
        """Its inline HTML."""
        return "".join(self.parts).strip()


class Blocks:
    """HTML blocks as paragraphs, cells and rows end."""

    def __init__(self, styles: Mapping[int, tuple[str, int | None]]) -> None:
        self._styles = styles
        self._out: list[str] = []
        self._items: list[ListItem] = []
        self._cell: list[str] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []

    def html(self) -> str:
        """Everything so far."""
        self._close_list()
        self._close_table()
        return "".join(self._out)

    def add(self, paragraph: Paragraph, *, in_cell: bool = False) -> None:
        """Take a paragraph that has ended."""
        content = paragraph.content
        if in_cell or paragraph.in_table:
            if content:
                self._cell.append(f"<p>{'• ' if paragraph.marker.strip() else ''}{content}</p>")
            return
        if not content or self._styles.get(paragraph.style or 0, ("", None))[0].lower().startswith(
            "toc "
        ):
            return
        self._close_table()
        level = self._heading_level(paragraph)
        is_item = bool(paragraph.marker.strip()) or (paragraph.list_id or 0) > 0
        if is_item and not level:
            ordered = _NUMBERED.match(paragraph.marker) is not None
            self._items.append(ListItem(paragraph.level or 0, ordered, content))
            return
        self._close_list()
        self._out.append(heading(level, content) if level else f"<p>{content}</p>\n")

    def end_cell(self) -> None:
        """A cell has ended."""
        self._close_list()
        self._row.append("".join(self._cell))
        self._cell = []

    def end_row(self) -> None:
        """A row has ended."""
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def _heading_level(self, paragraph: Paragraph) -> int | None:
        name, outline = (
            self._styles.get(paragraph.style or 0, ("", None)) if paragraph.style else ("", None)
        )
        if name.lower() == "title":
            return 1
        named = _HEADING_STYLE.match(name)
        stated = paragraph.outline if paragraph.outline is not None else outline
        if named:
            return int(named[1])
        return stated + 1 if stated is not None and stated < 6 else None

    def _close_list(self) -> None:
        if self._items:
            self._out.append(nested_list(self._items))
            self._items = []

    def _close_table(self) -> None:
        if self._cell:
            self.end_cell()
        self.end_row()
        if self._rows:
            self._close_list()
            self._out.append(table(self._rows))
            self._rows = []
