"""Texts on their way from Python-Markdown's block parser to its inline marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from web.rendering.normal_form import shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BRACKET = re.compile(r"[\[\]]")
_PLAIN_TARGET = r"""\(\s*(?:<[^<>]*>|[^()"'<>]*)(?:"[^"]*"|'[^']*')?\s*\)"""
_OPEN_TARGET = re.compile(rf"\](?=\()(?!{_PLAIN_TARGET})")
# Python-Markdown looks for the end of each bracket by itself, several times: about a second.
_MOST_STEPS = 2_000_000


class Shown(Treeprocessor):
    """Gives every text back the characters that were hidden from the block parser."""

    def run(self, root: Element) -> None:
        """Change the tree's texts; one that would take too long keeps its marks unread."""
        for element in root.iter():
            if element.text:
                element.text = _affordable(shown(element.text))
            if element.tail:
                element.tail = _affordable(shown(element.tail))


def _affordable(text: str) -> str:
    return AtomicString(code_escape(text)) if _steps(text) > _MOST_STEPS else text


def _steps(text: str) -> int:
    """Characters looked at for links: from each bracket to the one that closes it, or the end."""
    opened: list[int] = []
    steps = sum(len(text) - match.end() for match in _OPEN_TARGET.finditer(text))
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            steps += match.start() - opened.pop()
    return steps + sum(len(text) - start for start in opened)
