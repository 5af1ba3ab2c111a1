"""Discourse's own marks in Markdown, ``[quote]`` and its like, as plain Markdown."""

from __future__ import annotations

import re

from ingest.threads.markdown_code import code_lines

_ANY = re.compile(r"\[/?(?:quote|details|spoiler|code)\b", re.IGNORECASE)
_CODE = re.compile(r"^[ \t]*\[/?code\][ \t]*$", re.MULTILINE | re.IGNORECASE)
_MARK = re.compile(
    r"(\[quote(?:=[^\]\n]{0,300})?\]|\[/quote\]|\[details(?:=[^\]\n]{0,300})?\]"
    r"|\[/details\]|\[/?spoiler\])",
    re.IGNORECASE,
)
_USERNAME = re.compile(r"username:\s*([^,\"\s]+)")
_DEEPEST = 6


def without_marks(text: str) -> str:
    """Quotations as block quotations with their author, ``@name:``; folded parts open.

    A mark without its other half goes, and what it stood before is no quotation.
    """
    if not _ANY.search(text):
        return text
    text = _CODE.sub("```", text)
    parts = _parts(text)
    paired = _paired([mark for mark, _ in parts])
    out: list[str] = []
    depth = 0
    for place, (mark, line) in enumerate(parts):
        prefix = "> " * min(depth, _DEEPEST)
        if not mark:
            out.append(f"{prefix}{line}".rstrip() if depth else line)
        elif mark.startswith("[/quote") and place in paired:
            depth -= 1
            out.append(("> " * min(depth, _DEEPEST)).rstrip())
        elif mark.startswith("[quote") and place in paired:
            depth += 1
            out += [prefix.rstrip(), *_author(line, "> " * min(depth, _DEEPEST))]
        elif mark.startswith("[details="):
            out += [f"{prefix}**{line[9:-1].strip(chr(34))}**", prefix.rstrip()]
    return "\n".join(out)


def _parts(text: str) -> list[tuple[str, str]]:
    """Marks, lower-cased, with how they were written; and lines, with an empty mark."""
    code = code_lines(text)
    parts: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n")):
        if number in code or not _MARK.search(line):
            parts.append(("", line))
            continue
        for place, piece in enumerate(_MARK.split(line)):
            if place % 2 or piece.strip():
                parts.append((piece.lower() if place % 2 else "", piece))
    return parts


def _paired(marks: list[str]) -> set[int]:
    opened: list[int] = []
    paired: set[int] = set()
    for place, mark in enumerate(marks):
        if mark.startswith("[quote"):
            opened.append(place)
        elif mark == "[/quote]" and opened:
            paired |= {opened.pop(), place}
    return paired


def _author(mark: str, prefix: str) -> list[str]:
    """The line that says who is quoted: the user name where there is one."""
    stated = mark.partition("=")[2].rstrip("]").strip("\"' ")
    username = _USERNAME.search(stated)
    name = username[1] if username else stated.split(",")[0].strip()
    return [f"{prefix}@{name}:", prefix.rstrip()] if name else []
