"""Plain text: its paragraphs, shown as they stand."""

from __future__ import annotations

import re

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.escape import escape_paragraph
from ingest.converters.text_decoding import decode_text

__all__ = ["PlainTextConverter", "text_to_markdown"]

_LIST_ITEM = re.compile(r"^\s*(?:[-*+•‣▪]|\d{1,3}[.)])\s+\S")
_SHORT = 60  # characters: lines all shorter than a column of text are lines on purpose


class PlainTextConverter:
    """Text files of any encoding."""

    name = "text"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Files that look like text and are nothing better known."""
        return format_of(source) is Format.TEXT

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Escape the text; lists stay lists, lines broken at a width become paragraphs."""
        decoded = decode_text(source.path.read_bytes())
        markdown = text_to_markdown(decoded.text)
        return ConvertedDocument(markdown=markdown + "\n", warnings=decoded.warnings)


def text_to_markdown(text: str) -> str:
    """Paragraphs of plain text as Markdown that shows the same characters."""
    blocks = re.split(r"\n[ \t]*\n", text)
    return "\n\n".join(filter(None, (_block(block.strip("\n")) for block in blocks)))


def _block(block: str) -> str:
    lines = [line.rstrip() for line in block.split("\n") if line.strip()]
    if (
        len(lines) > 1
        and all(len(line) < _SHORT for line in lines)
        and not any(map(_LIST_ITEM.match, lines))
    ):
        return "  \n".join(escape_paragraph(line) for line in lines)
    out: list[str] = []
    for line in lines:
        item = re.match(r"\s*(?:([-*+•‣▪])|(\d{1,3})[.)])\s+(\S.*)", line)
        if item:
            mark = f"{item[2]}." if item[2] else "-"
            out.append(f"{mark} {escape_paragraph(item[3])}")
        else:
            out.append(
                ("    " if out and _LIST_ITEM.match(lines[0]) else "") + escape_paragraph(line)
            )
    return "\n".join(out)
