"""Where Markdown holds code, which nothing that works on its text may touch."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RUNS = re.compile(r"`+")
_EMPTY_LINES = re.compile(r"(\n(?:[ \t>]*\n)+)")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 60}).disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def block_tokens(markdown: str) -> list[Token]:
    """The blocks of a text, as CommonMark finds them; what stands within lines is not parsed."""
    return _parser().parse(markdown)


def code_lines(markdown: str) -> set[int]:
    """The lines, from 0, that belong to code blocks, fences included."""
    return {
        line
        for token in block_tokens(markdown)
        if token.type in {"fence", "code_block"} and token.map
        for line in range(*token.map)
    }


def pieces(markdown: str) -> Iterator[tuple[bool, str]]:
    """Cut a text into code and what is none; put together they are the text again.

    Yields:
        Whether it is code, and the piece.
    """
    code = code_lines(markdown) if _may_hold_blocks(markdown) else set()
    run: list[str] = []
    for number, line in enumerate(markdown.split("\n")):
        before = "\n" if number else ""
        if run and (number in code) != (number - 1 in code):
            yield from _piece("".join(run), is_code=number - 1 in code)
            run = []
        run.append(before + line)
    if run:
        yield from _piece("".join(run), is_code=markdown.count("\n") in code)


def _may_hold_blocks(markdown: str) -> bool:
    """Without any of these there is no code block, and parsing can be spared."""
    return any(mark in markdown for mark in ("```", "~~~", "    ", "\t"))


def _piece(text: str, *, is_code: bool) -> Iterator[tuple[bool, str]]:
    if is_code or "`" not in text:
        yield is_code, text
        return
    for paragraph in _EMPTY_LINES.split(text):
        yield from _spans(paragraph)


def _spans(paragraph: str) -> Iterator[tuple[bool, str]]:
    """Code spans: from a run of backticks to the next run of the same length."""
    runs = list(_RUNS.finditer(paragraph))
    closing: list[int | None] = []
    latest: dict[int, int] = {}
    for place in range(len(runs) - 1, -1, -1):
        closing.append(latest.get(len(runs[place][0])))
        latest[len(runs[place][0])] = place
    closing.reverse()
    done, place = 0, 0
    while place < len(runs):
        end = closing[place]
        escaped = paragraph.endswith("\\", 0, runs[place].start())
        if end is None or escaped:
            place += 1
            continue
        yield False, paragraph[done : runs[place].start()]
        yield True, paragraph[runs[place].start() : runs[end].end()]
        done, place = runs[end].end(), end + 1
    yield False, paragraph[done:]
