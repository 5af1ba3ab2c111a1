"""Quoted answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from kb.models import CatalogueDocument
from search.answerer import Answerer
from search.passages import split
from search.searcher import Searcher
from search.sentences import candidates
from search.store import StoredPassage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kb.queries import Filters
    from search.found import Found
    from search.results import Mode
    from tests.search.conftest import Searchable


def test_the_best_sentence_is_quoted_word_for_word(waterworks: Searchable) -> None:
    """With its document, headings and page."""
    result = waterworks.answerer.ask("When is the minimum night flow measured?")
    best = result.quotes[0]
    path = next(waterworks.home.content.rglob("night-flow.md"))
    assert best.text in " ".join(path.read_text("utf-8").split())
    assert "between two and four" in best.text
    assert (best.document.id, best.headings) == ("night-flow", ("Leakage",))
    assert best.anchor is not None
    assert best.anchor.citation == "p. 1"
    assert result.verdict == "answer"
    assert 0 <= result.support <= 1


@pytest.mark.parametrize("question", ["", "plugh fnord quux", "hub:sanitation"])
def test_nothing_found_is_no_answer(waterworks: Searchable, question: str) -> None:
    """No quotes and no support."""
    result = waterworks.answerer.ask(question)
    assert (result.verdict, result.quotes, result.support) == ("none", (), 0.0)


class Vanishing(Searcher):
    """Finds documents that are removed before they are quoted, as PostgreSQL lets another do."""

    def find(self, session: Session, query: str, filters: Filters, mode: Mode) -> Found:
        """Find, and remove everything from the catalogue."""
        found = super().find(session, query, filters, mode)
        session.execute(delete(CatalogueDocument))
        return found


def test_without_its_documents_there_is_no_answer(waterworks: Searchable) -> None:
    """Not an answer that quotes nothing."""
    searcher = Vanishing(waterworks.home, waterworks.database, waterworks.embedder)
    result = Answerer(searcher).ask("When is the minimum night flow measured?")
    assert (result.verdict, result.quotes) == ("none", ())


def test_quotes_are_few_and_differ(instance: Searchable) -> None:
    """A sentence that stands in two documents is quoted once."""
    for n in range(5):
        instance.add(f"d{n}", "Flush the hydrant every spring. Then paint the hydrant red.")
    quotes = instance.index().answerer.ask("When do I flush the hydrant?").quotes
    assert 1 <= len(quotes) <= 3
    assert len({quote.text for quote in quotes}) == len(quotes)


def test_a_row_of_a_table_can_answer(waterworks: Searchable) -> None:
    """Rows, items and sentences are quotable each on its own, headers are not repeated."""
    body = "A sentence that stands here. Another one of that kind.\n\n- item one\n\n"
    (passage,) = split(body + "| a | b |\n|---|---|\n| 1 | 2 |\n", "en")
    stored = StoredPassage(1, "d", passage.text, (), None, "en")
    texts = [candidate.text for candidate in candidates(stored, ())]
    assert texts == [
        "A sentence that stands here.",
        "Another one of that kind.",
        "item one",
        "a · b",
        "1 · 2",
    ]


def test_a_question_or_a_bare_reference_is_no_answer() -> None:
    """What only asks or only points elsewhere is not quoted; a sentence that holds a link is."""
    body = (
        "Is it leakage or tanks? See [minimum night flow](/documents/night-flow). "
        "Log at least a week as in [night flow](/documents/night-flow)."
    )
    (passage,) = split(body, "en")
    stored = StoredPassage(1, "d", passage.text, (), None, "en")
    texts = [candidate.text for candidate in candidates(stored, ())]
    assert texts == ["Log at least a week as in night flow."]
