"""OpenDocument presentations: title, body in reading order, and notes of every slide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ingest.converters.opendocument.text import OFFICE, TABLE, TextReader, body_of
from ingest.converters.safe_xml import local_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["SlideHtml", "slides"]

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_FURNITURE = {"header", "footer", "date-time", "page-number"}
_LENGTH = re.compile(r"(-?[\d.]+)\s*(cm|mm|in|pt|pc|px)?")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}


class SlideHtml(NamedTuple):
    """One slide's parts as HTML; the title inline, empty where there is none."""

    title: str
    body: str
    notes: str


def slides(content: etree._Element, reader: TextReader) -> list[SlideHtml]:
    """All slides, hidden ones included."""
    return [
        _slide(page, reader) for page in body_of(content, "presentation").findall(_DRAW + "page")
    ]


def _slide(page: etree._Element, reader: TextReader) -> SlideHtml:
    title, notes = "", ""
    body: list[str] = []
    for shape in sorted(page, key=_position):
        kind = shape.get(_PRESENTATION + "class")
        if local_name(shape) == "notes":
            notes = "".join(
                reader.blocks(frame)
                for frame in shape
                if frame.get(_PRESENTATION + "class") == "notes"
            )
        elif kind == "title" and not title:
            title = "<br>".join(
                reader.inline(p) for p in shape.iter() if local_name(p) in {"p", "h"}
            )
        elif kind not in _FURNITURE and shape.tag != OFFICE + "forms":
            body.append(_shape(shape, reader))
    return SlideHtml(title, "".join(body), notes)


def _shape(shape: etree._Element, reader: TextReader) -> str:
    if shape.tag == _DRAW + "g":
        return "".join(_shape(child, reader) for child in sorted(shape, key=_position))
    table = shape.find(TABLE + "table")
    return reader.table(table) if table is not None else reader.blocks(shape)


def _position(shape: etree._Element) -> tuple[float, float]:
    return round(_length(shape.get(_SVG + "y"))), _length(shape.get(_SVG + "x"))


def _length(stated: str | None) -> float:
    found = _LENGTH.fullmatch(stated or "")
    return float(found[1]) * _CENTIMETRES[found[2] or "cm"] if found else 0.0
