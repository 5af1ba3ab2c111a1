"""Repairs of what fonts, wrong decodings and line ends do to words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ingest.converters.text_repair import repair_text

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

__all__ = ["SOFT_HYPHEN", "join_lines", "repair_word"]

SOFT_HYPHEN = "\u00ad"

# Presentation forms of Hebrew and Arabic, mathematical letters: for reading and searching they are
# the plain letters. Full NFKC would also flatten superscripts (10² is not 102).
_COMPATIBILITY = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\U0001d400-\U0001d7ff]")
_BROKEN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/=&?%_#]$|https?:$")
_MOJIBAKE = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u20ac\u2122\u0153\u02dc]")


def repair_word(text: str) -> str:
    """Undo what fonts and wrong decodings did to a word; a soft hyphen at its end is kept."""
    if text.isascii() and text.isprintable():
        return text
    if _MOJIBAKE.search(text):
        import ftfy

        text = ftfy.fix_encoding(text)
    text = _COMPATIBILITY.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    hyphen = SOFT_HYPHEN if text.endswith(SOFT_HYPHEN) else ""
    return "".join(repair_text(text).split()) + hyphen


def join_lines(lines: Sequence[str], vocabulary: Container[str] = ()) -> str:
    """Join the lines of a paragraph, undoing hyphenation at their ends.

    Args:
        lines: in order, without line ends.
        vocabulary: lower-case words the document uses elsewhere. They decide whether ``re-`` and
            ``use`` were ``reuse`` or ``re-use``: what occurs joined is joined, what occurs with its
            hyphen, or as two words, keeps it; all else is joined.
    """
    text = ""
    for line in lines:
        if text.endswith(("-", SOFT_HYPHEN, "\u2010")) and line:
            text = _rejoin(text, line, vocabulary)
        elif _BROKEN_ADDRESS.search(text) and (line[:1].islower() or line[:1].isdigit()):
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text.replace(SOFT_HYPHEN, "")


def _rejoin(text: str, line: str, vocabulary: Container[str]) -> str:
    head = re.search(r"([^\W\d_]+)[-\u00ad\u2010]$", text)
    tail = re.match(r"[^\W\d_]+", line)
    if head is None or tail is None:
        return text + (line if text[-2:-1].strip() else " " + line)
    joined, hyphenated = head[1] + tail[0], f"{head[1]}-{tail[0]}"
    if text[-1] == SOFT_HYPHEN or joined.lower() in vocabulary:
        return text[:-1] + line
    parts = len(head[1]) > 2 and len(tail[0]) > 2
    compound = head[1].lower() == "self" or (
        parts and head[1].lower() in vocabulary and tail[0].lower() in vocabulary
    )
    if compound or hyphenated.lower() in vocabulary or not tail[0][0].islower():
        return text + line
    return text[:-1] + line
