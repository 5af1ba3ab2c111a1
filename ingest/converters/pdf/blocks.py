"""Rows to blocks: where a paragraph, list item, code listing or footnote begins and ends."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.converters.pdf.layout import Block, Row, Style, Word
from ingest.converters.pdf.marks import is_bullet, is_caption, is_contents_line, item_mark
from ingest.converters.pdf.rows import is_rtl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.converters.pdf.headings import Heading, Region

__all__ = ["Setting", "blocks_of", "joined", "runs_on"]

_CONTENTS_END = re.compile(r"\s(?:\d{1,4}|[ivxlc]{1,7})$")


class Setting:
    """How a document is set: what a new paragraph is told by.

    Attributes:
        body: the style of running text.
        leading: from one baseline to the next, in font sizes.
    """

    def __init__(self, regions: Sequence[Region], body: Style) -> None:
        self.body = body
        steps = [
            (below.baseline - above.baseline) / below.style.size
            for region in regions
            for above, below in pairwise(region.rows)
            if above.words and below.words and above.style == below.style and below.style.size > 0
        ]
        usual = [step for step in steps if 0.8 < step < 1.9]
        self.leading = median(usual) if usual else 1.2


def blocks_of(region: Region, headings: dict[int, Heading], setting: Setting) -> list[Block]:
    """Gather a region's rows into blocks.

    Args:
        region: rows in reading order.
        headings: by ``id`` of their rows.
        setting: of the whole document.
    """
    blocks: list[Block] = []
    previous: Row | None = None
    contents = sum(is_contents_line(row.text) for row in region.rows) >= 3
    for index, row in enumerate(region.rows):
        block = _special(row, region.page, headings, setting, contents)
        last = blocks[-1] if blocks else None
        if block and last and previous and _is_mid_sentence(last, block, previous, row, setting):
            last.rows.append(row)
            previous = row
            continue
        if block is None:
            assert not row.table
            width = _extent(region.rows, index, setting)
            if last and previous and _goes_on(last, previous, row, width, setting):
                last.rows.append(row)
            else:
                blocks.append(Block("paragraph", [row], region.page))
        elif last and _same_special(last, block, headings):
            last.rows.append(row)
        else:
            blocks.append(block)
        previous = row
    _nest(blocks)
    return blocks


def runs_on(block: Block, following: Block) -> bool:
    """Whether a paragraph broken by the end of a page or column goes on in the block after it."""
    if following.kind != "paragraph" or block.kind not in ("paragraph", "item"):
        return False
    end, start = block.rows[-1], following.rows[0]
    if abs(end.style.size - start.style.size) > 0.6 or is_caption(start.text):
        return False
    if end.text.endswith(("-", "\u00ad")):
        return True
    return not end.text.rstrip("”\"')").endswith((".", "!", "?", ":", ";")) and (
        start.text[0].islower() or start.text[0] in "(“‘["
    )


def joined(regions: Iterable[list[Block]]) -> list[Block]:
    """The blocks of a page's regions; a paragraph that goes on in the next column is made one."""
    blocks: list[Block] = []
    for region in regions:
        if blocks and region and runs_on(blocks[-1], region[0]):
            blocks[-1].rows += region.pop(0).rows
        blocks += region
    return blocks


def _special(
    row: Row,
    page: int,
    headings: dict[int, Heading],
    setting: Setting,
    contents: bool,
) -> Block | None:
    """The block a row opens by what it is itself; nothing for running text."""
    if row.table:
        return Block("table", [], page, table=row.table)
    if heading := headings.get(id(row)):
        bullet = "-" if is_bullet(item_mark(row)) else ""
        return Block("heading", [row], page, level=heading.level, mark=bullet)
    if row.mono and not setting.body.mono:
        return Block("code", [row], page)
    if number := _note_number(row, setting):
        return Block("note", [row], page, mark=number)
    if is_contents_line(row.text) or (contents and _CONTENTS_END.search(row.text)):
        return Block("item", [row], page, mark="-")
    if mark := item_mark(row):
        return Block("item", [row], page, mark=mark.text)
    return None


def _is_mid_sentence(last: Block, block: Block, above: Row, row: Row, setting: Setting) -> bool:
    """Whether what looks like ``1.`` at a line's start only ends a sentence of running text."""
    if block.kind != "item" or last.kind != "paragraph" or not row.words[0].text[0].isdigit():
        return False
    step = row.baseline - above.baseline
    return (
        0 < step < 1.3 * setting.leading * row.style.size
        and abs(row.x0 - above.x0) < 0.5 * row.style.size
        and not _ends(above.text)
        and above.width > 0.8 * max(part.width for part in last.rows)
    )


def _same_special(last: Block, new: Block, headings: dict[int, Heading]) -> bool:
    if last.kind != new.kind:
        return False
    if new.kind == "heading":
        return headings[id(last.rows[-1])] is headings[id(new.rows[0])]
    return new.kind == "code" and new.rows[0].baseline > last.rows[-1].baseline


def _note_number(row: Row, setting: Setting) -> str:
    """A footnote's number: small type that begins with a raised number."""
    first = row.words[0]
    if row.style.size > 0.95 * setting.body.size:
        return ""
    return first.text if first.raised and len(row.words) > 1 else ""


def _goes_on(
    last: Block, above: Row, row: Row, width: tuple[float, float], setting: Setting
) -> bool:
    """Whether a row of running text belongs to the block before it; ``width`` as `_extent`."""
    if last.kind not in ("paragraph", "item", "note") or above.table:
        return False
    if abs(above.style.size - row.style.size) > 1.1 and len(row.text) > 3:
        return False
    step = row.baseline - above.baseline
    if step <= 0 or step > 1.3 * setting.leading * max(above.style.size, row.style.size):
        return False
    if is_caption(row.text) and not is_caption(last.rows[0].text) and _ends(above.text):
        return False
    if last.kind == "item":
        return _hangs(last, row) or (
            row.x0 > last.rows[0].x0 - 1
            and not _ends(above.text)
            and not _would_have_fitted(above, row, width)
        )
    return not (_would_have_fitted(above, row, width) or _turns(last, above, row))


def _hangs(item: Block, row: Row) -> bool:
    """Whether a row continues an item: it stands right of the item's mark."""
    first = item.rows[0]
    if is_contents_line(first.text):
        return False
    if len(item.rows) > 1:
        return row.x0 > item.rows[1].x0 - 0.6 * row.style.size
    return row.x0 > first.x0 + 0.4 * row.style.size


def _would_have_fitted(above: Row, row: Row, width: tuple[float, float]) -> bool:
    """Whether the row's first word had room on the line above: then that line ended on purpose.

    Ragged text leaves some room at every line's end: within a sentence, it takes more to say so.
    """
    left, right = width
    room = above.x0 - left if is_rtl(row.text[0]) else right - above.x1
    if row.words[0].width + 0.5 * row.style.size >= room:
        return False
    filled = 1 - room / max(1.0, right - left)
    if _ends(above.text):
        return filled < 0.95
    return filled < (0.5 if row.text[0].islower() else 0.75)


def _extent(rows: Sequence[Row], index: int, setting: Setting) -> tuple[float, float]:
    """How far left and right the lines reach that are set solid with this one."""
    left, right = rows[index].x0, rows[index].x1
    for step in (-1, 1):
        for place in range(index, index + 50 * step, step):
            if not 0 <= place + step < len(rows):
                break
            here, there = rows[place], rows[place + step]
            if not there.words or abs(here.style.size - there.style.size) > 1.1:
                break
            gap = abs(there.baseline - here.baseline)
            if gap > 1.3 * setting.leading * max(here.style.size, there.style.size):
                break
            left, right = min(left, there.x0), max(right, there.x1)
    return left, right


def _turns(block: Block, above: Row, row: Row) -> bool:
    """Whether weight or indentation turns at this row."""
    size = row.style.size
    if above.bold and all(part.bold for part in block.rows) and not row.bold and _ends(above.text):
        return True
    if row.bold and not above.bold and _ends(above.text):
        return True
    if _begins_bold(above) and _begins_bold(row):
        return True  # a list of labels: "Name: ..."
    indented = row.x0 > above.x0 + 0.8 * size
    return indented and _ends(above.text) and len(block.rows) > 1


def _begins_bold(row: Row) -> bool:
    return row.words[0].style.bold and not row.bold and row.text[0].isupper()


def _ends(text: str) -> bool:
    return text.endswith((".", "!", "?", ":", ".”", '."', ".)", "؟", "。"))


def _nest(blocks: list[Block]) -> None:
    """Give the items of each list their depth, by how far their marks are set in."""
    lefts: list[float] = []
    for block in blocks:
        if block.kind != "item":
            if block.kind in ("heading", "table"):
                lefts = []
            continue
        first: Word = block.rows[0].words[0]
        size = first.style.size
        while lefts and first.x0 < lefts[-1] - 0.5 * size:
            lefts.pop()
        if not lefts or first.x0 > lefts[-1] + 0.5 * size:
            lefts.append(first.x0)
        block.level = len(lefts) - 1
