"""The structure of a Markdown text: which lines are headings, lists, tables, code, notes.

Splitting documents and listing their headings need lines, which Python-Markdown does not tell, so
markdown-it-py's block parser finds them, as it does for passages; Python-Markdown renders.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from web.rendering.anchor_rules import place_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Two dozen quotations or a dozen lists in each other: none needs more, and both parsers recurse.
_DEEPEST = 24
_CONTAINERS = frozenset({"blockquote_open", "bullet_list_open", "ordered_list_open"})


def scan(source: str, references: dict[str, Any] | None = None) -> list[Token]:
    """Find the blocks of a text.

    Args:
        source: Markdown with line feeds.
        references: link definitions found are added to it.

    Returns:
        markdown-it's block tokens. What is nested too deeply is one ``code_block`` token with its
        source; a heading in a footnote is a paragraph, as the note may be shown in several parts.
    """
    env: dict[str, Any] = {"references": {} if references is None else references}
    tokens = _block_parser().parse(source, env)
    return list(_notes_without_headings(_flattened(tokens, source.split("\n"))))


@cache
def _block_parser() -> MarkdownIt:
    """Stateless, so one serves every thread.

    HTML blocks are switched off: they would swallow the Markdown that follows an anchor or a tag.
    """
    md = MarkdownIt("commonmark", {"maxNesting": 2 * _DEEPEST}).enable("table")
    md.use(footnote_plugin, inline=False)
    md.use(dollarmath_plugin, allow_labels=False)
    md.use(place_rule)
    return md.disable(["html_block", "inline", "footnote_tail"])


def _flattened(tokens: Iterable[Token], lines: list[str]) -> Iterator[Token]:
    """The tokens, with lists and quotations that stand too deep as pieces of code."""
    skipped: Token | None = None
    for token in tokens:
        if skipped is not None:
            if token.nesting < 0 and token.level == skipped.level:
                skipped = None
        elif token.type in _CONTAINERS and token.level >= _DEEPEST and token.map:
            skipped = token
            text = "\n".join(lines[slice(*token.map)])
            yield Token("code_block", "code", 0, map=token.map, level=token.level, content=text)
        else:
            yield token


def _notes_without_headings(tokens: Iterable[Token]) -> Iterator[Token]:
    in_note = 0
    for token in tokens:
        if token.type in {"footnote_reference_open", "footnote_reference_close"}:
            in_note += token.nesting
        elif in_note and token.type in {"heading_open", "heading_close"}:
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"
        yield token
