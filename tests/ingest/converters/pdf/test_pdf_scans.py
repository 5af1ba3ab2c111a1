"""Scanned pages: with Tesseract, with a slow or lacking one, and without."""

from __future__ import annotations

import io
import os
import shutil
import stat
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.converters.pdf.layout import Page
from ingest.converters.pdf.ocr import is_scanned
from kb.errors import ConversionFault
from tests.ingest.converters.pdf.conftest import Sheet

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)


def scan(sheet: Sheet, *lines: str) -> Sheet:
    """Fill the page with a picture of text, as a scanner does."""
    picture = Image.new("L", (1240, 1754), "white")
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((150, 200 + 60 * number), line, fill="black", font=ImageFont.load_default(36))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    buffer.seek(0)
    sheet.image(buffer, 0, 0, sheet.w, sheet.h)
    return sheet


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a shell script named ``tesseract`` alone on the search path."""

    def install(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        if script:
            path = folder / "tesseract"
            path.write_text(f"#!/bin/sh\n{script}\n")
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))

    return install


@needs_tesseract
def test_scanned_pages_are_read_and_the_warning_says_so(sheet, converted):
    """Tesseract's words come out in reading order, and the operator is told."""
    scan(sheet, "Minimum night flow", "was measured in every district", "of the town in 2019.")
    document = converted(sheet)
    assert "was measured in every district of the town in 2019." in document.markdown
    assert any("read by OCR" in warning for warning in document.warnings)


def test_without_tesseract_the_fault_names_the_command(sheet, converted, program):
    """A scanned document fails with the packages of the languages that are set."""
    program("")
    with pytest.raises(ConversionFault) as caught:
        converted(scan(sheet, "Text"), ocr_languages="eng+fra")
    assert caught.value.message.startswith("scanned: needs OCR")
    assert (
        "apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra" in caught.value.remedy
    )


def test_ocr_turned_off_is_respected(sheet, converted):
    """With ``ocr="off"`` a scanned document fails even where Tesseract is installed."""
    with pytest.raises(ConversionFault, match="scanned: needs OCR"):
        converted(scan(sheet, "Text"), ocr="off")


def test_a_document_scanned_in_part_is_converted_with_a_warning(sheet, converted, program):
    """The pages that have text come out; the others are named."""
    program("")
    sheet.prose()
    sheet.add_page()
    document = converted(scan(sheet, "Text"))
    assert "burden for every utility" in document.markdown
    assert document.warnings[0].startswith("Page 2 was scanned and left out: scanned: needs OCR")


def test_a_page_that_takes_too_long_is_left_out_and_its_process_ends(sheet, converted, program):
    """The time limit holds for each page, and the child is gone afterwards."""
    program('echo $$ > "${0%/*}/pid"; exec /bin/sleep 60')
    sheet.prose()
    sheet.add_page()
    started = time.monotonic()
    document = converted(scan(sheet, "Text"), ocr_page_seconds=1)
    assert time.monotonic() - started < 20
    assert any("more than 1 seconds" in warning for warning in document.warnings)
    pid = int((Path(os.environ["PATH"]) / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_missing_language_is_named(sheet, converted, program):
    """Tesseract without a language pack ends in a fault with the command that installs it."""
    program("echo \"Error opening data file. Failed loading language 'swa'\" >&2; exit 1")
    with pytest.raises(ConversionFault, match="lacks a language of 'swa'") as caught:
        converted(scan(sheet, "Text"), ocr_languages="swa")
    assert "tesseract-ocr-swa" in caught.value.remedy


def test_a_failing_program_is_a_fault_not_a_crash(sheet, converted, program):
    """Any other failure of Tesseract is told in one line."""
    program("exit 139")
    with pytest.raises(ConversionFault, match="Tesseract failed"):
        converted(scan(sheet, "Text"))


def test_an_empty_page_is_not_scanned():
    """Only pictures make a scan; a blank page stays blank."""
    assert not is_scanned(Page(1, 595, 842, []))
    assert is_scanned(Page(1, 595, 842, [], image_share=0.9))
