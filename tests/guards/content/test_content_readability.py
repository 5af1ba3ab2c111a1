"""Readability of the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.pages import shelf
from tests.guards.content.readability import check, grade, prose
from tests.guards.content.sample import changed, told
from tests.guards.content.text import sentences

HARD = (
    "Institutional arrangements necessitating intergovernmental coordination of organisational "
    "responsibilities characteristically complicate administrative implementation."
)


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_readability(path: str) -> None:
    """The prose is within the limit, and no sentence goes on for ever."""
    require_none(check(shelf().pages[path], shelf()))


def test_the_formula() -> None:
    """Worked by hand: 10 words, 2 sentences, 12 syllables; 0.39 × 5 + 11.8 × 1.2 − 15.59."""
    text = ["The water is in the tank.", "Open it and look."]
    assert grade(text) == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)


def test_a_hard_text_is_told() -> None:
    """With the sentences to begin with."""
    page = changed("A tank keeps water for hours.", f"{HARD} " * 30)
    assert "Flesch-Kincaid grade" in told(check, page)
    assert "begin with: “" in told(check, page)


def test_an_endless_sentence_is_told() -> None:
    """Even where the rest is easy."""
    page = changed("A tank keeps", f"A tank {'and a pump and a pipe ' * 10} keeps")
    assert "Split it" in told(check, page)


def test_only_prose_counts() -> None:
    """Tables, formulas, figures, footnotes and headings are left out."""
    text = " ".join(prose(changed()))
    for left_out in ("Symbol", "60 × V", "Northport", "National Water", "What others"):
        assert left_out not in text


def test_sentences_end_where_they_end() -> None:
    """Not at an abbreviation, an initial or a decimal point."""
    text = "It cost 3.5 million, e.g. For pipes. A. Writer said so! Did it (really)? Yes."
    assert len(sentences(text)) == 4
