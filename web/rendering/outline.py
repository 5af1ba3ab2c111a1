"""A document's outline: its headings, its places, and the parts a long one is shown in."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kb.library.anchors import Anchor, anchors
from web.rendering.anchor_rules import keep_tables_whole
from web.rendering.footnotes import Footnotes
from web.rendering.markup import plain_texts, readable
from web.rendering.parts import split_lines
from web.rendering.scan import scan
from web.rendering.slugs import Slugs
from web.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token


@dataclass(frozen=True)
class Heading:
    """A heading of a document.

    Attributes:
        text: as read, without marks.
        slug: its link target, unique in the document.
        depth: 1 for the outermost; never more than one deeper than the heading before.
        part: 1-based number of the part it stands in.
    """

    text: str
    slug: str
    depth: int
    part: int


@dataclass(frozen=True)
class Part:
    """A stretch of a document that is one page of the site: its Markdown and its headings."""

    markdown: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Outline:
    """What a document's page needs to know before rendering.

    Attributes:
        headings: in order.
        anchors: page anchors in order, each fragment once, with the part they stand in.
        parts: at least one.
        references: link definitions, for a link may be defined in another part.
    """

    headings: tuple[Heading, ...]
    anchors: tuple[tuple[Anchor, int], ...]
    parts: tuple[Part, ...]
    references: dict[str, Any] = field(default_factory=dict)

    def part_of(self, target: str) -> int | None:
        """Number of the part that holds a link target; ``None`` where there is no such target."""
        for anchor, part in self.anchors:
            if anchor.fragment == target:
                return part
        return next((item.part for item in self.headings if item.slug == target), None)

    @classmethod
    def of(cls, markdown: str, part_bytes: int) -> Outline:
        """Read a body's outline and split it into parts of about ``part_bytes`` UTF-8 bytes."""
        source = keep_tables_whole(readable(markdown))
        references: dict[str, Any] = {}
        tokens = scan(source, references)
        lines = source.split("\n")
        stretches = split_lines(lines, tokens, part_bytes)
        starts = [stretch.start for stretch in stretches]
        headings = _headings(tokens, source, starts, references)
        notes = Footnotes.of(lines, tokens)
        parts = tuple(
            Part(
                notes.complete([*stretch.prefix, *notes.without(stretch.start, stretch.end)]),
                tuple(item for item in headings if item.part == number),
            )
            for number, stretch in enumerate(stretches, 1)
        )
        return cls(headings, _places(parts), parts, references)


def nested(levels: Iterable[int]) -> list[int]:
    """Heading levels as depths: the first is 1, and none is more than one below the one before."""
    above: list[int] = []
    depths = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        depths.append(len(above))
    return depths


def _places(parts: tuple[Part, ...]) -> tuple[tuple[Anchor, int], ...]:
    first: dict[str, tuple[Anchor, int]] = {}
    for number, part in enumerate(parts, 1):
        for _match, anchor in anchors(part.markdown):
            first.setdefault(anchor.fragment, (anchor, number))
    return tuple(first.values())


def _headings(
    tokens: list[Token], source: str, starts: list[int], references: dict[str, Any]
) -> tuple[Heading, ...]:
    slugs = Slugs(anchor.fragment for _match, anchor in anchors(source))
    opened = [pair for pair in pairwise(tokens) if pair[0].type == "heading_open"]
    depths = nested(int(token.tag[1]) for token, _inline in opened)
    texts = plain_texts((inline.content for _token, inline in opened), references)
    found = []
    for (token, _inline), depth, plain in zip(opened, depths, texts, strict=True):
        text = plain or gettext("Untitled section")
        line = token.map[0] if token.map else 0
        part = sum(start <= line for start in starts)
        found.append(Heading(text, slugs.of(plain or gettext("Untitled section")), depth, part))
    return tuple(found)
