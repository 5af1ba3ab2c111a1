"""What a Word document's paragraph styles mean: headings of which depth, title, contents list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

__all__ = ["W", "heading_levels", "style_names"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Word keeps built-in names in English whatever its language; other programs write their own.
_HEADING_NAME = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|cabeçalho|encabezado|kop|rubrik|overskrift|otsikko"
    r"|nagłówek|заголовок|başlık|标题|標題|見出し|عنوان)\s*(\d)",
    re.IGNORECASE,
)


def style_names(styles: etree._Element | None) -> dict[str, str]:
    """Paragraph style names in lower case by style id."""
    names = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        name = style.find(W + "name")
        names[str(style.get(W + "styleId"))] = str(
            name.get(W + "val") if name is not None else ""
        ).lower()
    return names


def heading_levels(styles: etree._Element | None, names: Mapping[str, str]) -> dict[str, int]:
    """The depth (1 = outermost) of each paragraph style that is a heading.

    Judged by the style's name, else by its outline level, its own or that of a style it is based
    on. Styles for the contents list are none, though some are based on headings.
    """
    if styles is None:
        return {}
    by_id = {str(style.get(W + "styleId")): style for style in styles.iter(W + "style")}
    levels = {}
    for style_id in by_id:
        level = _level(style_id, by_id, names)
        if level:
            levels[style_id] = level
    return levels


def _level(
    style_id: str, by_id: Mapping[str, etree._Element], names: Mapping[str, str]
) -> int | None:
    seen: set[str] = set()
    current = style_id
    while current in by_id and current not in seen:
        seen.add(current)
        if names.get(current, "").startswith("toc"):
            return None
        named = _HEADING_NAME.match(names.get(current, ""))
        if named and "char" not in names[current]:
            return min(max(int(named[1]), 1), 6)
        outline = by_id[current].find(f"{W}pPr/{W}outlineLvl")
        stated = str(outline.get(W + "val")) if outline is not None else ""
        if stated.isdecimal():
            return int(stated) + 1 if int(stated) < 6 else None
        based_on = by_id[current].find(W + "basedOn")
        current = str(based_on.get(W + "val")) if based_on is not None else ""
    return None
