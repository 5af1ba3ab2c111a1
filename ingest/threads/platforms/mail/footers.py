"""What lists put below every message."""

from __future__ import annotations

import re

__all__ = ["without_footers"]

_RULE = re.compile(r"[>|\s]*(?:_{20,}|-{20,}|(?:-=){5,}-?|={20,})\s*$")
_LIST = re.compile(
    r"mailing list|listinfo|unsubscribe|subscription|groups\.io links|groups\.google"
    r"|yahoo! groups|liste de diffusion|lista de (?:correo|discuss)|mailinglist",
    re.IGNORECASE,
)
_FOOTER_LINES = 14


def without_footers(lines: list[str]) -> list[str]:
    """Lines without what a list puts below every message, in quotations of them too.

    That is a rule of underscores, hyphens or equals signs, and up to fourteen lines that speak of a
    list and end with an empty line, with another depth of quotation or with the text.
    """
    kept: list[str] = []
    position = 0
    while position < len(lines):
        end = _footer_end(lines, position) if _RULE.match(lines[position]) else position
        if end == position:
            kept.append(lines[position])
            end += 1
        position = end
    return kept


def _footer_end(lines: list[str], start: int) -> int:
    """Where the footer that may begin at ``start`` ends; ``start`` where none does."""
    depth = _depth(lines[start])
    end = start + 1
    while end < len(lines) and end - start <= _FOOTER_LINES and _depth(lines[end]) == depth:
        if not lines[end].strip("> \t"):
            break
        end += 1
    is_footer = any(_LIST.search(line) for line in lines[start + 1 : end])
    return end if is_footer else start


def _depth(line: str) -> int:
    marks = re.match(r"[> ]*", line)
    return marks[0].count(">") if marks else 0
