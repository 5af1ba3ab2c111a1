"""Python-Markdown's tree made our pages' own: headings, tables and notes as the site shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor

from web.rendering.normal_form import HEADING
from web.translation import gettext, in_digits

if TYPE_CHECKING:
    from markdown.blockparser import BlockParser

HeadingNames = Sequence[tuple[int, str]]
"""Level (2 to 6) and link target of each heading."""

_HEADING = re.compile(rf"(?m)^ *{HEADING}(\d+):(.*)\n?")
_NOTE = re.compile(r"(#?)fn(ref)?(\d*):(\d+)")


class HeadingBlock(BlockProcessor):
    """The headings that the scan found, and no others."""

    def __init__(self, parser: BlockParser, names: HeadingNames) -> None:
        super().__init__(parser)
        self._names = names

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Whether a line of the block is a heading: in a list or quotation, it is not yet."""
        return _HEADING.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make it an element; what stands before and after it are blocks of their own."""
        block = blocks.pop(0)
        match = _HEADING.search(block)
        if match is None:
            return
        if block[: match.start()].strip():
            self.parser.parseBlocks(parent, [block[: match.start()]])
        number = int(match[1])
        level, target = self._names[number] if number < len(self._names) else (6, "")
        heading = SubElement(parent, f"h{level}", {"id": target} if target else {})
        heading.text = match[2]
        if block[match.end() :].strip():
            blocks.insert(0, block[match.end() :])


class Finishing(Treeprocessor):
    """The page's form of tables and notes."""

    def run(self, root: Element) -> None:
        """Change the tree."""
        self._tables = 0
        for element in list(root.iter()):
            for child in list(element):
                if child.tag == "table":
                    self._box(element, child)
                elif child.get("class") == "footnote":
                    _notes(child)
                elif child.tag == "p" and not len(child) and not (child.text or "").strip():
                    element.remove(child)
            _cell(element)
            _formula(element)
            _name(element)

    def _box(self, parent: Element, table: Element) -> None:
        """A wide table scrolls inside a box of its own, which the keyboard can reach."""
        self._tables += 1
        for body in table.findall("tbody"):
            if all(cell.text is None and not len(cell) for row in body for cell in row):
                table.remove(body)  # Python-Markdown's own, as there are no rows
        label = gettext("Table %(number)s", number=in_digits(self._tables))
        box = Element("section", {"class": "scroll", "tabindex": "0", "aria-label": label})
        box.append(table)
        parent[list(parent).index(table)] = box


def _notes(notes: Element) -> None:
    notes.tag = "section"
    notes.attrib = {"class": "footnotes", "aria-label": gettext("Notes")}
    for rule in notes.findall("hr"):
        notes.remove(rule)
    for numbers in notes.findall("ol"):
        numbers.set("class", "footnotes-list")
        for note in numbers:
            note.set("class", "footnote-item")
    for back in notes.iterfind(".//a[@class='footnote-backref']"):
        back.tail = " "  # one for each reference: apart, so that a finger finds each


def _cell(cell: Element) -> None:
    """Alignment as a class: the security policy forbids style attributes.

    An empty cell in a table's head heads nothing: a plain cell says so to screen readers.
    """
    if cell.tag not in {"th", "td"}:
        return
    if "align" in cell.attrib:
        cell.set("class", cell.attrib.pop("align"))
    if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
        cell.tag = "td"
    elif cell.tag == "th":
        cell.set("scope", "col")


def _formula(paragraph: Element) -> None:
    """A paragraph that is nothing but code, and the notes on it, stands out as a formula does."""
    if paragraph.tag != "p" or not len(paragraph):
        return
    first, *notes = paragraph
    between = [paragraph.text, *(child.tail for child in paragraph)]
    alone = not any((text or "").strip() for text in between)
    if first.tag == "code" and all(note.tag == "sup" for note in notes) and alone:
        paragraph.set("class", "formula")


def _name(element: Element) -> None:
    """Note 2 is ``fn2``, the second reference to it ``fnref2:2``, and the link carries that id."""
    if element.tag == "sup" and "id" in element.attrib and len(element):
        element.set("class", "footnote-ref")
        element[0].attrib.pop("class", None)
        element[0].set("id", element.attrib.pop("id"))
        return
    for attribute in ("id", "href"):
        match = _NOTE.fullmatch(element.get(attribute, ""))
        if match:
            again = f":{match[3]}" if match[3] else ""
            element.set(attribute, f"{match[1]}fn{match[2] or ''}{match[4]}{again}")
