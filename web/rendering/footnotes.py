"""Footnotes of a document that is shown in parts: each part carries the notes it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

# Notes come first, as a text may end in code that was never closed; a definition of nothing
# ends them, as a text may begin with an indented line.
_END = "[end-of-notes]: #"
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True)
class Footnotes:
    """Where a document's footnotes are defined.

    Attributes:
        lines: the document's lines.
        definitions: by label, the definition's lines.
        taken: numbers of the lines that belong to a definition.
    """

    lines: Sequence[str]
    definitions: dict[str, tuple[str, ...]]
    taken: frozenset[int]

    @classmethod
    def of(cls, lines: Sequence[str], tokens: Sequence[Token]) -> Footnotes:
        """Find the definitions among a document's block tokens.

        One inside a list or quotation stays where it is: taking its lines would tear that apart.
        """
        definitions: dict[str, tuple[str, ...]] = {}
        taken: set[int] = set()
        label, start, end = "", 0, 0
        for token in tokens:
            if token.type == "footnote_reference_open" and token.level == 0:
                label, start, end = token.meta["label"], -1, -1
            elif token.type == "footnote_reference_close" and token.level == 0:
                if start >= 0:
                    definitions.setdefault(label, tuple(lines[start:end]))
                    taken.update(range(start, end))
                label = ""
            elif label and token.map:
                start = token.map[0] if start < 0 else start
                end = max(end, token.map[1])
        return cls(lines, definitions, frozenset(taken))

    def without(self, start: int, end: int) -> list[str]:
        """A stretch's lines, its definitions left out."""
        return [self.lines[number] for number in range(start, end) if number not in self.taken]

    def complete(self, lines: Sequence[str]) -> str:
        """The notes a stretch refers to, and those these refer to, followed by its text."""
        text = "\n".join(lines)
        wanted: dict[str, None] = {}
        queue = _REFERENCE.findall(text)
        while queue:
            label = queue.pop(0)
            if label in self.definitions and label not in wanted:
                wanted[label] = None
                queue += _REFERENCE.findall("\n".join(self.definitions[label]))[1:]
        notes = ["\n".join(self.definitions[label]) for label in wanted]
        return "\n\n".join([*notes, _END, text]) if notes else text
