"""Figures: the site can draw each, and what they plot is said in words and sourced.

Every value plotted stands in the body or in the figure's own ``text``, and the block before or
after a figure with values holds a mark, or it says (as that block, its section or its title may)
that they are invented or the worked example's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.library.figures import FigureFault, is_figure
from tests.guards.content.quantities import numbers
from tests.guards.content.sourcing import DECLARED, EXAMPLE
from tests.guards.content.text import MARK, plain
from web.rendering.figures import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.blocks import Block
    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf
    from web.rendering.figures import Figure

SHORTEST_TEXT = 40
_LOOKS_LIKE = re.compile(r"^type: *(chain|breakdown|network|bars|line)\b", re.MULTILINE)


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """The figures of a page."""
    for block in page.blocks:
        if block.kind != "code":
            continue
        if not is_figure(block.info):
            if _LOOKS_LIKE.search(block.text):
                yield page.fault(block.line, "A figure in another fence", "Open it with ```figure")
            continue
        try:
            figure = parse(block.text)
        except FigureFault as fault:
            yield page.fault(block.line + fault.line, fault.message, fault.remedy)
            continue
        if len(figure.text) < SHORTEST_TEXT:
            remedy = "Say in one or two sentences all that the picture shows"
            yield page.fault(block.line, f"`text` has {len(figure.text)} characters", remedy)
        yield from _values(page, block, figure)


def _values(page: Page, block: Block, figure: Figure) -> Iterator[Fault]:
    plotted = values(figure)
    said = _numbers_said(page, figure.text)
    for value in plotted:
        if round(value, 6) not in said:
            remedy = "Give it in the text or a table, or in the figure's `text`"
            yield page.fault(block.line, f"{value:,g} is plotted and not in words", remedy)
    ours = DECLARED.search(block.text) or EXAMPLE.search(figure.title)
    if plotted and not ours and not _sourced(page, block):
        remedy = "Put it beside the paragraph or table that marks its source"
        yield page.fault(block.line, "A figure with values and no mark beside it", remedy)


def _sourced(page: Page, block: Block) -> bool:
    place = page.blocks.index(block)
    near = [*page.blocks[max(place - 1, 0) : place], *page.blocks[place + 1 : place + 2]]
    if any(MARK.search(one.text) or DECLARED.search(one.text) for one in near):
        return True
    return any(EXAMPLE.search(title) or DECLARED.search(title) for title in block.section)


def values(figure: Figure) -> list[float]:
    """Every value a figure plots, and the years or names below that are numbers."""
    match figure.type:
        case "bars":
            return [float(value) for value in figure.values.values()]
        case "line":
            return [float(y) for points in figure.series.values() for _, y in points]
        case "breakdown":
            return list(_shares(figure.whole))
    return []


def _shares(share: object) -> Iterator[float]:
    value = getattr(share, "value", None)
    if value is not None:
        yield float(value)
    for part in getattr(share, "parts", []):
        yield from _shares(part)


def _numbers_said(page: Page, words: str) -> set[float]:
    """Numbers of these words and of all blocks but figures, also in thousands and millions."""
    body = " ".join(plain(block.text) for block in page.blocks if block.kind != "code")
    found = set(numbers(f"{body} {words}"))
    scaled = {one / scale for one in found for scale in (1e3, 1e6)}
    rounded = {round(one, digits) for one in scaled for digits in (0, 1, 2)}
    return {round(one, 6) for one in found | scaled | rounded}
