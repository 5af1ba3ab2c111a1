"""The Markdown dialect as Python-Markdown renders it, with extensions of pymdown and our own.

Tables, footnotes, struck-through text, math and page anchors; what a text's blocks are is the
scan's word (`web.rendering.scan`), so that the outline and the page have the same headings.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.betterem import BetterEmExtension
from pymdownx.tilde import DeleteSubExtension

from web.rendering import inline_marks
from web.rendering.finishing import Finishing, HeadingBlock
from web.rendering.normal_form import RESERVED, TEXT, NormalForm
from web.rendering.scan import scan
from web.rendering.shown_text import Shown
from web.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from web.rendering.finishing import HeadingNames

References = dict[str, Any]
"""Link definitions as the scan finds them."""

_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
# What Python-Markdown would make of lines that the scan took for text, or of HTML.
_BLOCKS = ("code", "hashheader", "setextheader", "reference")


def readable(markdown: str) -> str:
    """A body with line feeds, without the few characters that renderers use for themselves."""
    return markdown.replace("\r\n", "\n").translate(RESERVED)


def render(markdown: str, references: References, headings: HeadingNames) -> str:
    """HTML of a text, to be sanitised.

    Args:
        markdown: made by `readable`.
        references: link definitions of the whole document.
        headings: level and link target of each of the text's headings, in order.
    """
    return _instance(references, headings).convert(markdown)


def plain_texts(inlines: Iterable[str], references: References) -> list[str]:
    """What a reader sees of lines of inline Markdown, without marks or anchors."""
    md = _instance(references)
    root = Element("div")
    for inline in inlines:
        SubElement(root, "p").text = inline
    for name in ("shown", "inline", "unescape"):
        md.treeprocessors[name].run(root)

    def entity(match: re.Match[str]) -> str:
        kept = str(md.htmlStash.rawHtmlBlocks[int(match[1])])
        return kept if kept.startswith("&") else ""

    texts = (HTML_PLACEHOLDER_RE.sub(entity, _words(element)) for element in root)
    return [" ".join(_ENTITY.sub(_character, text).split()) for text in texts]


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _words(element: Element) -> str:
    text = (element.text or "") + "".join(_words(child) + (child.tail or "") for child in element)
    match element.get("class"):
        case "place":
            return ""
        case "math":
            return text.strip("$")
        case "picture":
            return text.removeprefix("[Picture: ").removesuffix("]")
    return " " if element.tag == "br" else text


def _instance(references: References, headings: HeadingNames = ()) -> Markdown:
    """One for each rendering: an instance remembers what it reads, so threads cannot share it."""
    md = Markdown(
        output_format="html",
        extensions=[
            SaneListExtension(),
            TableExtension(use_align_attribute=True),
            BetterEmExtension(),
            DeleteSubExtension(subscript=False),
            _Notes(
                PLACE_MARKER=TEXT * 2,
                SUPERSCRIPT_TEXT="[{}]",
                BACKLINK_TITLE=gettext("Back to the text"),
            ),
            _Dialect(references, headings),
        ],
    )
    md.references = _by_name(references)
    return md


def _by_name(references: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        name.lower(): (found["href"], found.get("title", "")) for name, found in references.items()
    }


class _Notes(FootnoteExtension):
    """Footnotes whose targets are numbers, as labels may hold anything."""

    def reset(self) -> None:
        """Forget the notes."""
        super().reset()
        self._numbers: dict[str, int] = {}

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802
        """Keep a note and number it."""
        super().setFootnote(id, text)
        self._numbers.setdefault(id, len(self._numbers) + 1)

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802
        """A note's target."""
        return f"fn:{self._numbers[id]}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, N802
        """Target of a note's first reference, or of the one just ``found``."""
        reference = f"fnref:{self._numbers[id]}"
        if found:
            count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
            return reference if count == 1 else reference.replace(":", f"{count}:")
        return reference


class _Dialect(Extension):
    """The scan's blocks, our marks, and the page's own form of what comes out."""

    def __init__(self, references: References, headings: HeadingNames) -> None:
        super().__init__()
        self.references, self.headings = references, headings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register everything."""
        md.preprocessors.deregister("normalize_whitespace")
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_ByScan(md), "by_scan", 30)
        for name in _BLOCKS:
            md.parser.blockprocessors.deregister(name)
        md.parser.blockprocessors.register(HeadingBlock(md.parser, self.headings), "heading", 85)
        inline_marks.register(md)
        md.treeprocessors.register(Shown(md), "shown", 25)
        md.treeprocessors.register(Finishing(md), "finishing", 12)


class _ByScan(Preprocessor):
    """Writes a text in the form that Python-Markdown reads as the scan does."""

    def run(self, lines: list[str]) -> list[str]:
        return NormalForm(self.md.htmlStash.store).of(scan("\n".join(lines)))
