"""Page anchors: how a Markdown file of the library remembers where its text stood.

A converter writes ``<!-- page: 42 -->`` (or ``slide``, ``sheet``, ``chapter``) where page 42
begins: on a line of its own between blocks, or inside a paragraph that runs over the page break.
It is an HTML comment so that the file still reads well in any Markdown viewer; our own pages turn
it into a link target ``#page-42``, and passages carry it so that a citation can say "p. 42".
A label, where one is known, follows the number: ``<!-- sheet: 2 Tariffs -->``. The posts of a
thread are places too; what follows their number is read by `kb.library.thread_format` and is no
label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

Unit = Literal["page", "slide", "sheet", "chapter", "post"]
UNITS: tuple[Unit, ...] = get_args(Unit)

ANCHOR_PATTERN = re.compile(rf"<!-- ({'|'.join(UNITS)}): (\d+)(?: ((?:(?!<!--)[^\n])*?))? -->")


@dataclass(frozen=True)
class Anchor:
    """A place in an original document.

    Attributes:
        unit: what is counted.
        number: 1-based physical number (the first sheet of paper is page 1, whatever is printed).
        label: a sheet's or chapter's name; empty for pages and slides.
    """

    unit: Unit
    number: int
    label: str = ""

    @property
    def fragment(self) -> str:
        """The link target in a page of ours, such as ``page-42``."""
        return f"{self.unit}-{self.number}"

    @property
    def target(self) -> str:
        """What follows a document's address to land there, whichever part of it shows the place."""
        return f"?at={self.fragment}#{self.fragment}"

    @property
    def citation(self) -> str:
        """How people write it: ``p. 42``, ``slide 3``, ``sheet Tariffs``."""
        if self.unit == "page":
            return f"p. {self.number}"
        return f"{self.unit} {self.label or self.number}"

    def __str__(self) -> str:
        label = " ".join(self.label.replace("--", "-").replace(">", " ").split())
        return f"<!-- {self.unit}: {self.number}{' ' + label if label else ''} -->"


def anchors(markdown: str) -> Iterator[tuple[re.Match[str], Anchor]]:
    """Yield every anchor of a Markdown text with its match, in order."""
    for match in ANCHOR_PATTERN.finditer(markdown):
        unit: Unit = match[1]  # type: ignore[assignment]  # the pattern admits nothing else
        yield match, Anchor(unit, int(match[2]), "" if unit == "post" else match[3] or "")


def strip_anchors(markdown: str) -> str:
    """The text without its anchors."""
    return ANCHOR_PATTERN.sub("", markdown)
