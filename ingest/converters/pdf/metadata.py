"""What a PDF states about itself: title, date, language. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

from ingest.converters.metadata import clean_date, clean_language, clean_title
from ingest.converters.pdf.marks import item_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2 as pdf

    from ingest.converters.pdf.layout import Row

__all__ = ["Metadata", "read_metadata", "title_page_title"]

_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")
_PLACEHOLDER = re.compile(r"\(?(?:anonymous|unspecified|unknown|null|none)\)?", re.IGNORECASE)


class Metadata(NamedTuple):
    """Properties as stated; ``None`` where they are not, or not believable."""

    title: str | None
    published: date | None
    language: str | None


def read_metadata(document: pdf.PdfDocument, file_name: str) -> Metadata:
    """Read the document's properties.

    Args:
        document: an open PDF.
        file_name: a "title" that only repeats it is refused.
    """
    try:
        stated = document.get_metadata_dict()
    except UnicodeError:  # damaged properties are no properties
        stated = {}
    title = clean_title(stated.get("Title"))
    stem = _plain(file_name.rsplit(".", 1)[0])
    if title and (_PLACEHOLDER.fullmatch(title) or (_plain(title) == stem and " " not in title)):
        title = None
    published = _date(stated.get("ModDate")) or _date(stated.get("CreationDate"))
    return Metadata(title, published, clean_language(_language(document)))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _date(stated: str | None) -> date | None:
    """A PDF date, ``D:20200722170430Z``, as a day."""
    match = _PDF_DATE.match(stated or "")
    return clean_date(f"{match[1]}-{match[2]}-{match[3]}") if match and match[3] else None


def _language(document: pdf.PdfDocument) -> str:
    """The catalogue's ``/Lang`` entry."""
    import ctypes

    if not hasattr(pdfium, "FPDFCatalog_GetLanguage"):
        return ""
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size <= 256:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(
        document.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
    )
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def title_page_title(rows: Sequence[Row], body_size: float) -> str | None:
    """The title that the first page shows: its largest lines, if they stand out clearly.

    Args:
        rows: of the first page.
        body_size: of the document's running text, in points.
    """
    lines = [row for row in rows if row.words]
    largest = max((row.style.size for row in lines), default=0.0)
    if largest < 1.35 * body_size:
        return None
    start = next(i for i, row in enumerate(lines) if row.style.size == largest)
    end = start
    while end < len(lines) and lines[end].style.size == largest:
        end += 1
    if end - start > 4 or item_mark(lines[start]):
        return None
    title = " ".join(row.text for row in lines[start:end])
    return clean_title(title) if len(title) <= 200 else None
