"""MathML, as web pages, e-books and OpenDocument hold it, as LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.converters.latex_symbols import latex_text
from ingest.converters.safe_xml import local_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

__all__ = ["mathml_to_latex"]

_ACCENTS = {
    "^": "hat",
    "~": "tilde",
    "¯": "bar",
    "‾": "overline",
    "→": "vec",
    "˙": "dot",
    "¨": "ddot",
}


def mathml_to_latex(element: etree._Element) -> str:
    """Write a ``math`` element as LaTeX: its own TeX annotation where it has one.

    Returns:
        LaTeX without dollars around it; empty for an empty equation.
    """
    for annotation in element.iter():
        if local_name(annotation) == "annotation" and "tex" in str(
            annotation.get("encoding") or ""
        ):
            return " ".join((annotation.text or "").split())
    return " ".join(_write(element).split())


def _write(element: etree._Element) -> str:
    name = local_name(element)
    if name.startswith("annotation") or not name:
        return ""
    parts = [_write(child) for child in element if local_name(child)]
    writer = _WRITERS.get(name)
    if writer is not None and len(parts) >= writer[0]:
        return writer[1](parts)
    return latex_text((element.text or "").strip()) + "".join(parts)


def _over(parts: list[str]) -> str:
    accent = _ACCENTS.get(parts[1].strip())
    return rf"\{accent}{{{parts[0]}}}" if accent else f"{parts[0]}^{{{parts[1]}}}"


def _fenced(parts: list[str]) -> str:
    return rf"\left({', '.join(parts)}\right)"


# For each element: how many children it needs, and what to make of them.
_WRITERS: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "mfrac": (2, lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
    "msqrt": (1, lambda p: rf"\sqrt{{{''.join(p)}}}"),
    "mroot": (2, lambda p: rf"\sqrt[{p[1]}]{{{p[0]}}}"),
    "msub": (2, lambda p: f"{p[0]}_{{{p[1]}}}"),
    "msup": (2, lambda p: f"{p[0]}^{{{p[1]}}}"),
    "msubsup": (3, lambda p: f"{p[0]}_{{{p[1]}}}^{{{p[2]}}}"),
    "munder": (2, lambda p: f"{p[0]}_{{{p[1]}}}"),
    "mover": (2, _over),
    "munderover": (3, lambda p: f"{p[0]}_{{{p[1]}}}^{{{p[2]}}}"),
    "mfenced": (1, _fenced),
    "mtable": (1, lambda p: r"\begin{matrix}" + r" \\ ".join(p) + r"\end{matrix}"),
    "mtr": (1, " & ".join),
}
