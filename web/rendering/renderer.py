"""Markdown to safe HTML, remembered by content so that a page is rendered once."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import structlog
from cachetools import LRUCache, cachedmethod
from markupsafe import Markup

from kb.files import sha256_of_text
from kb.library.anchors import anchors
from web.rendering.anchor_rules import code_html
from web.rendering.figures import draw_figures
from web.rendering.markup import render
from web.rendering.outline import Outline, nested
from web.rendering.sanitise import sanitise
from web.translation import page_locale

if TYPE_CHECKING:
    from web.rendering.outline import Part
    from web.rendering.terms import TermMarks

PART_BYTES = 80_000
"""Markdown bytes of one page of the site: about 30 kB of compressed HTML."""


class Renderer:
    """Renders documents and remembers outlines and parts, each up to a number of bytes."""

    def __init__(self, *, part_bytes: int = PART_BYTES, cache_bytes: int = 32_000_000) -> None:
        """Args: ``part_bytes`` splits long documents, ``cache_bytes`` bounds each of two caches."""
        self.part_bytes = part_bytes
        self._outlines: LRUCache[str, Outline] = LRUCache(cache_bytes, _outline_size)
        self._parts: LRUCache[Any, Markup] = LRUCache(cache_bytes, len)
        self._lock = Lock()

    def outline(self, markdown: str) -> Outline:
        """A body's headings, places and parts."""
        return self._outline(_key(markdown), markdown)

    def part(self, markdown: str, number: int, marks: TermMarks | None = None) -> Markup:
        """The HTML of a body's part, counted from 1, with the glossary's terms marked.

        Raises:
            IndexError: where there is no such part.
        """
        return self._part(_key(markdown), number, marks, markdown)

    def fragment(self, markdown: str) -> Markup:
        """The HTML of a short text such as a hub's introduction, all in one."""
        return self.part(markdown, 1)

    @cachedmethod(
        lambda self: self._outlines, key=lambda _s, h, _m: h, lock=lambda self: self._lock
    )
    def _outline(self, _hash: str, markdown: str) -> Outline:
        return Outline.of(markdown, self.part_bytes)

    @cachedmethod(
        lambda self: self._parts,
        key=lambda _s, h, n, t, _m: (h, n, t),
        lock=lambda self: self._lock,
    )
    def _part(self, _hash: str, number: int, marks: TermMarks | None, markdown: str) -> Markup:
        outline = self.outline(markdown)
        if not 1 <= number <= len(outline.parts):
            raise IndexError(number)
        return _render(outline.parts[number - 1], outline.references, marks)


def _key(markdown: str) -> str:
    """A text in the language of the page around it, which numbers its tables and pages."""
    return f"{sha256_of_text(markdown)} {page_locale()}"


def _outline_size(outline: Outline) -> int:
    """Bytes an outline holds, roughly: texts at up to four bytes a character, some per heading."""
    return sum(2 * len(part.markdown) for part in outline.parts) + 500 * len(outline.headings)


def _render(part: Part, references: dict[str, Any], marks: TermMarks | None) -> Markup:
    targets = {heading.slug for heading in part.headings}
    targets |= {anchor.fragment for _match, anchor in anchors(part.markdown)}
    try:
        html = render(part.markdown, references, _names(part))
    except Exception:  # noqa: BLE001  # whatever a document does to the parser, it can be read
        structlog.get_logger().exception("document_shown_as_text")
        html = f'<pre tabindex="0"><code>{code_html(part.markdown)}</code></pre>'
    page = sanitise(html, frozenset(targets))
    return draw_figures(marks.mark(page) if marks else page)


def _names(part: Part) -> list[tuple[int, str]]:
    """Levels that start below the page's title, and link targets, of a part's headings."""
    depths = nested(heading.depth for heading in part.headings)
    return [
        (min(depth + 1, 6), heading.slug)
        for heading, depth in zip(part.headings, depths, strict=True)
    ]
