"""No two documents say the same: shared runs of eight words, and shared long sentences."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tests.guards.content.text import normal, plain, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page

RUN = 8  # eight words in the same order are hardly ever chance
MOST_SHARED = 0.03  # of the smaller document's runs
LONGEST_SAME = 12


def check(pages: list[Page]) -> Iterator[Fault]:
    """Pairs of pages that repeat each other."""
    runs = {page.path: shingles(page) for page in pages}
    said = {page.path: long_sentences(page) for page in pages}
    for one, other in combinations(pages, 2):
        shared = containment(runs[one.path], runs[other.path])
        if shared > MOST_SHARED:
            example = min(runs[one.path] & runs[other.path])
            message = f"{shared:.0%} of it is in {other.path} too, such as “{example}”"
            yield one.fault(0, message, "Say it in one of them, and link to it from the other")
        for sentence in said[one.path].keys() & said[other.path].keys():
            line = said[one.path][sentence]
            message = f"This sentence is in {other.path} too: “{sentence[:60]} …”"
            yield one.fault(line, message, "Say it in one of them, and link to it")


def shingles(page: Page) -> set[str]:
    """Every run of eight words of the body, figures and footnotes left out."""
    found: set[str] = set()
    for block in page.blocks:
        if block.kind in {"text", "item", "table"}:
            words = normal(block.text).split()
            found.update(" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1))
    return found


def containment(one: set[str], other: set[str]) -> float:
    """Share of the smaller set that the larger holds, too."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def long_sentences(page: Page) -> dict[str, int]:
    """Sentences of more than twelve words with the line of their block."""
    found: dict[str, int] = {}
    for block in page.blocks:
        if block.kind in {"text", "item"}:
            for sentence in sentences(plain(block.text)):
                words = normal(sentence)
                if len(words.split()) > LONGEST_SAME:
                    found[words] = block.line
    return found
