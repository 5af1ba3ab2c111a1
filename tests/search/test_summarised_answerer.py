"""An answer with a summary besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import SummaryFault
from search.summarised_answerer import SummarisedAnswerer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.results import Quote
    from tests.search.conftest import Searchable

QUESTION = "When is the minimum night flow measured?"


@dataclass
class Writer:
    """Writes the first quote down, or fails."""

    fails: bool = False
    asked: int = 0

    def write(self, question: str, quotes: Sequence[Quote]) -> list[str]:
        """One sentence."""
        self.asked += 1
        if self.fails:
            raise SummaryFault("it is down", "Mend it.")
        return [f"{quotes[0].text} [1]"]


def test_a_summary_is_written_once(waterworks: Searchable) -> None:
    """The second time it is remembered; another question is another summary."""
    writer = Writer()
    answerer = SummarisedAnswerer(waterworks.answerer, writer, waterworks.embedder)
    first = answerer.ask(QUESTION)
    assert first.summary
    assert answerer.ask(QUESTION).summary == first.summary
    assert writer.asked == 1
    answerer.ask("When is the minimum night flow measured in the morning?")
    assert writer.asked == 2


def test_a_failure_is_a_note_and_is_not_remembered(waterworks: Searchable) -> None:
    """The next one who asks gets a summary."""
    writer = Writer(fails=True)
    answerer = SummarisedAnswerer(waterworks.answerer, writer, waterworks.embedder)
    assert answerer.ask(QUESTION).notes == (
        "The summary could not be written: it is down. Mend it.",
    )
    writer.fails = False
    assert answerer.ask(QUESTION).summary


def test_nothing_is_summarised_that_is_no_answer(waterworks: Searchable) -> None:
    """The model is asked only where the library answers."""
    writer = Writer()
    answerer = SummarisedAnswerer(waterworks.answerer, writer, waterworks.embedder)
    result = answerer.ask("plugh fnord quux")
    assert (result.verdict, result.summary, result.notes, writer.asked) == ("none", (), (), 0)
