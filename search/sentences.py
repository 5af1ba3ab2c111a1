"""What can be quoted from a passage: its sentences, list items and table rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.analysis import index_terms
from search.blocks import sentences
from search.highlight import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from search.embedder import FloatArray
    from search.store import StoredPassage

FEWEST_WORDS = 5
HEADING_WORDS = 0.5  # what a word counts that stands in the heading only


@dataclass(frozen=True)
class Candidate:
    """Something quotable.

    Attributes:
        passage: where it stands.
        text: word for word, as running text.
        words: share of the question's words that stand in it, 0 to 1; a word that stands only in
            the heading above it counts half.
    """

    passage: StoredPassage
    text: str
    words: float


def candidates(
    passage: StoredPassage, language: str, terms: Sequence[Collection[str]]
) -> Iterator[Candidate]:
    """Everything quotable in a passage, in order.

    Args:
        passage: where to look.
        language: its document's.
        terms: the question's words, each as the stems it may have.
    """
    above = set(index_terms(" ".join(passage.headings), language))
    for line in passage.text.splitlines():
        standing = line.startswith("|") or line.lstrip().startswith("- ")
        for text in [line] if standing else sentences(line, language):
            running = plain(text)
            if running if standing else _tells(running):
                words = _overlap(set(index_terms(running, language)), above, terms)
                yield Candidate(passage, running.removeprefix("- "), words)


def _tells(sentence: str) -> bool:
    """Whether a sentence says something: a question does not, nor does "See night flow."."""
    return len(sentence.split()) >= FEWEST_WORDS and not sentence.rstrip("*_").endswith("?")


def _overlap(own: set[str], above: set[str], terms: Sequence[Collection[str]]) -> float:
    if not terms:
        return 0.0
    inside = [not own.isdisjoint(alternatives) for alternatives in terms]
    higher = [not above.isdisjoint(alternatives) for alternatives in terms]
    worth = (1.0 if i else HEADING_WORDS * h for i, h in zip(inside, higher, strict=True))
    return sum(worth) / len(terms)


def nearness(question: FloatArray, vectors: FloatArray) -> list[float]:
    """Cosine of each candidate's vector with the question's, not below 0."""
    return [max(0.0, float(value)) for value in vectors @ question]
