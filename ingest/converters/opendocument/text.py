"""OpenDocument's text elements as HTML: headings, paragraphs, lists, tables, notes, pages."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ingest.converters.html_build import anchor, heading, math, note, note_mark
from ingest.converters.mathml import mathml_to_latex
from ingest.converters.safe_xml import local_name
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

__all__ = ["MAX_REPEAT", "TextReader", "body_of", "repeated"]

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"

MAX_REPEAT = 500  # LibreOffice fills a row's end with one cell "repeated" 16,384 times
_SKIPPED = {
    "tracked-changes", "table-of-content", "alphabetical-index", "illustration-index",
    "table-index", "sequence-decls", "variable-decls", "user-field-decls", "forms",
    "annotation", "bibliography-configuration", "soft-page-break-decls", "desc",
    "event-listeners",
}  # fmt: skip


def body_of(content: etree._Element, kind: str) -> etree._Element:
    """The document's ``office:text``, ``…presentation`` or ``…spreadsheet``, or an empty one."""
    found = content.find(f"{OFFICE}body/{OFFICE}{kind}")
    return found if found is not None else content.makeelement(OFFICE + kind)


def repeated(element: etree._Element, attribute: str) -> int:
    """How many times a cell, column or row stands for itself, capped."""
    stated = str(element.get(attribute) or "1")
    return min(int(stated), MAX_REPEAT) if stated.isdecimal() else 1


class TextReader:
    """Reads blocks of one document, collecting its notes, title and pages on the way.

    Attributes:
        pages: pages begun so far as the document's own program laid it out (soft page breaks).
        title: the text of the first paragraph in the style Title.
    """

    def __init__(
        self,
        content: etree._Element,
        styles: etree._Element | None,
        part: Callable[[str], etree._Element | None] = lambda _name: None,
    ) -> None:
        self.pages = 1
        self.title = ""
        self._part = part
        self._breaks_before: set[str] = set()
        self._at_page_start = True
        self._notes: list[str] = []
        self._bold: dict[str, bool] = {}
        self._parents: dict[str, str] = {}
        self._ordered: dict[str, bool] = {}
        for root in (styles, content):
            if root is not None:
                self._read_styles(root)
        self._has_pages = content.find(f".//{TEXT}soft-page-break") is not None

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.iter(STYLE + "style"):
            name = str(style.get(STYLE + "name"))
            self._parents[name] = str(style.get(STYLE + "parent-style-name") or "")
            properties = style.find(STYLE + "text-properties")
            if properties is not None and properties.get(FO + "font-weight"):
                self._bold[name] = properties.get(FO + "font-weight") == "bold"
            layout = style.find(STYLE + "paragraph-properties")
            breaks = layout is not None and layout.get(FO + "break-before") == "page"
            if breaks or style.get(STYLE + "master-page-name"):
                self._breaks_before.add(name)
        for style in root.iter(TEXT + "list-style"):
            first = next((child for child in style if child.get(TEXT + "level") == "1"), None)
            self._ordered[str(style.get(STYLE + "name"))] = (
                first is not None and local_name(first) == "list-level-style-number"
            )

    def notes_html(self) -> str:
        """The notes referred to so far."""
        return "".join(self._notes)

    def blocks(self, parent: etree._Element) -> str:
        """All blocks within an element."""
        return "".join(self._block(child) for child in parent)

    def _block(self, element: etree._Element) -> str:
        name = local_name(element)
        writer = self._writers().get(name)
        if writer is not None:
            before = "" if self._at_page_start else self._break_before(element)
            html = writer(element)
            self._at_page_start = self._at_page_start and not html.strip()
            return before + html
        if name in _SKIPPED or not name:
            return ""
        return self.blocks(element)

    def _writers(self) -> dict[str, Callable[[etree._Element], str]]:
        return {
            "h": self._heading,
            "p": self._paragraph,
            "list": self._list,
            "table": self.table,
            "soft-page-break": lambda _: self._page(),
            "object": self._object,
            "frame": self._frame,
        }

    def _heading(self, element: etree._Element) -> str:
        level = str(element.get(TEXT + "outline-level") or "1")
        content = self.inline(element)
        return (
            heading(int(level) if level.isdecimal() else 1, content) if content.strip() else content
        )

    def _paragraph(self, element: etree._Element) -> str:
        style = str(element.get(TEXT + "style-name") or "")
        content = self.inline(element)
        if self._descends(style, "Title"):
            self.title = self.title or " ".join("".join(element.itertext()).split())
            return heading(1, content)
        if self._is_bold(style) and content.strip():
            content = f"<b>{content}</b>"
        boxes = "".join(self.blocks(box) for box in element.iter(_DRAW + "text-box"))
        return f"<p>{content}</p>\n{boxes}" if content.strip() else boxes

    def _descends(self, style: str, ancestor: str) -> bool:
        for _ in range(20):
            if style == ancestor:
                return True
            style = self._parents.get(style, "")
        return False

    def _is_bold(self, style: str) -> bool:
        for _ in range(20):
            if style in self._bold:
                return self._bold[style]
            style = self._parents.get(style, "")
        return False

    def _list(self, element: etree._Element, inherited: str = "") -> str:
        style = str(element.get(TEXT + "style-name") or inherited)
        items = []
        for item in element:
            inner = "".join(
                self._list(child, style) if local_name(child) == "list" else self._block(child)
                for child in item
            )
            if inner.strip():
                items.append(f"<li>{inner}</li>")
        if len(items) == 1 and re.fullmatch(r"<li><h\d>.*</h\d>\s*</li>", items[0], re.DOTALL):
            return items[0][4:-5]  # numbered headings are lists in some programs
        tag = "ol" if self._ordered.get(style) else "ul"
        return f"<{tag}>{''.join(items)}</{tag}>\n" if items else ""

    def table(self, element: etree._Element) -> str:
        """A table; covered cells are left to the span that covers them."""
        rows = []
        for row in element.iter(TABLE + "table-row"):
            if next(row.iterancestors(TABLE + "table"), None) is not element:
                continue
            cells = []
            for cell in row:
                if local_name(cell) != "table-cell":
                    continue
                columns = cell.get(TABLE + "number-columns-spanned") or "1"
                depth = cell.get(TABLE + "number-rows-spanned") or "1"
                spans = f'colspan="{escape(columns)}" rowspan="{escape(depth)}"'
                html = f"<td {spans}>{self.blocks(cell)}</td>"
                cells += [html] * repeated(cell, TABLE + "number-columns-repeated")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>\n"

    def inline(self, element: etree._Element) -> str:
        """The text of a paragraph with its links, notes, breaks and equations."""
        out = [escape(_collapse(element.text))]
        for child in element:
            out.append(self._inline_child(child))
            out.append(escape(_collapse(child.tail)))
        return "".join(out)

    def _inline_child(self, child: etree._Element) -> str:
        name = local_name(child)
        if name == "s":
            return " " * repeated(child, TEXT + "c")
        if name in {"tab", "line-break", "soft-page-break"}:
            return {"tab": " ", "line-break": "<br>"}.get(name) or self._page()
        if name == "note":
            return self._note(child)
        if name == "a":
            target = escape(str(child.get(XLINK + "href") or ""), quote=True)
            return f'<a href="{target}">{self.inline(child)}</a>'
        if name == "span":
            bold = self._is_bold(str(child.get(TEXT + "style-name") or ""))
            return f"<b>{self.inline(child)}</b>" if bold else self.inline(child)
        if name == "object":
            return self._object(child, inline=True)
        if name in _SKIPPED or name == "text-box":
            return ""
        return self.inline(child)

    def _note(self, element: etree._Element) -> str:
        body = element.find(TEXT + "note-body")
        key = str(len(self._notes) + 1)
        self._notes.append("")
        self._notes[int(key) - 1] = note(key, self.blocks(body) if body is not None else "")
        return note_mark(key)

    def _object(self, element: etree._Element, *, inline: bool = False) -> str:
        """An embedded equation; where blocks may stand, also a chart's or sheet's text."""
        part = self._part(
            str(element.get(XLINK + "href") or "").removeprefix("./") + "/content.xml"
        )
        if part is None:
            return ""
        if local_name(part) == "math":
            return math(mathml_to_latex(part))
        return "" if inline else self.blocks(part)

    def _frame(self, element: etree._Element) -> str:
        """A frame: what describes its picture, then its own blocks."""
        described = next(
            (e.text for e in element if local_name(e) in {"desc", "title"} and e.text), ""
        )
        picture = f'<p><img alt="{escape(described, quote=True)}"></p>' if described else ""
        return picture + self.blocks(element)

    def _break_before(self, element: etree._Element) -> str:
        """A page that its author began by hand; programs mark only the others."""
        style = element.get(TEXT + "style-name") or element.get(TABLE + "style-name")
        marked = next(iter(element), None)
        is_marked = marked is not None and local_name(marked) == "soft-page-break"
        return self._page() if style in self._breaks_before and not is_marked else ""

    def _page(self) -> str:
        if not self._has_pages:
            return ""
        self.pages += 1
        self._at_page_start = True
        return anchor(Anchor("page", self.pages))


_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def _collapse(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
