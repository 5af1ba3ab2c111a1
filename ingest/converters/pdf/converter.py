"""The PDF converter: opens, reads, lays out and writes a document."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from ctypes import ArgumentError
from typing import TYPE_CHECKING

from ingest.converters.base import ConvertedDocument
from kb.errors import ConversionFault

if TYPE_CHECKING:
    import pypdfium2 as pdf

    from ingest.converters.base import ConversionOptions, SourceFile
    from ingest.converters.pdf.headings import Entry
    from ingest.converters.pdf.layout import Block, Page, Style

__all__ = ["PdfConverter"]

_MAX_OUTLINE = 5_000
# What malformed files make libraries raise; PDFium's own error is a RuntimeError.
_DAMAGE = (
    ArgumentError, ArithmeticError, LookupError, MemoryError, OSError, RuntimeError, TypeError,
    ValueError,
)  # fmt: skip


class PdfConverter:
    """Portable Document Format, with a text layer or scanned."""

    name = "pdf"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Whether the file says ``%PDF-`` near its start, or is named ``.pdf``."""
        return b"%PDF-" in source.head[:1024] or source.suffix == ".pdf"

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:
        """Turn a PDF into Markdown with an anchor for each page.

        Raises:
            ConversionFault: the file is empty, damaged, encrypted, or scanned with no OCR at hand.
        """
        from ingest.converters.pdf.document import open_pdf

        with open_pdf(source.path) as document:
            try:
                return _convert(document, source.name, options)
            except _DAMAGE as error:
                raise ConversionFault(
                    f"damaged: this PDF cannot be read to its end ({type(error).__name__})",
                    "Open it in a PDF reader, print or save it to a new PDF, and add that one",
                ) from error


def _convert(
    document: pdf.PdfDocument, file_name: str, options: ConversionOptions
) -> ConvertedDocument:
    from ingest.converters.pdf.metadata import read_metadata, title_page_title
    from ingest.converters.pdf.render import render, vocabulary

    pages, warnings = _read(document, options)
    rows = [row for page in pages for row in page.rows]
    body = _body_style(pages)
    blocks = _lay_out(pages, _outline(document), body)
    markdown = render(blocks, vocabulary(rows), body)
    stated = read_metadata(document, file_name)
    return ConvertedDocument(
        markdown=markdown,
        title=stated.title or title_page_title(pages[0].rows, body.size) or _only_title(blocks),
        language=stated.language,
        published=stated.published,
        pages=len(document),
        unit="page",
        warnings=tuple(warnings),
    )


def _only_title(pages: list[tuple[int, list[Block]]]) -> str | None:
    """The text of the one top heading, where it opens the document."""
    from ingest.converters.metadata import clean_title

    tops = [
        (number, " ".join(row.text for row in block.rows))
        for number, blocks in pages
        for block in blocks
        if block.kind == "heading" and block.level == 1
    ]
    return clean_title(tops[0][1]) if len(tops) == 1 and tops[0][0] == pages[0][0] else None


def _read(document: pdf.PdfDocument, options: ConversionOptions) -> tuple[list[Page], list[str]]:
    """Every page with its rows, scanned ones through OCR."""
    from ingest.converters.pdf.document import read_page
    from ingest.converters.pdf.rows import rows_of
    from ingest.converters.pdf.scans import read_scans

    pages, warnings = [], []
    for index in range(len(document)):
        page, warning = read_page(document, index)
        pages.append(page)
        if warning:
            warnings.append(warning)
    warnings += read_scans(document, pages, options)
    for page in pages:
        page.rows = rows_of(page.words)
    if not any(page.rows for page in pages):
        raise ConversionFault(
            "no text: nothing to read on any page",
            "Check in a PDF reader that it shows text; if it is a drawing, add a text about it",
        )
    return pages, warnings


def _body_style(pages: list[Page]) -> Style:
    """The style that most characters of the document have."""
    from ingest.converters.pdf.layout import Style

    counts: Counter[Style] = Counter()
    for page in pages:
        for word in page.words:
            counts[word.style] += len(word.text)
    return counts.most_common(1)[0][0] if counts else Style(10.0, bold=False)


def _outline(document: pdf.PdfDocument) -> list[Entry]:
    """The document's bookmarks, as far as they lead to a page."""
    from itertools import islice

    from ingest.converters.pdf.headings import Entry

    entries = []
    with suppress(*_DAMAGE):  # a damaged outline is no reason to refuse the text
        for bookmark in islice(document.get_toc(max_depth=8), _MAX_OUTLINE):
            target = bookmark.get_dest()
            index = target.get_index() if target else None
            if index is not None:
                entries.append(Entry(bookmark.get_title(), index + 1, bookmark.level + 1))
    return entries


def _lay_out(pages: list[Page], entries: list[Entry], body: Style) -> list[tuple[int, list[Block]]]:
    """Rows to blocks: furniture out, tables and columns found, headings named."""
    from ingest.converters.pdf.aligned_tables import with_aligned_tables
    from ingest.converters.pdf.blocks import Setting, blocks_of, joined
    from ingest.converters.pdf.columns import reading_order
    from ingest.converters.pdf.furniture import drop_furniture
    from ingest.converters.pdf.headings import Region, find_headings
    from ingest.converters.pdf.ruled_tables import take_ruled_tables

    drop_furniture(pages, body.size)
    regions: dict[int, list[Region]] = {}
    for page in pages:
        take_ruled_tables(page)
        regions[page.number] = [
            Region(page.number, with_aligned_tables(rows, body.mono))
            for rows in reading_order(page.rows)
        ]
    flat = [region for parts in regions.values() for region in parts]
    headings = find_headings(flat, entries, body)
    setting = Setting(flat, body)
    return [
        (
            page.number,
            joined(blocks_of(part, headings, setting) for part in regions[page.number]),
        )
        for page in pages
    ]
