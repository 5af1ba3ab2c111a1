"""Characters and function names of equations as LaTeX writes them."""

from __future__ import annotations

import re

__all__ = ["latex_character", "latex_text"]

_GREEK_LETTERS = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau"
    " upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_GREEK = dict(zip(_GREEK_LETTERS, _GREEK_NAMES.split(), strict=True))
_LATEX = _GREEK | {
    "×": "times", "÷": "div", "·": "cdot", "⋅": "cdot", "±": "pm", "∓": "mp", "≤": "leq", "≥":
    "geq", "≠": "neq", "≈": "approx", "≡": "equiv", "∞": "infty", "∂": "partial", "∇": "nabla",
    "∑": "sum", "∏": "prod", "∫": "int", "∬": "iint", "∮": "oint", "√": "surd", "∈": "in", "→":
    "to", "←": "leftarrow", "↔": "leftrightarrow", "⇒": "Rightarrow", "∝": "propto", "∴":
    "therefore", "⋯": "cdots", "…": "ldots", "∀": "forall", "∃": "exists", "∅": "emptyset", "∪":
    "cup", "∩": "cap", "⊂": "subset", "∘": "circ", "ϵ": "epsilon", "ϕ": "varphi", "∆": "Delta",
    "°": "circ", "∼": "sim",
}  # fmt: skip
_PLAIN = {"−": "-", "\u2061": "", "\u200b": "", "\xa0": " ", "′": "'", "°": r"^{\circ}"}
_SPECIAL = re.compile(r"[#%&_{}$]")
_NAMES = "arcsin|arccos|arctan|sinh|cosh|tanh|sin|cos|tan|cot|log|ln|exp|lim|max|min"
_FUNCTION_NAMES = re.compile(rf"(?<![\\A-Za-z])(?:{_NAMES})(?![A-Za-z])")
_APPLIED = re.compile(rf"({_NAMES})\u2061")  # the invisible "function application"


def latex_text(text: str) -> str:
    """A run of an equation: its letters, with symbols and known functions as commands."""
    latex = "".join(latex_character(character) for character in _APPLIED.sub(r"\1 ", text))
    return _FUNCTION_NAMES.sub(r"\\\g<0>", latex)


def latex_character(character: str) -> str:
    """One character; a command ends in a blank, so that letters can follow."""
    if character in _PLAIN:
        return _PLAIN[character]
    if character in _LATEX:
        return f"\\{_LATEX[character]} "
    return "\\" + character if _SPECIAL.match(character) else character
