"""Rich Text Format files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.metadata import clean_date, clean_title
from ingest.converters.titles import settle_title

if TYPE_CHECKING:
    from ingest.converters.rtf.reader import RtfReader

__all__ = ["RtfConverter"]


class RtfConverter:
    """RTF of every version."""

    name = "rtf"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        r"""Files that begin with ``{\\rtf``."""
        return format_of(source) is Format.RTF

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn the body and its notes into Markdown; headers and footers are left out."""
        from ingest.converters.html_to_markdown import html_to_markdown
        from ingest.converters.rtf.reader import RtfReader

        reader = RtfReader(source.path.read_bytes())
        stated = clean_title(reader.collected.texts.get("title"))
        markdown, title = settle_title(html_to_markdown(reader.html()), stated)
        return ConvertedDocument(markdown=markdown, title=title, published=_published(reader))


def _published(reader: RtfReader) -> date | None:
    for name in ("revtim", "creatim"):
        stated = reader.collected.dates.get(name)
        if stated:
            text = f"{stated.get('yr', 0):04}-{stated.get('mo', 0):02}-{stated.get('dy', 0):02}"
            return clean_date(text)
    return None
