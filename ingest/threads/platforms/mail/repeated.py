"""Whether a text was said before in its thread."""

from __future__ import annotations

import re

__all__ = ["WORDS", "Said"]

WORDS = re.compile(r"\w+")
_RUN = 4  # words that must follow one another to count as repeated
_SHARE = 0.6
_MOST_WORDS = 20_000


class Said:
    """What a thread's earlier posts say, as runs of words."""

    def __init__(self) -> None:
        self._runs: set[int] = set()

    def add(self, text: str) -> None:
        """Another post."""
        self._runs.update(_runs(text))

    def repeats(self, text: str) -> bool:
        """Whether most of a text stands in posts that were added."""
        runs = _runs(text)
        return bool(runs) and sum(run in self._runs for run in runs) >= _SHARE * len(runs)


def _runs(text: str) -> list[int]:
    words = [found[0] for _, found in zip(range(_MOST_WORDS), WORDS.finditer(text.casefold()))]  # noqa: B905
    return [hash(tuple(words[place : place + _RUN])) for place in range(len(words) - _RUN + 1)]
