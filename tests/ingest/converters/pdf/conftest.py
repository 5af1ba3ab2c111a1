"""PDFs made on the spot, small enough to read in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.pdf import PdfConverter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROSE = (
    "Water that is produced but never billed is a burden for every utility. The balance divides "
    "it into apparent losses, real losses and unbilled authorised consumption, and knowing these "
    "parts is the first step towards a plan that lasts longer than one season of repairs."
)


class Sheet(FPDF):
    """An A4 document whose elements are placed like those of a real one."""

    def __init__(self, format: str | tuple[float, float] = "A4") -> None:  # noqa: A002  # FPDF's
        super().__init__(unit="pt", format=format)
        self.set_margins(60, 70)
        self.set_auto_page_break(False)
        self.add_page()
        self.set_font("Times", size=11)

    def heading(self, text: str, size: float = 16, bold: bool = True) -> Sheet:
        """A line in larger type with room above and below."""
        self.ln(14)
        self.set_font("Times", "B" if bold else "", size)
        self.cell(text=text)
        self.ln(size + 8)
        self.set_font("Times", size=11)
        return self

    def prose(self, text: str = PROSE, width: float = 475) -> Sheet:
        """A justified paragraph at the current place."""
        self.multi_cell(width, 13, text)
        self.ln(13)
        return self

    def line_at(self, x: float, y: float, text: str, size: float = 11, style: str = "") -> Sheet:
        """One line with its baseline at a given place."""
        self.set_font("Times", style, size)
        self.text(x, y, text)
        self.set_font("Times", size=11)
        return self


@pytest.fixture
def sheet() -> Sheet:
    """An empty A4 page to write on."""
    return Sheet()


@pytest.fixture
def converted(tmp_path: Path) -> Callable[..., ConvertedDocument]:
    """Write a document to a file and convert it."""

    def convert(pdf: FPDF, **options: object) -> ConvertedDocument:
        path = tmp_path / "document.pdf"
        pdf.output(str(path))
        return PdfConverter().convert(SourceFile.of(path), ConversionOptions(**options))  # type: ignore[arg-type]

    return convert
