"""A plain text as blocks: what its author says, and what they quote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.threads.platforms.mail.attributions import begins_original, copied, intro_above

__all__ = ["Block", "blocks_of"]

_MARKS = re.compile(r"^[ \t]{0,2}((?:>[ \t]?)+)")


@dataclass
class Block:
    """Lines of the author's own or quoted ones, these with the line that names who wrote them."""

    quoted: bool
    lines: list[str] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """How many of its lines say something."""
        return sum(bool(line.strip("> \t")) for line in self.lines)


def blocks_of(lines: list[str]) -> list[Block]:
    """A text as blocks of its author and of others, in turn."""
    blocks = [Block(quoted=False)]
    for place, line in enumerate(lines):
        if begins_original(lines, place):
            blocks.append(Block(quoted=True, lines=copied(lines[place:])))
            break
        marks = _MARKS.match(line)
        quoted = marks is not None or (blocks[-1].quoted and not line.strip())
        if quoted != blocks[-1].quoted:
            blocks.append(Block(quoted))
            if quoted:
                _take_intro(blocks[-2], blocks[-1])
        blocks[-1].lines.append(_quoted_line(line, marks) if marks else line)
    return blocks


def _quoted_line(line: str, marks: re.Match[str]) -> str:
    """One form of marks for all: ``> > text``."""
    return ("> " * marks[1].count(">") + line[marks.end() :]).rstrip()


def _take_intro(own: Block, quotation: Block) -> None:
    """Give the lines that name a quotation's author to it, right above it as they are."""
    end = len(own.lines)
    while end and not own.lines[end - 1].strip():
        end -= 1
    count = intro_above(own.lines[:end])
    if count:
        quotation.intro, own.lines = own.lines[end - count : end], own.lines[: end - count]
