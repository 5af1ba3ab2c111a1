"""Plain text of posts as Markdown that shows it line by line, as it was written.

Lines that begin with ``>`` quote, lines in a row that begin as items are a list, and what is set by
columns (indented, or with wide gaps, as tables and code in mails are) stays as it stands, fenced.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ingest.converters.escape import escape_inline, escape_line_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_URL = re.compile(r"(<https?://[^\s<>]+>|https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}*_])")
_QUOTED = re.compile(r"((?:[ ]{0,4}>)+)[ ]?(.*)", re.DOTALL)
_DEEPEST = 6
_ITEM = re.compile(r"[ ]{0,3}(?:([-*+•‣▪])|(\d{1,3})[.)])[ \t]+(\S.*)")
_COLUMNS = re.compile(
    r"(?:[ ]{4}|\t)[ \t]*\S"  # indented
    r"|.{0,200}?\S(?:[ ]{3,}|\t)\S"  # a wide gap, or two that no sentence ends before
    r"|.{0,200}?[^\s.!?:][ ]{2,}\S.{0,200}?[^\s.!?:][ ]{2,}\S"
)
_FENCE = re.compile(r"`{3,}")


class _Line(NamedTuple):
    depth: int
    kind: str
    text: str


def plain_to_markdown(text: str) -> str:
    """Plain text, repaired, as Markdown that shows the same lines.

    Args:
        text: with line feeds only.
    """
    out: list[str] = []
    above = 0
    for (depth, kind), group in groupby(_settled(text), lambda line: (line.depth, line.kind)):
        if kind == "empty":
            continue
        if out:
            out.append(("> " * min(depth, above)).rstrip())
        prefix, above = "> " * depth, depth
        out += [f"{prefix}{line}" for line in _WRITERS[kind]([line.text for line in group])]
    return "\n".join(out)


def link_urls(text: str, escape: Callable[[str], str]) -> str:
    """Text with its web addresses made links, and all else escaped."""
    parts = _URL.split(text)
    return "".join(
        f"<{part.strip('<>')}>" if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def _line(line: str) -> _Line:
    quoted = _QUOTED.fullmatch(line)
    depth = min(quoted[1].count(">"), _DEEPEST) if quoted else 0
    text = (quoted[2] if quoted else line).rstrip()
    if not text.strip():
        return _Line(depth, "empty", "")
    if _COLUMNS.match(text):
        return _Line(depth, "columns", text)
    return _Line(depth, "items" if _ITEM.match(text) else "text", text.strip())


def _settled(text: str) -> list[_Line]:
    """Lines, where one alone makes no list, nor columns unless it is indented."""
    lines = map(_line, text.split("\n"))
    settled: list[_Line] = []
    for (_, kind), group in groupby(lines, lambda line: (line.depth, line.kind)):
        run = list(group)
        if len(run) == 1 and kind in {"items", "columns"} and not _is_indented(run[0].text):
            run = [run[0]._replace(kind="text", text=run[0].text.strip())]
        settled += run
    return settled


def _is_indented(text: str) -> bool:
    return text.startswith(("    ", "\t"))


def _text(lines: list[str]) -> list[str]:
    written = [escape_line_start(link_urls(line, escape_inline)) for line in lines]
    return [*(f"{line}  " for line in written[:-1]), written[-1]]


def _items(lines: list[str]) -> list[str]:
    found = [item for item in map(_ITEM.match, lines) if item]
    marks = [f"{item[2]}." if item[2] else "-" for item in found]
    texts = [escape_line_start(link_urls(item[3], escape_inline)) for item in found]
    return [f"{mark} {text}" for mark, text in zip(marks, texts, strict=True)]


def _columns(lines: list[str]) -> list[str]:
    longest = max((len(run) for line in lines for run in _FENCE.findall(line)), default=2)
    fence = "`" * (longest + 1)
    return [fence, *lines, fence]


_WRITERS: dict[str, Callable[[list[str]], Iterable[str]]] = {
    "text": _text,
    "items": _items,
    "columns": _columns,
}
