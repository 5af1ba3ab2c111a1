"""The markup of chats, ``*bold*`` and ``~struck~``, as Markdown, with the lines as they were."""

from __future__ import annotations

import re

__all__ = ["to_markdown"]

_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_STRUCK = re.compile(r"(?<![\w~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\w~])")
_BULLET = re.compile(r"^([ \t]*)[•◦▪] ?", re.MULTILINE)
_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")


def to_markdown(text: str) -> str:
    """Markdown that shows what a chat shows: code alone is left as it is."""
    pieces = _CODE.split(text)
    return "".join(
        _code(piece) if place % 2 else _words(piece) for place, piece in enumerate(pieces)
    )


def _words(text: str) -> str:
    text = _STRUCK.sub(r"~~\1~~", _BOLD.sub(r"**\1**", text))
    return _LINE_END.sub("  \n", _BULLET.sub(r"\1- ", text))


def _code(text: str) -> str:
    """Fences stand on lines of their own."""
    if not text.startswith("```"):
        return text
    inside = text[3:-3].strip("\n")
    return f"\n```\n{inside}\n```\n"
