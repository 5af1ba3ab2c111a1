"""What to do about scanned pages: read them, warn about them, or say what is missing."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Style
from ingest.converters.pdf.ocr import (
    MAX_IMAGE_PIXELS,
    TEXT,
    OcrTimeoutError,
    is_scanned,
    missing_fault,
    read_scanned,
    tesseract_path,
)

if TYPE_CHECKING:
    import pypdfium2 as pdf

    from ingest.converters.base import ConversionOptions
    from ingest.converters.pdf.layout import Page, Word

__all__ = ["read_scans"]


def read_scans(
    document: pdf.PdfDocument, pages: list[Page], options: ConversionOptions
) -> list[str]:
    """Give scanned pages their words, and say in warnings what was done.

    Raises:
        ConversionFault: every page with anything on it is scanned, and no OCR is at hand.
    """
    scanned = [page for page in pages if is_scanned(page)]
    monsters = [page for page in scanned if page.image_pixels > MAX_IMAGE_PIXELS]
    scanned = [page for page in scanned if page.image_pixels <= MAX_IMAGE_PIXELS]
    warnings = []
    if monsters:
        warnings.append(f"{_numbers(monsters)} left out: a picture too large to open.")
    if not scanned:
        return warnings
    tesseract = tesseract_path() if options.ocr == "auto" else None
    if tesseract is None:
        fault = missing_fault(options.ocr_languages)
        if not any(page.words and not is_scanned(page) for page in pages):
            raise fault
        return [*warnings, f"{_numbers(scanned)} scanned and left out: {fault}"]
    late = _read(document, scanned, options, tesseract)
    warnings.append(f"{_numbers(scanned)} scanned and read by OCR; check figures and names.")
    if late:
        seconds = options.ocr_page_seconds
        warnings.append(f"{_numbers(late)} left out: OCR took more than {seconds} seconds a page.")
    return warnings


def _read(
    document: pdf.PdfDocument, pages: list[Page], options: ConversionOptions, tesseract: str
) -> list[Page]:
    """Replace the words of pages by what OCR reads; return those that took too long."""
    late = []
    sizes: dict[int, float] = {}
    for page in pages:
        page.rules = []
        try:
            words, size = read_scanned(document, page, options, tesseract)
        except OcrTimeoutError:
            late.append(page)
            continue
        # A title on a photograph is text already: OCR must find more than that.
        if _letters(words) > _letters(page.words):
            page.words = words
            sizes[page.number] = size
    if sizes:
        _set_in(median(sizes.values()), [page for page in pages if page.number in sizes])
    return late


def _set_in(size: float, pages: list[Page]) -> None:
    """Give what OCR read the size that running text has on most pages."""
    for page in pages:
        for word in page.words:
            word.style = Style(round(2 * size * word.style.size / TEXT) / 2, bold=False)


def _letters(words: list[Word]) -> int:
    return sum(char.isalnum() for word in words for char in word.text)


def _numbers(pages: list[Page]) -> str:
    """``Page 3 was`` or ``Pages 3, 4 and 9 were``."""
    numbers = [str(page.number) for page in pages]
    if len(numbers) == 1:
        return f"Page {numbers[0]} was"
    shown = numbers if len(numbers) <= 12 else [*numbers[:11], f"{len(numbers) - 11} more"]
    return f"Pages {', '.join(shown[:-1])} and {shown[-1]} were"
