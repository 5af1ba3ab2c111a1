"""Opening a PDF and reading its pages, within bounds."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pypdfium2 as pdf
import pypdfium2.raw as pdfium

from ingest.converters.pdf.layout import Page
from ingest.converters.pdf.rules import read_drawings
from ingest.converters.pdf.words import read_words
from kb.errors import ConversionFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["MAX_PAGES", "open_pdf", "read_page"]

MAX_PAGES = 5_000
_MAX_SIDE = 14_400  # points, 200 inches: the largest page that PDF itself allows

_REPAIR = "Open it in a PDF reader, print or save it to a new PDF, and add that one"


@contextmanager
def open_pdf(path: Path) -> Iterator[pdf.PdfDocument]:
    """Open a PDF for reading.

    Raises:
        ConversionFault: it is empty, damaged, encrypted, has no pages or too many.
    """
    if path.stat().st_size == 0:
        raise ConversionFault("empty: the file has no content", "Add the complete file")
    try:
        document = pdf.PdfDocument(path)
    except pdf.PdfiumError as error:
        raise _opening_fault(error) from error
    try:
        if len(document) == 0:
            raise ConversionFault("no pages: nothing to read in this PDF", _REPAIR)
        if len(document) > MAX_PAGES:
            raise ConversionFault(
                f"too long: {len(document):,} pages, at most {MAX_PAGES:,} are read",
                "Split it into parts and add those",
            )
        yield document
    finally:
        document.close()


def _opening_fault(error: pdf.PdfiumError) -> ConversionFault:
    code = getattr(error, "err_code", None)
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ConversionFault(
            "encrypted: a password is needed",
            "Open it with its password, save it without one, and add that copy",
        )
    return ConversionFault("damaged: this is not a readable PDF", _REPAIR)


def read_page(document: pdf.PdfDocument, index: int) -> tuple[Page, str]:
    """Read one page's words and lines.

    Returns:
        The page, empty where PDFium cannot load it, and a warning or an empty string.
    """
    try:
        page = document[index]
    except pdf.PdfiumError:
        return Page(index + 1, 0, 0, []), f"Page {index + 1} is damaged and was left out."
    try:
        width, height = page.get_size()
        if not (0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE):
            size = f"{width:.0f} by {height:.0f} points"
            return Page(index + 1, 0, 0, []), f"Page {index + 1} ({size}) was left out."
        text_page = page.get_textpage()
        place = _placer(page)
        words, cut = read_words(text_page.raw, place)
        drawings = read_drawings(page.raw, place)
    except pdf.PdfiumError:
        return Page(index + 1, 0, 0, []), f"Page {index + 1} is damaged and was left out."
    finally:
        page.close()
    share = min(1.0, drawings.image_area / (width * height))
    words = [word for word in words if word.x0 >= -1 and word.x1 <= width + 1]
    words = [word for word in words if word.top >= -1 and word.bottom <= height + 5]
    warning = f"Page {index + 1} is longer than can be read and was cut." if cut else ""
    return (
        Page(index + 1, width, height, words, drawings.rules, share, drawings.image_pixels),
        warning,
    )


def _placer(page: pdf.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """From PDF user space to points from the upper left of the page as shown, rotation undone."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation() % 360

    def place(x: float, y: float) -> tuple[float, float]:
        if not (math.isfinite(x) and math.isfinite(y)):
            return math.nan, math.nan
        if turn == 90:
            return y - bottom, x - left
        if turn == 180:
            return right - x, y - bottom
        if turn == 270:
            return top - y, right - x
        return x - left, top - y

    return place
