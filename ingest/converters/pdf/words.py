"""Words of a page with place and style, from PDFium's characters."""

from __future__ import annotations

import ctypes
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.converters.pdf.layout import Style, Word
from ingest.converters.pdf.repairs import repair_word
from ingest.converters.pdf.rows import is_rtl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MAX_CHARACTERS", "read_words"]

# No page that people read holds more; a fuzzed one can claim millions.
MAX_CHARACTERS = 200_000

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|medi(?!um)", re.IGNORECASE)
_MONO = re.compile(r"mono|courier|consol|typewriter|nimbusmonl|cmtt|menlo", re.IGNORECASE)
_ORNAMENTS = re.compile(r"wingding|webding|dingbat|iconicsymbol", re.IGNORECASE)
# PDFium writes a hyphen at a line's end as one of these; U+00AD is the soft hyphen proper.
_LINE_END = "-\u00ad\u2010"
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "\u00ad"}


class _Char(NamedTuple):
    text: str
    place: int
    size: float


class _Font(NamedTuple):
    bold: bool
    mono: bool
    ornaments: bool  # pictures instead of letters


def read_words(
    text_page: Any, place: Callable[[float, float], tuple[float, float]]
) -> tuple[list[Word], bool]:
    """Read a page's words in the file's own order.

    Args:
        text_page: the raw handle of a loaded ``FPDF_TEXTPAGE``.
        place: turns PDF user space (from the lower left, before the page's rotation) into points
            from the upper left corner of the page as it is shown.

    Returns:
        The words, and whether the page was cut off at `MAX_CHARACTERS`.
    """
    count = pdfium.FPDFText_CountChars(text_page)
    limit = min(count, MAX_CHARACTERS)
    words = [word for run in _runs(text_page, limit) if (word := _word(text_page, run, place))]
    return words, count > limit


def _runs(text_page: Any, count: int) -> Iterator[list[_Char]]:
    """Characters between spaces; a raised number makes a run of its own."""
    run: list[_Char] = []
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        text = _HYPHENS.get(code) or chr(code)
        if (code <= 0x20 and code not in _HYPHENS) or text.isspace():
            if run:
                yield run
            run = []
            continue
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        if run and _starts_mark(text_page, text, size, index, run):
            yield run
            run = []
        run.append(_Char(text, index, size))
        if text in _LINE_END and _line_ends(text_page, index, count):
            yield run
            run = []
    if run:
        yield run


def _line_ends(text_page: Any, index: int, count: int) -> bool:
    """Whether the character after a hyphen stands on another line: PDFium leaves no space there."""
    if index + 1 >= count or pdfium.FPDFText_GetUnicode(text_page, index + 1) <= 0x20:
        return False
    here, there = _origin(text_page, index), _origin(text_page, index + 1)
    return there[0] < here[0] or abs(there[1] - here[1]) > 100


def _starts_mark(text_page: Any, text: str, size: float, index: int, run: list[_Char]) -> bool:
    """Whether a small raised digit begins after full-size text: a footnote mark or an exponent."""
    if not text.isdigit() or not 0 < size < 0.85 * run[-1].size:
        return False
    return _origin(text_page, index)[1] > _origin(text_page, run[-1].place)[1] + 0.1 * size


def _word(
    text_page: Any, run: list[_Char], place: Callable[[float, float], tuple[float, float]]
) -> Word | None:
    boxes = [_char_box(text_page, run[0].place), _char_box(text_page, run[-1].place)]
    corners = [place(x, y) for box in boxes for x, y in ((box[0], box[1]), (box[2], box[3]))]
    x_values = [x for x, _ in corners]
    y_values = [y for _, y in corners]
    if not all(map(math.isfinite, x_values + y_values)):
        return None
    scale, turned = _matrix(text_page, run[0].place, place)
    size = max(char.size for char in run) * scale
    font = _font(text_page, run[0].place)
    bold = font.bold or pdfium.FPDFText_GetFontWeight(text_page, run[0].place) >= 600
    text = "".join(char.text for char in run)
    if sum(map(is_rtl, text)) * 2 > len(text) > 1:
        text = _from_right(text_page, run)
    if font.ornaments:
        text = "•" if len(run) == 1 else ""  # a bullet; several are a decoration
    text = repair_word(text)
    if not text:
        return None
    return Word(
        x0=min(x_values),
        top=min(y_values),
        x1=max(x_values),
        bottom=max(y_values),
        text=text,
        baseline=_baseline(text_page, run, place),
        style=Style(round(2 * size) / 2, bold, font.mono),
        turned=turned,
    )


def _from_right(text_page: Any, run: list[_Char]) -> str:
    """The characters of a right-to-left word in reading order, however the file stores them.

    Letters that share a glyph, as lam and alef do, share its place and keep their order.
    """
    lefts = [_char_box(text_page, char.place)[0] for char in run]
    pairs = list(zip(lefts, run, strict=True))
    if lefts[0] < lefts[-1]:
        pairs.reverse()
    return "".join(char.text for _, char in sorted(pairs, key=lambda pair: -pair[0]))


def _char_box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, rect)
    return rect.left, rect.bottom, rect.right, rect.top


def _baseline(
    text_page: Any, run: list[_Char], place: Callable[[float, float], tuple[float, float]]
) -> float:
    largest = max(run, key=lambda char: char.size)
    return place(*_origin(text_page, largest.place))[1]


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    return x.value, y.value


def _matrix(
    text_page: Any, index: int, place: Callable[[float, float], tuple[float, float]]
) -> tuple[float, bool]:
    """How much the text matrix enlarges the font, and whether it turns the text on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    origin, along = place(0.0, 0.0), place(matrix.a, matrix.b)
    turned = abs(along[1] - origin[1]) > 0.1 * abs(along[0] - origin[0])
    scale = math.hypot(matrix.c, matrix.d)
    return (scale if 0.01 < scale < 1000 else 1.0), turned


def _font(text_page: Any, index: int) -> _Font:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, 128, flags)
    return _font_of(buffer.value)


@lru_cache(maxsize=512)
def _font_of(raw: bytes) -> _Font:
    name = raw.decode("utf-8", "replace")
    return _Font(*(bool(kind.search(name)) for kind in (_BOLD, _MONO, _ORNAMENTS)))
