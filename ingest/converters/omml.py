"""Word's equations (Office MathML) as LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.converters.latex_symbols import latex_character, latex_text
from ingest.converters.safe_xml import local_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

__all__ = ["omml_to_latex"]

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ACCENTS = {
    "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "overline", "\u0307": "dot",
    "\u0308": "ddot", "\u20d7": "vec", "\u0301": "acute", "\u0300": "grave",
}  # fmt: skip

_FENCES = {
    "{": r"\{", "}": r"\}", "⌊": r"\lfloor ", "⌋": r"\rfloor ", "⌈": r"\lceil ", "⌉": r"\rceil ",
    "‖": r"\|", "⟨": r"\langle ", "⟩": r"\rangle ",
}  # fmt: skip


def omml_to_latex(element: etree._Element) -> str:
    """Write an ``m:oMath`` element as LaTeX; an element that is not known gives its content.

    Returns:
        LaTeX without dollars around it; empty for an empty equation.
    """
    return " ".join(_children(element).split())


def _children(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return "".join(_write(child) for child in element)


def _write(element: etree._Element) -> str:
    name = local_name(element)
    if name.endswith("Pr"):
        return ""
    return _WRITERS.get(name, _children)(element)


def _text(element: etree._Element) -> str:
    return latex_text(element.text or "")


def _part(element: etree._Element, name: str) -> str:
    return _children(element.find(M + name)).strip()


def _property(element: etree._Element, name: str, default: str = "") -> str:
    """A value in the element's ``…Pr``: absent gives the default, stated empty gives ``""``."""
    for properties in element:
        if local_name(properties).endswith("Pr"):
            found = properties.find(M + name)
            if found is not None:
                return str(found.get(M + "val", ""))
    return default


def _fraction(element: etree._Element) -> str:
    top, bottom = _part(element, "num"), _part(element, "den")
    if _property(element, "type") == "noBar":
        return rf"\binom{{{top}}}{{{bottom}}}"
    return rf"\frac{{{top}}}{{{bottom}}}"


def _script(below: str, above: str) -> Callable[[etree._Element], str]:
    def write(element: etree._Element) -> str:
        low = f"_{{{_part(element, 'sub')}}}" if below else ""
        high = f"^{{{_part(element, 'sup')}}}" if above else ""
        base = _part(element, "e")
        return f"{{{base}}}{low}{high}" if len(base) > 1 and "\\" not in base else base + low + high

    return write


def _prescript(element: etree._Element) -> str:
    return f"{{}}_{{{_part(element, 'sub')}}}^{{{_part(element, 'sup')}}}{_part(element, 'e')}"


def _radical(element: etree._Element) -> str:
    degree = _part(element, "deg")
    return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'e')}}}"


def _nary(element: etree._Element) -> str:
    sign = latex_character(_property(element, "chr", "∫")).strip()
    low, high = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
    return f"{sign}{limits} {_part(element, 'e')}"


def _delimited(element: etree._Element) -> str:
    opening, closing = _property(element, "begChr", "("), _property(element, "endChr", ")")
    parts = [_children(part).strip() for part in element.findall(M + "e")]
    inner = latex_character(_property(element, "sepChr", "|")).join(parts)
    return rf"\left{_fence(opening)}{inner}\right{_fence(closing)}"


def _fence(character: str) -> str:
    return _FENCES.get(character, character or ".")


def _function(element: etree._Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(mark: str) -> Callable[[etree._Element], str]:
    def write(element: etree._Element) -> str:
        return f"{_part(element, 'e')}{mark}{{{_part(element, 'lim')}}}"

    return write


def _accent(element: etree._Element) -> str:
    return (
        rf"\{_ACCENTS.get(_property(element, 'chr', chr(0x302)), 'hat')}{{{_part(element, 'e')}}}"
    )


def _bar(element: etree._Element) -> str:
    name = "underline" if _property(element, "pos") == "bot" else "overline"
    return rf"\{name}{{{_part(element, 'e')}}}"


def _matrix(element: etree._Element) -> str:
    rows = [
        " & ".join(_children(cell).strip() for cell in row) for row in element.findall(M + "mr")
    ]
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _equations(element: etree._Element) -> str:
    rows = [_children(row).strip() for row in element.findall(M + "e")]
    return r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}"


_WRITERS: dict[str, Callable[[etree._Element], str]] = {
    "t": _text,
    "f": _fraction,
    "sSup": _script("", "sup"),
    "sSub": _script("sub", ""),
    "sSubSup": _script("sub", "sup"),
    "sPre": _prescript,
    "rad": _radical,
    "nary": _nary,
    "d": _delimited,
    "func": _function,
    "limLow": _limit("_"),
    "limUpp": _limit("^"),
    "acc": _accent,
    "bar": _bar,
    "m": _matrix,
    "eqArr": _equations,
}
