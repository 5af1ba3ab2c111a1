"""Two rankings made one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fusion import fuse, vector_weight
from search.vector_index import Scored

RANKING = st.dictionaries(st.integers(1, 40), st.floats(0.01, 1), max_size=30).map(
    lambda found: sorted((Scored(i, s) for i, s in found.items()), key=lambda item: -item.score)
)


@given(RANKING, RANKING)
def test_everything_found_is_kept_once_best_first(
    vector: list[Scored], keyword: list[Scored]
) -> None:
    """Scores lie between 0 and 1 and fall."""
    found = fuse(vector, keyword)
    assert {item.id for item in found} == {item.id for item in vector + keyword}
    assert len({item.id for item in found}) == len(found)
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 + 1e-9 for score in scores)


@pytest.mark.parametrize("weight", [None, 1.0])
def test_one_side_alone_keeps_its_order(weight: float | None) -> None:
    """Where words find nothing, meaning decides, and the other way round."""
    ranking = [Scored(5, 0.9), Scored(2, 0.5), Scored(9, 0.1)]
    assert [item.id for item in fuse(ranking, [], weight=weight)] == [5, 2, 9]
    assert [item.id for item in fuse([], ranking)] == [5, 2, 9]


def test_a_passage_both_sides_like_beats_one_that_only_one_likes() -> None:
    """Agreement counts."""
    vector = [Scored(1, 0.60), Scored(2, 0.59), Scored(3, 0.1)]
    keyword = [Scored(4, 9.0), Scored(2, 8.9), Scored(5, 1.0)]
    assert fuse(vector, keyword, weight=0.5)[0].id == 2


def test_the_surer_side_weighs_more() -> None:
    """A word that only one passage has outweighs cosines that are all alike."""
    guessing = [Scored(n, 0.3) for n in range(10)]
    sure = [Scored(99, 20.0), *(Scored(n, 2.0) for n in range(10, 19))]
    assert vector_weight(guessing, sure) < 0.1
    assert vector_weight(sure, guessing) > 0.9
    assert fuse(guessing, sure)[0].id == 99
