"""How far a question's words reach into passages of each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.language import probabilities

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN = 0.05  # share that a language has which the library holds nothing in: people ask in it


def reach(question: str, library: Mapping[str, int]) -> dict[str, float]:
    """How likely a question is in a language, relative to the likeliest one.

    A short question could be in several languages; then the library's decide.

    Args:
        question: as asked.
        library: number of passages by language, two letters.

    Returns:
        0 to 1 for every language of the library.
    """
    likely = probabilities(question)
    everything = max(1, sum(library.values()))
    weighed = {
        language: likely.get(language, 0.0) * (library.get(language, 0) / everything + UNSEEN)
        for language in {*likely, *library}
    }
    most = max(weighed.values(), default=0.0)
    if most <= 0.0:  # a language that no detector knows
        return dict.fromkeys(library, 1.0)
    return {language: weighed[language] / most for language in library}
