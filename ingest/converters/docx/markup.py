"""Prepare a Word document for mammoth, so that nothing mammoth does not know is lost.

The prepared copy has: headings of every origin as styles of ours, text boxes as paragraphs, and
marks (private-use characters) where equations stood and pages began; pictures are left out, and
strict Open XML becomes the transitional kind. mammoth's HTML then has the marks replaced.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from ingest.converters.docx.styles import W, heading_levels, style_names
from ingest.converters.html_build import anchor, math
from ingest.converters.omml import M, omml_to_latex
from ingest.converters.safe_xml import local_name, parse_xml
from ingest.converters.strict_ooxml import transitional
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MarkedDocument", "mark_up"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT_ROOTS = {"document", "footnotes", "endnotes"}
_MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass
class MarkedDocument:
    """A prepared copy and what its marks stand for.

    Attributes:
        data: the copy, a .docx in memory.
        replacements: HTML for each mark, by its number.
        pages: pages begun as the document's own program laid it out; 0 where it left no trace.
        title: the text of the first paragraph in the style Title.
        pictures: how many pictures were left out.
        headings: how many paragraphs are headings.
    """

    data: bytes = b""
    replacements: list[str] = field(default_factory=list)
    pages: int = 0
    title: str = ""
    pictures: int = 0
    headings: int = 0

    def mark(self, html: str) -> str:
        """Keep ``html`` and give the characters that stand for it."""
        self.replacements.append(html)
        return f"\ue000{len(self.replacements) - 1}\ue001"

    def resolve(self, html: str) -> str:
        """Put back what the marks in mammoth's HTML stand for."""
        known = len(self.replacements)
        return _MARK.sub(
            lambda match: self.replacements[int(match[1])] if int(match[1]) < known else "", html
        )


def mark_up(container: zipfile.ZipFile, stated_pages: int | None) -> MarkedDocument:
    """Make the prepared copy.

    Args:
        container: the opened .docx.
        stated_pages: how many pages its properties state, to judge explicit page breaks by.
    """
    marked = MarkedDocument()
    styles = None
    parts: dict[str, bytes] = {}
    for info in container.infolist():
        if info.filename.endswith((".xml", ".rels")):
            parts[info.filename] = transitional(container.read(info))
        elif not info.is_dir():
            marked.pictures += info.filename.startswith("word/media/")
    if "word/styles.xml" in parts:
        styles = parse_xml(parts["word/styles.xml"], recover=True)
    names = style_names(styles)
    levels = heading_levels(styles, names)
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        if not re.search(rb"<(?:\w+:)?(?:document|footnotes|endnotes)\b", parts[name][:4096]):
            continue
        root = parse_xml(parts[name], recover=True)
        if local_name(root) in _TEXT_ROOTS:
            _mark_part(root, marked, levels, names, stated_pages)
            parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for name, data in parts.items():
            copy.writestr(name, data)
    marked.data = buffer.getvalue()
    return marked


def _mark_part(
    root: etree._Element,
    marked: MarkedDocument,
    levels: Mapping[str, int],
    names: Mapping[str, str],
    stated_pages: int | None,
) -> None:
    for choice in list(root.iter(_MC + "AlternateContent")):
        _choose(choice)
    for box in list(root.iter(W + "txbxContent")):
        _free_text_box(box)
    for equation in list(root.iter(M + "oMathPara", M + "oMath")):
        _mark_equation(equation, marked)
    if local_name(root) == "document":
        _mark_pages(root, marked, stated_pages)
    for paragraph in list(root.iter(W + "p")):
        _mark_paragraph(paragraph, marked, levels, names)


def _choose(alternate: etree._Element) -> None:
    """Keep the newer form, which holds the same text as its fallback."""
    parent = alternate.getparent()
    kept = alternate.find(_MC + "Choice")
    if kept is None:
        kept = alternate.find(_MC + "Fallback")
    if parent is None:
        return
    at = parent.index(alternate)
    for offset, child in enumerate(list(kept) if kept is not None else []):
        parent.insert(at + offset, child)
    parent.remove(alternate)


def _free_text_box(box: etree._Element) -> None:
    """A text box's paragraphs follow the paragraph that it is anchored in."""
    host = next(box.iterancestors(W + "p"), None)
    if host is None:
        return
    for child in reversed(list(box)):
        host.addnext(child)


def _mark_equation(equation: etree._Element, marked: MarkedDocument) -> None:
    parent = equation.getparent()
    if parent is None or next(equation.iterancestors(M + "oMathPara"), None) is not None:
        return
    formulas = equation.findall(M + "oMath") or [equation]
    run = etree.Element(W + "r")
    text = etree.SubElement(run, W + "t")
    latex = [omml_to_latex(formula) for formula in formulas]
    text.text = "".join(marked.mark(math(formula)) for formula in latex if formula)
    run.tail = equation.tail
    parent.replace(equation, run)


def _mark_pages(root: etree._Element, marked: MarkedDocument, stated_pages: int | None) -> None:
    """Pages begin where the program that saved the document last laid them out.

    Without such traces explicit breaks count, but only if they account for every stated page.
    """
    breaks = list(root.iter(W + "lastRenderedPageBreak"))
    if not breaks:
        breaks = [mark for mark in root.iter(W + "br") if mark.get(W + "type") == "page"]
        if len(breaks) + 1 != stated_pages:
            return
    if not breaks:
        return
    marked.pages = len(breaks) + 1
    for number, mark in enumerate(breaks, start=2):
        run = mark.getparent()
        if run is None or local_name(run) != "r" or run.getparent() is None:
            continue
        text = etree.Element(W + "t")
        text.text = marked.mark(anchor(Anchor("page", number)))
        if any(local_name(before) == "t" for before in mark.itersiblings(preceding=True)):
            mark.addprevious(text)
        else:
            own = etree.Element(W + "r")
            own.append(text)
            run.addprevious(own)


def _mark_paragraph(
    paragraph: etree._Element,
    marked: MarkedDocument,
    levels: Mapping[str, int],
    names: Mapping[str, str],
) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return
    style = properties.find(W + "pStyle")
    style_id = str(style.get(W + "val")) if style is not None else ""
    name = names.get(style_id, "")
    if name.startswith(("toc ", "table of figures")):
        for run in list(paragraph.iter(W + "t")):
            run.text = "" if "\ue000" not in (run.text or "") else run.text
        return
    if name == "title" and not marked.title:
        marked.title = "".join(paragraph.itertext(W + "t")).strip()
    level = _outline_level(properties) or levels.get(style_id)
    text = "".join(paragraph.itertext(W + "t")).strip()
    if level and text and not _is_prose(text):
        marked.headings += 1
        if style is None:
            style = etree.Element(W + "pStyle")
            properties.insert(0, style)
        style.set(W + "val", f"KbHeading{level}")
    elif level and style is not None:
        properties.remove(style)


def _is_prose(text: str) -> bool:
    """Whether a paragraph in a heading's style is no heading: authors style whole paragraphs so."""
    return len(text) > 200 or (len(text) > 100 and text.endswith("."))


def _outline_level(properties: etree._Element) -> int | None:
    stated = properties.find(W + "outlineLvl")
    value = str(stated.get(W + "val")) if stated is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 6 else None
