"""The part of a passage worth showing, and what in it matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.analysis import stems, word_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = 50
LONGEST = 600  # characters: "words" of data can be long
_RULE_ROW = re.compile(r"^\|(?: ?:?-+:? ?\|)+$\n?", re.MULTILINE)
_BARS = re.compile(r"[ \t]*\|[ \t]*")
_SENTENCE_ENDS = frozenset(".!?:。؟")


@dataclass(frozen=True)
class Wanted:
    """What to mark: stems of the query's words, and exact phrases."""

    terms: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()


def plain(text: str) -> str:
    """A passage as running text: table bars become dots, lines run on."""
    lines = [
        _BARS.sub(" · ", line.strip("| ")) if line.startswith("|") else line
        for line in _RULE_ROW.sub("", text).splitlines()
    ]
    return " ".join(" ".join(lines).split())


def excerpt(text: str, wanted: Wanted, language: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The stretch of a passage that matches best, at most about 50 words.

    Returns:
        Plain text, and the ``(start, end)`` character ranges in it that match.
    """
    running = plain(text)
    ranges = matches(running, wanted, language)
    words = [match.span() for match in re.finditer(r"\S+", running)]
    if len(words) <= WORDS and len(running) <= LONGEST:
        return running, ranges
    first = _best_start(running, words, ranges)
    start, end = words[first][0], words[min(first + WORDS, len(words)) - 1][1]
    end = min(end, start + LONGEST)
    before, after = ("… " if start else ""), (" …" if end < len(running) else "")
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in ranges if a >= start and b <= end)
    return f"{before}{running[start:end]}{after}", inside


def matches(text: str, wanted: Wanted, language: str) -> tuple[tuple[int, int], ...]:
    """Ranges of the words whose stem is wanted and of the phrases, merged where they overlap."""
    spans = list(word_spans(text))
    found = {
        (start, end)
        for start, end, word in spans
        if word in wanted.terms
        or not wanted.terms.isdisjoint(stems(text[start:end].lower(), language))
    }
    for phrase in wanted.phrases:
        found.update(_runs(spans, phrase))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _runs(spans: Sequence[tuple[int, int, str]], phrase: tuple[str, ...]) -> list[tuple[int, int]]:
    words = [word for _, _, word in spans]
    size = len(phrase)
    return [
        (spans[at][0], spans[at + size - 1][1])
        for at in range(len(words) - size + 1)
        if words[at] == phrase[0] and tuple(words[at : at + size]) == phrase
    ]


def _best_start(
    text: str, words: list[tuple[int, int]], ranges: tuple[tuple[int, int], ...]
) -> int:
    """Index of the word to start at: most different matches first, at a sentence's start."""
    hits = [(start, text[start:end].lower()) for start, end in ranges]
    best, best_worth = 0, (-1.0, 0)
    for first in range(max(1, len(words) - WORDS + 1)):
        begin, end = words[first][0], words[min(first + WORDS, len(words)) - 1][1]
        inside = [word for at, word in hits if begin <= at < end]
        opens = first == 0 or text[words[first - 1][1] - 1] in _SENTENCE_ENDS
        worth = (len(set(inside)) + 0.2 * len(inside) + 0.5 * opens, -first)
        if worth > best_worth:
            best, best_worth = first, worth
    return best
