"""How hard a text is to read: the Flesch-Kincaid grade of its prose.

J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of new readability
formulas for Navy enlisted personnel, Research Branch Report 8-75, 1975:
0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59, in years of schooling (US).
Syllables are counted by ``syllapy`` (a list of words, rules for the rest).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import syllapy

from tests.guards.content.text import plain, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

# Ours. The terms of the field (sanitation, collection, utility) cost grades that no writer can
# save, yet the median document needs about 6: one at 10 has sentences of some 20 words
# throughout, which is hard on a phone and harder in a second language.
HARDEST = 10.0
LONGEST_SENTENCE = 45


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Grade of the page's prose, and sentences that nobody can follow."""
    found = grade(prose(page))
    if found > HARDEST:
        longest = sorted(prose(page), key=lambda one: len(words(one)))[-3:]
        remedy = "Split long sentences, begin with: " + " / ".join(
            f"“{' '.join(one.split()[:6])} …”" for one in reversed(longest)
        )
        yield page.fault(0, f"Flesch-Kincaid grade {found:.1f}, at most {HARDEST:g}", remedy)
    for block in page.blocks:
        if block.kind in {"text", "item"}:
            for one in sentences(plain(block.text)):
                if len(words(one)) > LONGEST_SENTENCE:
                    message = f"A sentence of {len(words(one))} words: “{one[:40]} …”"
                    yield page.fault(block.line, message, "Split it")


def prose(page: Page) -> list[str]:
    """Sentences of paragraphs and list items; no headings, tables, formulas and footnotes."""
    blocks = (block for block in page.blocks if block.kind in {"text", "item"})
    return [one for block in blocks for one in sentences(plain(block.text))]


def grade(text: list[str]) -> float:
    """The Flesch-Kincaid grade of some sentences; numbers are no words."""
    counted = [[one for one in words(sentence) if any(map(str.isalpha, one))] for sentence in text]
    filled = [sentence for sentence in counted if sentence]
    total = sum(len(sentence) for sentence in filled)
    if not total:
        return 0.0
    syllables = sum(_syllables(one) for sentence in filled for one in sentence)
    return 0.39 * total / len(filled) + 11.8 * syllables / total - 15.59


@cache
def _syllables(word: str) -> int:
    """Syllables of a word; of an acronym its letters."""
    if word.isupper() and len(word) > 1:
        return len(word)
    return max(int(syllapy.count(word)), 1)
