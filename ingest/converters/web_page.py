"""Web pages: their main content, through the shared writer.

Pages that mark their main part (``main``, one ``article``, a content division) are taken from
there, because that keeps every table and list; trafilatura's reading is the yardstick that no text
is lost, and the source for pages that mark nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.text_decoding import decode_text
from ingest.converters.titles import first_heading, settle_title

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["WebPageConverter"]

_DECLARED = re.compile(
    rb"<meta[^>]+charset=[\"']?\s*([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_ENOUGH = 0.9  # of the words that trafilatura finds
_TOO_LITTLE = 0.5  # of the words the whole body holds


class WebPageConverter:
    """HTML and XHTML files."""

    name = "html"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Files that begin as HTML, or are text named .html."""
        return format_of(source) is Format.HTML

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn the page's main content into Markdown; navigation and scripts are left out."""
        from ingest.converters.html_to_markdown import html_to_markdown
        from ingest.converters.page_reading import page_metadata, read_page

        data = source.path.read_bytes()
        declared = _DECLARED.search(data[:4096])
        name = (declared[1] or declared[2]).decode("ascii") if declared else ""
        page = read_page(decode_text(data, name).text)
        stated = page_metadata(page)
        markdown = html_to_markdown(_main_html(page), stated.url)
        heading = first_heading(markdown)
        # The head's title often has the site's name added to what the page itself says.
        own = heading if heading and stated.title and heading in stated.title else None
        markdown, title = settle_title(markdown, own, stated.title)
        return ConvertedDocument(
            markdown=markdown,
            title=title,
            language=stated.language,
            published=stated.published,
        )


def _main_html(page: etree._Element) -> str:
    """The best of: the marked main part, trafilatura's extract, the whole body."""
    from ingest.converters.page_reading import body_html, extract, main_part, without_furniture

    extracted = extract(page)
    without_furniture(page)
    whole, main = body_html(page), main_part(page)
    all_words = _words(whole)
    wanted = _words(extracted) & all_words  # trafilatura may take a menu for text
    if main is not None and len(_words(body_html(main)) & wanted) >= _ENOUGH * len(wanted):
        return body_html(main)
    return extracted if len(wanted) >= _TOO_LITTLE * len(all_words) else whole


def _words(html: str) -> set[str]:
    return set(_WORD.findall(re.sub(r"<[^>]*>", " ", html)))
