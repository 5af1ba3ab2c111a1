"""What every vector index must do; a new one is added to ``INDEXES``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from search.faiss_index import FaissSegment
from search.fakes import ListVectorIndex
from search.vector_segments import SegmentedIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.vector_index import VectorIndex

    Make = Callable[[Sequence[int], np.ndarray], VectorIndex]

IDS = [3, 8, 21, 40]


def unit(*values: float) -> np.ndarray:
    """A vector of length 1."""
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


VECTORS = np.stack([unit(1, 0, 0), unit(0, 1, 0), unit(1, 1, 0), unit(0, 0, 1)])


def one_segment(ids: Sequence[int], vectors: np.ndarray) -> VectorIndex:
    """Everything in one file."""
    return SegmentedIndex([FaissSegment.build(ids, vectors)])


def clustered(ids: Sequence[int], vectors: np.ndarray) -> VectorIndex:
    """In clusters, as where an exact scan would take too long."""
    return SegmentedIndex([FaissSegment.build(ids, vectors, exact=3)])


def several_segments(ids: Sequence[int], vectors: np.ndarray) -> VectorIndex:
    """Every second in another file."""
    parts = [slice(0, None, 2), slice(1, None, 2)]
    return SegmentedIndex([FaissSegment.build(ids[part], vectors[part]) for part in parts])


def with_hidden(ids: Sequence[int], vectors: np.ndarray) -> VectorIndex:
    """Among others, which look the same and are gone."""
    stored = FaissSegment.build(
        [*ids, *(identity + 100 for identity in ids)], np.concatenate([vectors, vectors])
    )
    return SegmentedIndex([FaissSegment(stored._index, np.array(ids, dtype=np.int64))])


INDEXES: dict[str, Make] = {
    "list": ListVectorIndex,
    "one segment": one_segment,
    "several segments": several_segments,
    "hidden": with_hidden,
    "clustered": clustered,
}


@pytest.fixture(params=INDEXES)
def make(request: pytest.FixtureRequest) -> Make:
    """One index after the other."""
    return INDEXES[request.param]


def test_the_nearest_come_first_with_their_cosine(make: Make) -> None:
    """Scores are cosines, best first, at most as many as asked for."""
    found = make(IDS, VECTORS).search(unit(1, 0.1, 0), 2, np.array(IDS))
    assert [item.id for item in found] == [3, 21]
    assert found[0].score == pytest.approx(0.995, abs=0.001)


def test_all_are_chosen_from_unless_told_otherwise(make: Make) -> None:
    """The nearest is found without saying where."""
    for identity, vector in zip(IDS, VECTORS, strict=True):
        assert make(IDS, VECTORS).search(vector, 1)[0].id == identity


def test_only_allowed_passages_are_found(make: Make) -> None:
    """None allowed means none found; more asked for than there are is no matter."""
    index = make(IDS, VECTORS)
    allowed = np.array([8, 40], dtype=np.int64)
    assert [item.id for item in index.search(unit(1, 0.1, 0), 9, allowed)] == [8, 40]
    assert index.search(unit(1, 0, 0), 9, np.array([], dtype=np.int64)) == []
    assert index.search(unit(1, 0, 0), 0) == []


def test_ids_and_vectors_are_given_back(make: Make) -> None:
    """Ids ascend; vectors come in the order asked for."""
    index = make(IDS, VECTORS)
    assert index.ids.tolist() == IDS
    assert np.allclose(index.vectors([40, 3, 8]), VECTORS[[3, 0, 1]], atol=1e-3)


def test_an_unknown_id_has_no_vector(make: Make) -> None:
    """Asking for one is a mistake of ours."""
    with pytest.raises(KeyError):
        make(IDS, VECTORS).vectors([3, 4])


def test_an_empty_index_finds_nothing(make: Make) -> None:
    """A library without passages has one."""
    index = make([], np.zeros((0, 3), dtype=np.float32))
    assert index.search(unit(1, 0, 0), 5) == []
    assert index.ids.tolist() == []
