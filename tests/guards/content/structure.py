"""Shape: it opens with prose, its headings are in order, and it is neither a note nor a book."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.guards.content.text import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

WORDS = {"hub": range(150, 451), "reading-list": range(40, 121)}
DOCUMENT_WORDS = range(300, 1201)
QUESTIONS = range(6, 9)


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Opening, headings and length of a page."""
    if not page.blocks or page.blocks[0].kind != "text":
        line = page.blocks[0].line if page.blocks else 0
        remedy = "Begin with a paragraph that says what the reader gets"
        yield page.fault(line, "The first block is not prose", remedy)
    allowed = WORDS.get(page.kind, DOCUMENT_WORDS)
    if page.words not in allowed:
        remedy = f"Write {allowed.start} to {allowed.stop - 1}; link to what is said elsewhere"
        yield page.fault(0, f"It has {page.words} words", remedy)
    yield from _headings(page)
    if page.kind == "hub":
        yield from _hub(page)
    if page.kind == "questions":
        yield from _questions(page)


def _headings(page: Page) -> Iterator[Fault]:
    headings = [block for block in page.blocks if block.kind == "heading"]
    seen: set[str] = set()
    if not headings and page.kind != "reading-list":
        yield page.fault(0, "It has no heading", "Divide it with `##` headings")
    for before, heading in pairwise([None, *headings]):
        assert heading is not None
        deepest = before.level + 1 if before else 2
        if not 2 <= heading.level <= deepest:
            remedy = f"Use {' or '.join('#' * level for level in range(2, deepest + 1))}"
            message = f"“{heading.text}” is a heading of level {heading.level}"
            yield page.fault(heading.line, message, remedy)
        if heading.text.casefold() in seen:
            remedy = "Word one of them otherwise: headings are addresses"
            yield page.fault(heading.line, f"“{heading.text}” is there twice", remedy)
        seen.add(heading.text.casefold())
        if re.search(r"[.:]$|\[\^", heading.text):
            remedy = "Take the full stop, colon or mark away"
            yield page.fault(heading.line, f"The heading “{heading.text}”", remedy)


def _hub(page: Page) -> Iterator[Fault]:
    for wanted in ("Questions people ask here", "Key figures"):
        section = [block for block in page.blocks if block.section[:1] == (wanted,)]
        if len(section) < 3:
            remedy = f"Add `## {wanted}` with a list of at least three"
            yield page.fault(0, f"The hub says too little under “{wanted}”", remedy)
    for block in page.blocks:
        listed = block.section[:1] == ("Key figures",) and block.kind == "item"
        if listed and not MARK.search(block.text):
            yield page.fault(block.line, "A key figure without a source", "Mark its source")


def _questions(page: Page) -> Iterator[Fault]:
    asked = [one for one in page.blocks if one.kind == "heading" and one.level == 2]
    asked = [heading for heading in asked if "?" in heading.text]
    if len(asked) not in QUESTIONS:
        remedy = "Ask 6 to 8, each as a `##` heading with its question mark"
        yield page.fault(0, f"It asks {len(asked)} questions", remedy)
    for heading in asked:
        answer = [one for one in page.blocks if one.section[:1] == (heading.text,)]
        if not any("](/documents/" in block.text for block in answer):
            remedy = "End the answer with `[text](/documents/id)` to the document that says more"
            yield page.fault(heading.line, "The answer links to no document", remedy)
