"""How much each side counts: in every language those that can judge it share the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.fusion import Side
from search.manifest import ENGLISH_PASSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.vector_index import Scored

# Shares of the sides; words of a passage in another language than the question's count less.
WORDS, FOREIGN_WORDS, MEANING, ENGLISH = 0.25, 0.06, 0.375, 0.375


def weighed(found: Mapping[str, list[Scored]], likely: Mapping[str, float]) -> list[Side]:
    """Sides with their shares: in each language those that can judge it share the whole."""
    shares: dict[str, dict[str, float]] = {name: {} for name in found}
    for language, chance in likely.items():
        worth = {
            "words": FOREIGN_WORDS + (WORDS - FOREIGN_WORDS) * chance,
            "meaning": MEANING,
            "english": ENGLISH * chance if language == ENGLISH_PASSAGES else 0.0,
        }
        total = sum(worth[name] for name in found)
        for name in found:
            shares[name][language] = worth[name] / total if total else 0.0
    absent = {"words": 0.0}
    return [Side(items, shares[name], absent.get(name)) for name, items in found.items()]
