"""The relevance bar on the starter library: forty questions, half in other words than its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.relevance.known_items import STARTER_QUESTIONS, measure, starter_documents
from tests.relevance.measures import Finding, figures, load_questions
from tests.relevance.report import misses, table

if TYPE_CHECKING:
    from pathlib import Path

FIRST = 0.85
FIRST_FIVE = 0.97

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def found(starter_home: Path) -> list[Finding]:
    """What hybrid search finds in a fresh home; the table is shown on a failure."""
    documents = starter_documents(starter_home)
    by_mode = measure(starter_home, documents, STARTER_QUESTIONS)
    print(table(by_mode))
    print(misses(by_mode, {document: name for name, document in documents.items()}))
    return by_mode["hybrid"]


def test_the_right_starter_document_comes_first(found: list[Finding]) -> None:
    """The document meant is first for 85 questions of 100, in the first five for 97."""
    counted = figures(found)
    assert counted.hit_at_1 >= FIRST
    assert counted.hit_at_5 >= FIRST_FIVE


def test_half_the_questions_are_in_other_words() -> None:
    """Forty questions, twenty of them paraphrased, no document asked about more than twice."""
    questions = load_questions(STARTER_QUESTIONS)
    assert (len(questions), sum(question.paraphrase for question in questions)) == (40, 20)
    asked = [question.file for question in questions]
    assert max(asked.count(file) for file in asked) <= 2
