"""Paragraphs that a mail program broke into lines, put together again (RFC 3676)."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"^(>*) ?")


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Text of ``format=flowed`` with its paragraphs whole.

    Args:
        text: lines, those that go on in the next one ending with a blank.
        delsp: the blank at a line's end is not part of the text, as in scripts without blanks.
    """
    lines: list[tuple[int, list[str]]] = []
    open_depth = -1
    for line in text.split("\n"):
        marks = _QUOTED.match(line)
        depth = len(marks[1]) if marks else 0
        words = line[marks.end() :] if marks else line
        if depth == open_depth and words != "-- ":
            lines[-1][1].append(words)
        else:
            lines.append((depth, [words]))
        flows = words.endswith(" ") and words != "-- "
        open_depth = depth if flows else -1
        if flows and delsp:
            lines[-1][1][-1] = words[:-1]
    return "\n".join(_line(depth, "".join(words)) for depth, words in lines)


def _line(depth: int, words: str) -> str:
    words = words if words == "-- " else words.rstrip(" ")
    return (">" * depth + " " + words).rstrip() if depth else words
