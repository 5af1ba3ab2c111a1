"""What can be quoted from a passage: its sentences, list items and table rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.analysis import index_terms
from search.blocks import sentences
from search.highlight import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from search.store import StoredPassage

FEWEST_WORDS = 5
HEADING_WORDS = 0.5  # what a word counts that stands in the heading only


@dataclass(frozen=True)
class Candidate:
    """Something quotable.

    Attributes:
        passage: where it stands.
        text: word for word, as running text.
        words: by word of the question 1 where it stands in it, a half where it stands only in the
            heading above it, else 0.
    """

    passage: StoredPassage
    text: str
    words: tuple[float, ...]

    @property
    def share(self) -> float:
        """Share of the question's words that stand in it, 0 to 1."""
        return sum(self.words) / len(self.words) if self.words else 0.0


def candidates(passage: StoredPassage, terms: Sequence[Collection[str]]) -> Iterator[Candidate]:
    """Everything quotable in a passage, in order.

    Args:
        passage: where to look.
        terms: the question's words, each as the stems it may have.
    """
    language = passage.language
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


def _overlap(own: set[str], above: set[str], terms: Sequence[Collection[str]]) -> tuple[float, ...]:
    return tuple(
        1.0 if not own.isdisjoint(word) else HEADING_WORDS * (not above.isdisjoint(word))
        for word in terms
    )
