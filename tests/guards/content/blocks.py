"""A document's body as blocks that know their line and section; markdown-it-py reads the Markdown.

Unlike ``search.blocks`` the text of a block stays Markdown: the checks look for footnote marks,
links and code spans in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

Kind = Literal["heading", "text", "item", "table", "code"]
Row = tuple[int, list[str]]

NOTE_START = re.compile(r"\[\^(\w+)\]:[ \t]*(.*)")
_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("reference")


@dataclass(frozen=True)
class Note:
    """A footnote's explanation."""

    key: str
    text: str
    line: int


@dataclass
class Block:
    """A heading, a paragraph, a paragraph of a list item, a table, or fenced code.

    Attributes:
        kind: what it is.
        text: its Markdown; a table's rows one a line.
        line: its first line in the file.
        section: the titles of the headings it stands under, the highest first.
        level: 2 to 6 for headings, otherwise 0.
        info: what follows the fence (``figure``).
        rows: a table's rows with their lines, the head first.
    """

    kind: Kind
    text: str
    line: int
    section: tuple[str, ...] = ()
    level: int = 0
    info: str = ""
    rows: list[Row] = field(default_factory=list)


def split(body: str, first_line: int) -> tuple[list[Block], list[Note]]:
    """Blocks and footnotes of a body whose first line is ``first_line`` of its file."""
    rest, notes = _without_notes(body.splitlines(), first_line)
    reader = _Reader(first_line)
    for token in _MARKDOWN.parse("\n".join(rest)):
        reader.take(token)
    return reader.found, notes


def _without_notes(lines: list[str], first_line: int) -> tuple[list[str], list[Note]]:
    """The lines with those of footnotes emptied, and the footnotes."""
    rest: list[str] = []
    notes: list[Note] = []
    inside = False
    for number, line in enumerate(lines, first_line):
        if start := NOTE_START.match(line):
            notes.append(Note(start[1], start[2], number))
            inside = True
        elif inside and line.startswith("    "):
            last = notes.pop()
            notes.append(Note(last.key, f"{last.text} {line.strip()}", last.line))
        else:
            inside = False
        rest.append("" if inside else line)
    return rest, notes


class _Reader:
    """Walks the tokens of one body, keeping the section and list it is in."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.found: list[Block] = []
        self.path: list[tuple[int, str]] = []
        self.level = 0
        self.lists = 0
        self.table: Block | None = None

    def take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1])
            case "heading_close":
                self.level = 0
            case "bullet_list_open" | "ordered_list_open":
                self.lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self.lists -= 1
            case "table_open":
                self.table = self._add("table", "", token)
            case "table_close" if self.table:
                self.table.text = "\n".join(" | ".join(cells) for _, cells in self.table.rows)
                self.table = None
            case "tr_open" if self.table:
                self.table.rows.append((self._line(token), []))
            case "fence":
                self._add("code", token.content, token).info = token.info.strip()
            case "inline":
                self._inline(token)

    def _inline(self, token: Token) -> None:
        if self.table:
            self.table.rows[-1][1].append(token.content)
        elif self.level:
            self.path = [one for one in self.path if one[0] < self.level]
            self._add("heading", token.content, token).level = self.level
            self.path.append((self.level, token.content))
        else:
            self._add("item" if self.lists else "text", token.content, token)

    def _add(self, kind: Kind, text: str, token: Token) -> Block:
        section = tuple(title for _, title in self.path)
        self.found.append(Block(kind, text, self._line(token), section))
        return self.found[-1]

    def _line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)
