"""Nothing unsourced: the strict rule for case studies, the rule for figures everywhere else.

Case studies: every paragraph, list item and table holds a mark, or the paragraph that leads in to
its list or table does. Free of it are a lead-in that ends in a colon, a line of links, and
sections that the heading declares ours (``OURS``); a quantity must be marked there, too.

Elsewhere: a paragraph, list item or table with a quantity (``quantities``) holds a mark, or the
paragraph that leads in to its list or table does. Free of it are sections on a worked example,
what follows the words that it is invented or our advice (in the block, its lead-in or its
heading), and numbers that are inputs or results of the worked example.

Not caught: a claim in words; a wrong source; a second quantity in a block whose mark belongs to
the first; a figure written in letters; a number without unit.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from tests.guards.content.quantities import numbers, quantities
from tests.guards.content.text import LINK, MARK, plain, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.blocks import Block
    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

OURS = re.compile(
    r"^(what it does not show|our (view|reading|advice)|what to take from it|questions to ask"
    r"|read (more|on|next)|see also)\b",
    re.IGNORECASE,
)
EXAMPLE = re.compile(r"\bexamples?\b|\binvented\b", re.IGNORECASE)
DECLARED = re.compile(
    r"\binvented\b|\bour (own )?(advice|rule|view|estimate|proposal|judge?ment|reading)s?\b"
    r"|\bof ours\b|\b(is|are) ours\b"
    r"|\bwe (advise|suggest|recommend)\b",
    re.IGNORECASE,
)
DECLARED_AT_END = re.compile(r"\((our (own )?advice|invented)[^()]*\)\.?$", re.IGNORECASE)
REMEDY = "Mark its source `[^key]`, say that it is our advice or invented, or leave it out"
READ = {"text", "item", "table"}


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Unsourced claims of a case study; unsourced quantities of any other page."""
    if page.kind == "case-study":
        yield from _case_study(page)
    elif page.kind != "reading-list":
        yield from _elsewhere(page)


def _case_study(page: Page) -> Iterator[Fault]:
    blocks = [block for block in page.blocks if block.kind in READ]
    for number, block in enumerate(blocks):
        if _marked(number, blocks) or _only_links(block):
            continue
        found = quantities(block.text)
        if found:
            yield page.fault(block.line, f"“{found[0]}” without a source", REMEDY)
        elif not _declared_ours(block) and not block.text.rstrip().endswith(":"):
            message = f"Without a source: “{_start(block)} …”"
            remedy = "Mark its source, or move it under “What it does not show” or “Our view”"
            yield page.fault(block.line, message, remedy)


def _elsewhere(page: Page) -> Iterator[Fault]:
    blocks = [block for block in page.blocks if block.kind in READ]
    own = set(_example_numbers(page))
    for number, block in enumerate(blocks):
        if _marked(number, blocks) or _free(number, blocks):
            continue
        found = [one for one in quantities(_claimed(block)) if not set(numbers(one)) <= own]
        if found:
            yield page.fault(block.line, f"“{found[0]}” without a source", REMEDY)


def _marked(number: int, blocks: list[Block]) -> bool:
    """Whether the block holds a mark, or the lead-in of its list or table does."""
    lead = _lead_in(number, blocks)
    return bool(MARK.search(blocks[number].text) or (lead and MARK.search(lead.text)))


def _free(number: int, blocks: list[Block]) -> bool:
    """Whether heading or lead-in say that this is the worked example, or ours."""
    block, lead = blocks[number], _lead_in(number, blocks)
    if any(EXAMPLE.search(title) or DECLARED.search(title) for title in block.section):
        return True
    return bool(lead and DECLARED.search(lead.text))


def _claimed(block: Block) -> str:
    """A block's text up to the sentence that says that what follows is ours.

    Nothing where that is said in brackets at its end, or somewhere in a table.
    """
    text = plain(block.text)
    if DECLARED_AT_END.search(text) or (block.kind == "table" and DECLARED.search(text)):
        return ""
    return " ".join(takewhile(lambda one: not DECLARED.search(one), sentences(text)))


def _lead_in(number: int, blocks: list[Block]) -> Block | None:
    """The paragraph above a list or table, in the same section."""
    block = blocks[number]
    if block.kind == "text":
        return None
    before = [one for one in blocks[:number] if one.section == block.section]
    return next((one for one in reversed(before) if one.kind == "text"), None)


def _example_numbers(page: Page) -> Iterator[float]:
    example = page.fields.get("example") or {}
    for group in ("inputs", "results"):
        for value in (example.get(group) or {}).values():
            yield float(value)


def _declared_ours(block: Block) -> bool:
    return any(OURS.match(title) for title in block.section) or bool(DECLARED.search(block.text))


def _only_links(block: Block) -> bool:
    return bool(LINK.search(block.text)) and len(words(plain(LINK.sub("", block.text)))) <= 6


def _start(block: Block) -> str:
    return " ".join(plain(block.text).split()[:8])
