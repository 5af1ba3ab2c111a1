"""Characters that programs put into text and people never meant: ligatures, control characters."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["repair_text"]

_REPLACED = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "\xa0": " ", "\u202f": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ",
        "\xad": None, "\u200b": None, "\ufeff": None, "\u2060": None,
        "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
        # Symbol and Wingdings characters as Word writes them into text.
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0d8": "➢", "\uf0e0": "→", "\uf0b0": "°",
        "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×", "\uf06d": "μ", "\uf044": "Δ",
    }
)  # fmt: skip
# Markdown readers keep places with some of these; none is ever text.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_NEWLINES = re.compile(r"\r\n?")


def repair_text(text: str) -> str:
    """The text as it was meant: composed (NFC), line ends as line feeds, odd characters resolved.

    Arabic and other joiners (U+200C, U+200D) and direction marks stay: scripts need them.
    """
    text = _CONTROL.sub("", _NEWLINES.sub("\n", text))
    return unicodedata.normalize("NFC", text.translate(_REPLACED))
