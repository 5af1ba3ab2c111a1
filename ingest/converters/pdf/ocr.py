"""Scanned pages: rendered by PDFium, read by Tesseract in a process of its own."""

from __future__ import annotations

import csv
import io
import math
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Style, Word
from ingest.converters.pdf.repairs import repair_word
from kb.errors import ConversionFault

if TYPE_CHECKING:
    import pypdfium2 as pdf

    from ingest.converters.base import ConversionOptions
    from ingest.converters.pdf.layout import Page

__all__ = [
    "MAX_IMAGE_PIXELS",
    "OcrTimeoutError",
    "is_scanned",
    "missing_fault",
    "read_scanned",
    "tesseract_path",
]

_DPI = 200
_MAX_PIXELS = 25_000_000
MAX_IMAGE_PIXELS = 150_000_000  # an A3 sheet at 600 dpi has 70 million; a bomb claims thousands
_LEAST_LETTERS = 20
TEXT = 10.0
_LEAST_CONFIDENCE = 20.0


class OcrTimeoutError(Exception):
    """Tesseract took longer than a page may take."""


def is_scanned(page: Page) -> bool:
    """Whether a page is a picture of text: a large image and hardly any letters of its own.

    A text layer of characters that no font explains (private use, replacement) counts as none.
    """
    text = "".join(word.text for word in page.words)
    unreadable = sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
    letters = sum(map(str.isalnum, text))
    if len(text) > 200 and unreadable > 0.5 * len(text):
        return True
    return letters < _LEAST_LETTERS and page.image_share > 0.4


def tesseract_path() -> str | None:
    """Where Tesseract is installed, if it is."""
    return shutil.which("tesseract")


def missing_fault(languages: str) -> ConversionFault:
    """The fault for a scanned document that nothing here can read."""
    return ConversionFault(
        "scanned: needs OCR, and Tesseract is not installed or is turned off",
        f"Run `{_install_command(languages)}`, then add the file again",
    )


def _install_command(languages: str) -> str:
    packs = [f"tesseract-ocr-{code.replace('_', '-')}" for code in languages.split("+") if code]
    return " ".join(["apt-get install tesseract-ocr", *packs])


def read_scanned(
    document: pdf.PdfDocument, page: Page, options: ConversionOptions, tesseract: str
) -> tuple[list[Word], float]:
    """Read a page's words from its picture.

    Args:
        document: the open PDF.
        page: the page to read; its size places the words.
        options: languages and the time one page may take.
        tesseract: path of the program.

    Returns:
        The words, running text in the nominal size `TEXT` so that all pages are alike, and the size
        it really has on this page, in points.

    Raises:
        OcrTimeoutError: the page took longer than ``options.ocr_page_seconds``.
        ConversionFault: Tesseract lacks a language, or fails.
    """
    scale = min(_DPI / 72, math.sqrt(_MAX_PIXELS / (page.width * page.height)))
    with tempfile.TemporaryDirectory(prefix="wellspring-ocr-") as folder:
        image = Path(folder) / "page.png"
        sheet = document[page.number - 1]
        try:
            bitmap = sheet.render(scale=scale, grayscale=True)
            bitmap.to_pil().save(image)
            bitmap.close()
        finally:
            sheet.close()
        table = _run(tesseract, image, scale * 72, options)
    return _words(table, scale)


def _run(tesseract: str, image: Path, dpi: float, options: ConversionOptions) -> str:
    command = [tesseract, str(image), "stdout", "-l", options.ocr_languages]
    command += ["--dpi", str(round(dpi)), "tsv"]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=options.ocr_page_seconds,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", **_environment()},
        )
    except subprocess.TimeoutExpired as error:  # run() has killed and reaped the child
        raise OcrTimeoutError from error
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace")
    complaint = done.stderr.decode("utf-8", "replace")
    if "load" in complaint and "language" in complaint:
        raise ConversionFault(
            f"scanned: needs OCR, and Tesseract lacks a language of {options.ocr_languages!r}",
            f"Run `{_install_command(options.ocr_languages)}`, then add the file again",
        )
    raise ConversionFault(
        "scanned: needs OCR, and Tesseract failed on it",
        "Try `tesseract --version` in a shell; install it anew if that fails",
    )


def _environment() -> dict[str, str]:
    import os

    return {
        key: os.environ[key] for key in ("PATH", "TESSDATA_PREFIX", "TMPDIR") if key in os.environ
    }


def _words(table: str, scale: float) -> tuple[list[Word], float]:
    """Tesseract's table of words as words in points, and their usual size."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for record in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = repair_word((record.get("text") or "").strip())
        if record.get("level") == "5" and text and float(record["conf"]) >= _LEAST_CONFIDENCE:
            key = tuple(record[part] for part in ("block_num", "par_num", "line_num"))
            lines.setdefault(key, []).append({**record, "text": text})
    sizes = sorted(_size(line) for line in lines.values())
    usual = sizes[len(sizes) // 2] if sizes else 1.0
    words = [word for line in lines.values() for word in _line_words(line, usual, scale)]
    return words, usual / scale


def _size(line: list[dict[str, str]]) -> float:
    """A line's font size in pixels, from how tall its words are for the letters they have."""
    sizes = sorted(float(word["height"]) / _em_share(word["text"]) for word in line)
    return sizes[len(sizes) // 4]  # a speck or rule makes words taller, never smaller


def _em_share(text: str) -> float:
    """How much of the font size the letters of a word reach from top to bottom."""
    tall = any(char.isupper() or char.isdigit() or char in "bdfhklt()[]/|" for char in text)
    deep = any(char in "gjpqy()[]/|,;" for char in text)
    return (0.72 if tall else 0.5) + (0.21 if deep else 0.0)


def _line_words(line: list[dict[str, str]], usual: float, scale: float) -> list[Word]:
    """Words of one line share a baseline and one of three sizes; no more can be measured."""
    ratio = _size(line) / usual
    style = Style(TEXT if ratio < 1.3 else 1.4 * TEXT if ratio < 1.7 else 1.8 * TEXT, bold=False)
    bottoms = sorted(float(word["top"]) + float(word["height"]) for word in line)
    baseline = bottoms[len(bottoms) // 2] / scale
    words = []
    for word in line:
        left, top = float(word["left"]) / scale, float(word["top"]) / scale
        right, bottom = left + float(word["width"]) / scale, top + float(word["height"]) / scale
        words.append(Word(left, top, right, bottom, word["text"], baseline, style))
    return words
