"""Texts of a set put so that nothing reads a mark or an operator into them."""

from __future__ import annotations

import re

from search.query import clean

# Whatever begins or ends a mark, an entity, a tag, a link, code, a table's cell.
_MARKS = re.compile(r"[\\`*_\[\]<>&~|#$]")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_BULLET = re.compile(r"^[-+=]")
_FOOTNOTE = re.compile(r"\[(?=\^)")
_LINE_END = re.compile(r"\r\n?|\n")
_FIELD = re.compile(r"(?<=[^\W\d_]):(?=\w)")
_MINUS = re.compile(r"(?<!\S)[-−–—‐‑]+(?=\S)")


def markdown(text: str) -> str:
    """Markdown whose paragraphs say exactly this text, blanks aside.

    Empty lines end a paragraph, as in any text; indentation, which would make code, goes.
    """
    text = text.replace("\x00", " ").encode(errors="replace").decode()
    text = _FOOTNOTE.sub("[ ", text)  # passages leave the numbers of footnotes out
    return "\n".join(_line(line.strip()) for line in _LINE_END.split(text))


def _line(line: str) -> str:
    line = _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", line))
    return _BULLET.sub(r"\\\g<0>", line)


def one_line(text: str) -> str:
    """A text as a front matter value holds it: printable, single blanks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def question(text: str) -> str:
    """A question as somebody asks it who knows no operators.

    Quotation marks, a dash before a word and the colon of ``field:value`` are taken away, so that
    `search.query.parse` finds words and nothing else in it. No word is lost.
    """
    text = _FIELD.sub(": ", clean(text).replace('"', " "))
    return _MINUS.sub(" ", text)
