"""Which sentences are quoted, and when two of them contradict each other."""

from __future__ import annotations

import numpy as np
import pytest

from search.choosing import MOST_QUOTES, Ranked, choose
from search.differing import differ
from search.sentences import Candidate
from search.store import StoredPassage

NORTH = np.array([1.0, 0.0], dtype=np.float32)
EAST = np.array([0.0, 1.0], dtype=np.float32)


def said(document: str, text: str, support: float = 0.9, vector: np.ndarray = NORTH) -> Ranked:
    """A sentence of a document, scored by its support."""
    passage = StoredPassage(1, document, text, (), None, "en")
    return Ranked(Candidate(passage, text, ()), support, support, vector)


def test_the_best_is_quoted_and_what_comes_near_it() -> None:
    """At most three, none of them weak beside the best."""
    ranked = [said("a", f"Sentence {n}.", 0.9 - n / 10) for n in range(6)]
    assert choose(ranked, 0.5) == (ranked[:MOST_QUOTES], [])
    weak = [ranked[0], said("a", "Far off.", 0.1)]
    assert choose(weak, 0.5) == (weak[:1], [])


def test_a_sentence_that_two_documents_share_is_quoted_once() -> None:
    """From the one that comes first."""
    ranked = [said("a", "The same."), said("b", "The same.")]
    assert choose(ranked, 0.5) == (ranked[:1], [])


def test_another_document_that_answers_is_heard() -> None:
    """Its best sentence takes the last place."""
    ranked = [said("a", f"Sentence {n}.", 0.9) for n in range(4)] + [said("b", "Other.", 0.6)]
    assert choose(ranked, 0.5) == ([*ranked[:2], ranked[4]], [])
    assert choose(ranked, 0.7) == (ranked[:3], [])


def test_two_documents_that_give_different_figures_stand_apart() -> None:
    """They are not among the other quotes."""
    ranked = [
        said("a", "Losses were 35 % of the supply."),
        said("a", "They are measured at night."),
        said("b", "Losses were 20 % of the supply."),
    ]
    assert choose(ranked, 0.5) == ([ranked[1]], [ranked[0], ranked[2]])


@pytest.mark.parametrize(
    ("one", "other", "near", "different"),
    [
        ("Losses were 35 % in 2019.", "Losses were 20 % in 2019.", True, True),
        ("Losses were 35 % of 300 km.", "Losses were 35 % of 20 km.", True, False),
        ("Losses were 35 %.", "Losses were 20 %.", False, False),
        ("Losses were 35 %.", "Losses were 20 l/s.", True, False),
        ("Losses were 1,250 m3/day.", "Losses were 1250 cubic metres per day.", True, False),
        ("The pump has 2 bearings.", "The pump has 3 bearings.", True, False),
        ("Losses fell.", "Losses rose.", True, False),
    ],
)
def test_figures_differ_in_one_unit_for_one_thing(
    one: str, other: str, near: bool, different: bool
) -> None:
    """Near in meaning, a known unit in common, no figure in common."""
    vector = NORTH if near else EAST
    assert differ((one, "en"), (other, "en"), NORTH, vector) is different


def test_without_a_model_nothing_differs() -> None:
    """Whether two sentences speak of one thing is not known then."""
    assert not differ(("35 %", "en"), ("20 %", "en"), None, None)
