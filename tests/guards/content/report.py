"""The page docs/starter-library.md: ``python -m tests.guards.content.report FILE``."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kb.library.figures import is_figure
from tests.guards.content import readability
from tests.guards.content.pages import CONTENT, shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.guards.content.pages import Page, Shelf

PAGE = CONTENT.parent / "docs" / "starter-library.md"
HEAD = """# The starter library

What is in `content/`. This page is made from the files by `make docs`;
[checks on content](content-checks.md) says what is checked in them.
"""
COLUMNS = ("Document", "Kind", "Words", "Minutes", "Grade", "Sources", "Figures", "Example")
NOTE = """
- **Words**: those of text, lists and tables; **minutes**: reading time as the site tells it.
- **Grade**: Flesch-Kincaid grade of the prose, in years of schooling: {hardest:g} is the limit, the
  hardest document has {top:.1f}, the median is {median:.1f}.
- **Sources**: cited in the front matter; **figures**: drawn from text; **example**: a worked
  example that a test recomputes.
"""


def report(library: Shelf) -> str:
    """The page's text."""
    documents = list(library.documents.values())
    grades = [readability.grade(readability.prose(page)) for page in documents]
    cases = sum(page.kind == "case-study" for page in documents)
    sources = sum(len(page.sources) for page in documents)
    summary = (
        f"\n{len(library.hubs)} hubs, {len(documents)} documents ({cases} case studies), "
        f"{len(library.lists)} reading lists, {sources} sources cited.\n"
    )
    note = NOTE.format(
        hardest=readability.HARDEST,
        top=max(grades, default=0),
        median=statistics.median(grades or [0]),
    )
    order = sorted(library.hubs.values(), key=lambda hub: int(hub.fields.get("order", 100)))
    return HEAD + summary + note + "".join(_hub(hub, library) for hub in order)


def _hub(hub: Page, library: Shelf) -> str:
    pages = [page for page in library.documents.values() if page.hub == hub.id]
    lists = [page for page in library.lists.values() if page.hub == hub.id]
    rows = [_row(COLUMNS), _row(["---"] * len(COLUMNS))]
    rows += [_row(_cells(page)) for page in sorted(pages, key=lambda page: (page.kind, page.id))]
    shown = "".join(f"\nReading list: {_link(page)}, {_told(page)}.\n" for page in lists)
    return f"\n## {hub.fields['title']}\n\n" + "".join(rows) + shown


def _cells(page: Page) -> Iterator[str]:
    yield _link(page)
    yield page.kind
    yield f"{page.words:,}"
    yield str(page.minutes)
    yield f"{readability.grade(readability.prose(page)):.1f}"
    yield str(len(page.sources))
    yield str(sum(block.kind == "code" and is_figure(block.info) for block in page.blocks))
    yield "yes" if "example" in page.fields else "–"


def _told(page: Page) -> str:
    items = page.fields.get("items") or []
    minutes = sum(int(item.get("minutes", 0)) for item in items)
    return f"{page.fields.get('level')}, {len(items)} items, {minutes} minutes"


def _link(page: Page) -> str:
    title = str(page.fields.get("title", page.id)).replace("|", "\\|")
    return f"[{title}](../content/{page.path})"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(report(shelf()), "utf-8")
