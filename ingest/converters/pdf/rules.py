"""Lines drawn on a page: what ruled tables are found by, and how much of it is pictures."""

from __future__ import annotations

from ctypes import c_float, c_int, c_uint
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.converters.pdf.layout import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Drawings", "read_drawings"]

# A drawing (a map, a fuzzed file) can hold millions of objects; no ruled table needs so many.
_MAX_OBJECTS = 20_000
_MAX_SEGMENTS = 400
_THIN = 2.5  # points: a rectangle this thin is a line


class Drawings(NamedTuple):
    """What is drawn on a page.

    Attributes:
        rules: horizontal and vertical lines.
        image_area: of all pictures together, square points.
        image_pixels: of the picture with the most.
    """

    rules: list[Rule]
    image_area: float
    image_pixels: int


def read_drawings(page: Any, place: Callable[[float, float], tuple[float, float]]) -> Drawings:
    """Read a page's straight lines and how much of it is pictures.

    Args:
        page: the raw handle of a loaded ``FPDF_PAGE``.
        place: turns PDF user space into points from the upper left corner.
    """
    rules: list[Rule] = []
    image_area, image_pixels = 0.0, 0
    for count, item in enumerate(_objects(page)):
        if count >= _MAX_OBJECTS:
            break
        kind = pdfium.FPDFPageObj_GetType(item)
        bounds = _bounds(item, place)
        if bounds is None:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            image_area += bounds.width * bounds.height
            image_pixels = max(image_pixels, _pixels(item))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _path_rules(item, bounds, place)
    return Drawings(rules, image_area, image_pixels)


def _objects(page: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, index)


def _pixels(item: Any) -> int:
    across, down = c_uint(), c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, across, down)
    return across.value * down.value


def _bounds(item: Any, place: Callable[[float, float], tuple[float, float]]) -> Rule | None:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return _rule(place(left.value, bottom.value), place(right.value, top.value))


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Rule:
    return Rule(
        min(start[0], end[0]),
        min(start[1], end[1]),
        max(start[0], end[0]),
        max(start[1], end[1]),
    )


def _path_rules(
    item: Any, bounds: Rule, place: Callable[[float, float], tuple[float, float]]
) -> list[Rule]:
    """A thin shape is a line; of a stroked one, its straight edges are."""
    if bounds.height <= _THIN or bounds.width <= _THIN:
        return [bounds] if max(bounds.width, bounds.height) > 2 * _THIN else []
    count = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= count <= _MAX_SEGMENTS or not _is_stroked(item):
        return []
    return [
        rule
        for rule in _edges(item, count, place)
        if min(rule.width, rule.height) <= _THIN < max(rule.width, rule.height)
    ]


def _is_stroked(item: Any) -> bool:
    fill, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)


def _edges(
    item: Any, count: int, place: Callable[[float, float], tuple[float, float]]
) -> Iterator[Rule]:
    """Every straight segment of a path, through the object's own matrix."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    x, y = c_float(), c_float()
    start = here = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _rule(here, point)
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _rule(here, start)
