"""Documents that say the like stand near each other in a ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.regularising import AMONG, DRAWN, FEWEST, drawn, likeness

if TYPE_CHECKING:
    from tests.search.conftest import Searchable

SUBJECTS = np.eye(3, dtype=np.float32)
HEIGHTS = st.lists(st.floats(0, 9), min_size=FEWEST, max_size=AMONG)


def test_a_document_among_high_ones_rises_above_one_that_stands_alone() -> None:
    """The fourth is of the leading two's subject, the third of one whose others are low."""
    alike = likeness([SUBJECTS[[0, 0, 1, 0, 1, 1, 2, 2]]])
    scores = drawn(np.array([5.0, 4.9, 3.1, 3.0, 0.2, 0.1, 0.1, 0.0]), alike)
    assert scores[3] > scores[2]
    assert scores[0] > scores[1] > scores[3]


def test_what_is_far_better_stays_first_though_nothing_is_like_it() -> None:
    """As the one document that has a rare word."""
    alike = likeness([SUBJECTS[[2, 0, 0, 0, 1, 1, 1]]])
    assert drawn(np.array([9.0, 2.0, 1.9, 1.8, 1.0, 0.9, 0.8]), alike).argmax() == 0


@given(HEIGHTS, st.integers(0, 2**32 - 1))
def test_no_score_leaves_the_range_of_all(heights: list[float], seed: int) -> None:
    """Each moves by its share towards others' mean, and equal ones do not move."""
    vectors = np.random.default_rng(seed).normal(size=(len(heights), 8)).astype(np.float32)
    scores = np.array(heights)
    found = drawn(scores, likeness([vectors]))
    assert np.all(found >= scores.min() - 1e-9)
    assert np.all(found <= scores.max() + 1e-9)
    assert np.all(np.abs(found - scores) <= DRAWN * np.ptp(scores) + 1e-9)


def test_texts_that_are_all_the_same_break_nothing() -> None:
    """There is nothing left of vectors less their mean."""
    assert np.isfinite(drawn(np.arange(6.0), likeness([SUBJECTS[[0] * 6]]))).all()


def test_beyond_the_first_documents_scores_go_on_falling(instance: Searchable) -> None:
    """Nothing is lost either, and no document comes before one it stood behind for being beyond."""
    for n in range(AMONG + 8):
        words = "valve " * (n % 7 + 1) + "pump " * (n % 5) + f"number{n} " * (n % 3)
        instance.add(f"d{n}", f"# Valves\n\nThe {words}is opened.")
    hits = instance.index().searcher.search("open the valve", limit=100).hits
    places = [place for hit in hits for place in (hit.document.id, *(row.id for row in hit.same))]
    assert sorted(places) == sorted(f"d{n}" for n in range(AMONG + 8))
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
