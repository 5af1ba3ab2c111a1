"""What the first characters of a line say: list item, caption, contents entry, section number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ingest.converters.pdf.layout import Row

__all__ = ["Mark", "is_bullet", "is_caption", "is_contents_line", "item_mark", "section_number"]

# Bullets of symbol fonts come as private-use characters.
_BULLET = re.compile(r"[•●○◦▪■□▫‣⁃∙·–—\-*+~➢➤►✓✔❖\ue000-\uf8ff]|o")
_BULLET_GLUED = re.compile(r"([•●◦▪■‣⁃∙➢➤►✓✔❖\ue000-\uf8ff])(?=\S)")
_ORDINAL = re.compile(r"\(?(\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.)]")
_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|table|tabla|tableau|tabela|abb(?:ildung|\.)?|tabelle|listing|box"
    r"|chart|map|photo|gr[aá]fico|cuadro|ilustraci[oó]n|encadr[eé]|quadro)"
    r"\s*(?:[A-Z]{1,2}[.-]?)?\d+(?:[.\-–]\d+)*[a-z]?\s*(?:[:.–—|-](?=\s|$)|$|(?-i:[A-ZÁÉÍÓÚÀÉÈÊ(]))",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})?$|…{2,}", re.IGNORECASE)
_SECTION = re.compile(r"(?:(\d{1,2}|[A-Z])((?:\.\d{1,3})*)\.?|[IVX]{1,5}\.)(?=\s)")


class Mark(NamedTuple):
    """A list item's mark.

    Attributes:
        text: as Markdown writes it, ``-`` or ``3.``; other ordinals stay as printed, after ``-``.
        words: how many of the row's words it takes up.
        x: where the item's own text begins, in points.
    """

    text: str
    words: int
    x: float


def item_mark(row: Row) -> Mark | None:
    """The mark with which a row begins a list item, if it does."""
    if not row.words:
        return None
    first = row.words[0].text
    if len(row.words) > 1:
        x = row.words[1].x0
        if _BULLET.fullmatch(first) and not _is_dash_clause(row):
            return Mark("-", 1, x)
        ordinal = _ORDINAL.fullmatch(first)
        if ordinal and not _is_initial(row, first):
            number = f"{ordinal[1]}." if ordinal[1].isdigit() else f"- {first}"
            return Mark(number, 1, x)
    if _BULLET_GLUED.match(first):
        return Mark("-", 0, row.words[0].x0 + row.words[0].style.size / 2)
    return None


def is_bullet(mark: Mark | None) -> bool:
    """Whether an item's mark is a bullet rather than a number or letter."""
    return mark is not None and mark.text == "-"


def _is_dash_clause(row: Row) -> bool:
    """Whether what looks like a bullet is a minus or dash within a sentence."""
    first, second = row.words[0], row.words[1]
    if first.text == "o":
        return second.x0 - first.x1 < 0.8 * first.style.size
    return first.text in "–—-*·+~" and second.text[0].isdigit() and second.x0 - first.x1 < 2


def _is_initial(row: Row, first: str) -> bool:
    """``A. Smith`` is a name and ``I. Introduction`` a heading: capitals need a wide gap."""
    if re.fullmatch(r"[A-Z]\.,?", row.words[1].text):
        return True
    gap = row.words[1].x0 - row.words[0].x1
    return first[0].isalpha() and first[0].isupper() and gap < 0.6 * row.words[0].style.size


def is_caption(text: str) -> bool:
    """Whether a paragraph is the caption of a figure, table or box."""
    return bool(_CAPTION.match(text)) and len(text) < 600


def is_contents_line(text: str) -> bool:
    """Whether a line leads with dots to a page number, as in a table of contents."""
    return bool(_CONTENTS.search(text))


def section_number(text: str) -> str:
    """``3.1`` of ``3.1 Physical Components``; empty where there is none."""
    match = _SECTION.match(text)
    return match[0].rstrip(".") if match else ""
