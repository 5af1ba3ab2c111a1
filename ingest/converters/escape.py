"""Plain text to Markdown that shows exactly that text: nothing in it becomes markup or HTML."""

from __future__ import annotations

import re

__all__ = ["escape_inline", "escape_paragraph"]

_INLINE = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|\s*(?:\n|$))    # a backslash that would escape what follows
    | `                                 # code
    | \*(?!\s) | (?<=[^\s])\*           # emphasis; a star between blanks is no mark
    | (?<![^\W_])_ | _(?![^\W_])        # emphasis; within a word it is none
    | <(?=[A-Za-z/!?]|$)                # a tag, a comment
    | &(?=\#?\w+;)                      # an entity
    | \](?=[(\[:])                      # a link's or reference's text
    | \[(?=\^)                          # a footnote
    | ~(?=~)                            # struck through
    """,
    re.VERBOSE | re.ASCII,
)
# Not every Markdown reader takes a backslash before these, but each knows entities.
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "=": "&#61;", "$": "&#36;"}
# As Markdown's "smart dollar": an opening one before ink, a closing one after ink.
_MATH = re.compile(r"\$(?=\S[^$]*\$)(?=[^$]*[^\s$]\$)|(?<=\S)\$")
_BLOCK_START = re.compile(r"[#>]|[-+*](?=\s|$)|~(?=~~)|=(?==*\s*$)|-(?=[-\s]*$)|[_*](?=[_*\s]*$)")
_NUMBER_START = re.compile(r"^(\d+)([.)])(?=\s|$)")


def escape_inline(text: str) -> str:
    """Escape what Markdown or HTML would read as a mark within a line.

    ``<`` becomes ``&lt;`` where it could open a tag (not in "p < 0.05"); intraword underscores,
    lone stars and lone dollars stay as they are, because most text should read as it did.
    """
    text = _INLINE.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), text)
    if text.count("$") > 1:
        text = _MATH.sub(_ENTITIES["$"], text)
    return text


def escape_paragraph(text: str) -> str:
    """Escape text that stands as a paragraph of its own: also the marks at a line's start.

    Line breaks within ``text`` stay; indentation goes, since four blanks would make it code.
    """
    return "\n".join(escape_line_start(escape_inline(line.strip())) for line in text.splitlines())


def escape_line_start(line: str) -> str:
    """Escape what a Markdown reader takes for a heading, list, quote, fence or rule.

    Args:
        line: inline Markdown without indentation.
    """
    line = _NUMBER_START.sub(r"\1\\\2", line)
    mark = _BLOCK_START.match(line)
    return _ENTITIES.get(mark[0], "\\" + mark[0]) + line[1:] if mark else line
