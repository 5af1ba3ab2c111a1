"""Where a ranking ends."""

from __future__ import annotations

from search.cutting import DOCUMENTS, QUESTIONS, meaningful
from search.vector_index import Scored

NEAR = [Scored(1, 0.9), Scored(2, 0.7), Scored(3, 0.6), Scored(4, 0.4)]


def test_the_tail_is_what_is_hardly_above_noise() -> None:
    """At noise .5 the best stands .4 above it; what stands less than .12 above it goes."""
    assert meaningful({"meaning": NEAR}, {"meaning": 0.5}) == {1, 2}
    assert meaningful({"meaning": NEAR}, {"meaning": 0.5}, QUESTIONS) == {1}


def test_where_nothing_is_above_noise_nothing_is_kept() -> None:
    """Not even the best."""
    assert meaningful({"meaning": NEAR}, {"meaning": 0.95}) == set()


def test_any_model_may_keep_a_passage() -> None:
    """What one model is blind to, another sees; each has its own noise."""
    found = {"meaning": NEAR, "english": [Scored(9, 0.3), Scored(4, 0.1)]}
    assert meaningful(found, {"meaning": 0.5, "english": 0.2}) == {1, 2, 9}


def test_words_keep_what_has_enough_of_them() -> None:
    """They have no noise: a share of the best one's."""
    found = {"words": [Scored(1, 8.0), Scored(2, 2.0), Scored(3, 1.9)], "meaning": []}
    assert meaningful(found, {"meaning": 0.5}) == {1, 2}
    assert meaningful(found, {}, QUESTIONS) == {1}
    assert DOCUMENTS.words < QUESTIONS.words
