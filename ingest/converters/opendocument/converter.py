"""OpenDocument texts, presentations and spreadsheets (ODT, ODP, ODS)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.html_build import anchor, heading
from ingest.converters.metadata import clean_date, clean_language, clean_title
from ingest.converters.page_marks import judge_pages
from ingest.converters.sheet_blocks import read_rows, sheets_markdown
from ingest.converters.titles import settle_title
from ingest.converters.zip_guard import open_container
from kb.errors import ConversionFault
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Callable
    from zipfile import ZipFile

    from lxml import etree

    from ingest.converters.opendocument.text import TextReader

__all__ = ["OpenDocumentConverter"]

_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


class OpenDocumentConverter:
    """ODT, ODP and ODS."""

    name = "opendocument"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Zip containers whose ``mimetype`` names a text, presentation or spreadsheet."""
        return format_of(source) in {Format.ODT, Format.ODP, Format.ODS}

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn ``content.xml`` into Markdown."""
        from ingest.converters.safe_xml import read_part

        with open_container(source.path) as container:
            if b"encryption-data" in _read(container, "META-INF/manifest.xml"):
                raise ConversionFault("encrypted", "Save the file without a password and retry.")
            content = read_part(container, "content.xml")
            styles = read_part(container, "styles.xml")
            meta = read_part(container, "meta.xml")
            if content is None:
                raise ConversionFault("damaged: it has no content.xml", "Save it again and retry.")
            kind = format_of(source)
            if kind is Format.ODS:
                return _spreadsheet(content, meta)
            if kind is Format.ODP:
                return _presentation(content, styles, meta)
            return _text(content, styles, meta, lambda name: read_part(container, name))


def _read(container: ZipFile, name: str) -> bytes:
    return container.read(name) if name in container.NameToInfo else b""


def _stated(meta: etree._Element | None, tag: str) -> str | None:
    found = meta.find(f".//{tag}") if meta is not None else None
    return found.text if found is not None else None


def _document(meta: etree._Element | None, document: ConvertedDocument) -> ConvertedDocument:
    """Add what the document's properties state."""
    return replace(
        document,
        title=document.title or clean_title(_stated(meta, _DC + "title")),
        language=clean_language(_stated(meta, _DC + "language")),
        published=clean_date(_stated(meta, _DC + "date"))
        or clean_date(_stated(meta, _META + "creation-date")),
    )


def _text(
    content: etree._Element,
    styles: etree._Element | None,
    meta: etree._Element | None,
    part: Callable[[str], etree._Element | None],
) -> ConvertedDocument:
    from ingest.converters.html_to_markdown import html_to_markdown
    from ingest.converters.opendocument.text import TextReader, body_of

    reader = TextReader(content, styles, part)
    html = anchor(Anchor("page", 1)) + reader.blocks(body_of(content, "text"))
    marks = judge_pages(html, reader.pages, _stated_pages(meta))
    html = marks.html if marks.pages else marks.html.removeprefix(anchor(Anchor("page", 1)))
    stated = clean_title(_stated(meta, _DC + "title"))
    markdown = html_to_markdown(html + reader.notes_html())
    markdown, title = settle_title(markdown, clean_title(reader.title), stated)
    document = ConvertedDocument(
        markdown,
        title,
        pages=marks.pages,
        unit="page" if marks.pages else None,
        warnings=(marks.warning,) if marks.warning else (),
    )
    return _document(meta, document)


def _stated_pages(meta: etree._Element | None) -> int | None:
    found = meta.find(f".//{_META}document-statistic") if meta is not None else None
    stated = str(found.get(_META + "page-count") or "") if found is not None else ""
    return int(stated) if stated.isdecimal() else None


def _presentation(
    content: etree._Element, styles: etree._Element | None, meta: etree._Element | None
) -> ConvertedDocument:
    from ingest.converters.html_to_markdown import html_to_markdown
    from ingest.converters.opendocument.slides import slides
    from ingest.converters.opendocument.text import TextReader

    reader: TextReader = TextReader(content, styles)
    html: list[str] = []
    found = slides(content, reader)
    for number, slide in enumerate(found, start=1):
        html.append(anchor(Anchor("slide", number)))
        html.append(heading(2, slide.title) if slide.title else "")
        html += [
            slide.body,
            f"<blockquote><p><b>Notes:</b></p>{slide.notes}</blockquote>" if slide.notes else "",
        ]
    markdown = html_to_markdown("".join(html) + reader.notes_html())
    return _document(meta, ConvertedDocument(markdown, pages=len(found), unit="slide"))


def _spreadsheet(content: etree._Element, meta: etree._Element | None) -> ConvertedDocument:
    from ingest.converters.opendocument.sheets import sheets

    hidden, found = [], []
    for name, is_hidden, rows in sheets(content):
        found.append(read_rows(name, rows))
        hidden += [f"Sheet {name!r} is hidden; it is included."] if is_hidden else []
    warnings = (*hidden, *(warning for sheet in found for warning in sheet.warnings))
    document = ConvertedDocument(
        sheets_markdown(found), pages=len(found), unit="sheet", warnings=warnings
    )
    return _document(meta, document)
