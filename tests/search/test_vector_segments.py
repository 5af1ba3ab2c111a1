"""Vectors in files that never change."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import IndexFault
from search.faiss_index import FaissSegment
from search.vector_segments import LARGER, SMALL, SegmentedIndex, write_segments

if TYPE_CHECKING:
    from pathlib import Path

RANDOM = np.random.default_rng(0)


def units(count: int, dimension: int = 8) -> np.ndarray:
    """Random directions."""
    rows = RANDOM.normal(size=(count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


EVERY = units(20_000)


class Space:
    """A folder for each generation, and what was read for the last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.turn = 0
        self.names: tuple[str, ...] = ()
        self.wanted = np.zeros(0, dtype=np.int64)
        self.read: list[int] = []

    def hold(self, ids: np.ndarray) -> SegmentedIndex:
        """Make the next generation, with these ids, upon the one before."""
        base = (self.folder / str(self.turn), self.names) if self.turn else None
        self.turn += 1
        self.read, self.wanted = [], ids
        target = self.folder / str(self.turn)
        self.names = write_segments(target, ids, base, self.vectors)
        return SegmentedIndex.read(target, self.names, ids)

    def vectors(self, ids: np.ndarray) -> np.ndarray:
        """As the store gives them."""
        self.read += ids.tolist()
        return EVERY[ids]


@pytest.fixture
def space(tmp_path: Path) -> Space:
    """A space without a generation."""
    return Space(tmp_path)


def test_only_new_vectors_are_read_and_old_files_are_linked(space: Space) -> None:
    """A large segment stays the file that it was; one with what is new stands beside it."""
    space.hold(np.arange(10_000))
    (first,) = space.names
    inode = (space.folder / "1" / first).stat().st_ino
    index = space.hold(np.arange(10_005))
    assert space.read == list(range(10_000, 10_005))
    assert len(space.names) == 2
    assert (space.folder / "2" / first).stat().st_ino == inode
    assert index.ids.tolist() == list(range(10_005))


def test_removed_vectors_are_hidden_and_come_back_without_being_read(space: Space) -> None:
    """A document whose old version returns costs nothing."""
    space.hold(np.arange(10_000))
    gone = space.hold(np.arange(5, 10_000))
    assert gone.search(EVERY[3], 1)[0].id != 3
    with pytest.raises(KeyError):
        gone.vectors([3])
    back = space.hold(np.arange(10_000))
    assert space.read == []
    assert back.search(EVERY[3], 1)[0].id == 3


def test_a_segment_that_lost_much_is_written_again(space: Space) -> None:
    """Without reading a vector from the store; with everything gone the file goes too."""
    space.hold(np.arange(10_000))
    before = (space.folder / "1" / space.names[0]).stat().st_size
    space.hold(np.arange(4_000))
    (left,) = space.names
    assert (space.folder / "2" / left).stat().st_size < before / 2
    assert space.read == []
    assert space.hold(np.arange(0)).ids.tolist() == []
    assert space.names == ()


def test_many_small_changes_leave_few_segments(space: Space) -> None:
    """Each is larger than all below it together, and none of them is lost."""
    for count in range(100, 20_000, 700):
        index = space.hold(np.arange(count))
        sizes = sorted(len(segment.ids) for segment in index._segments)
        above = [size for size in sizes if size > SMALL]
        assert all(b > LARGER / 2 * a for a, b in pairwise(above)), sizes
        assert len(sizes) <= 5
    assert index.ids.tolist() == list(range(count))
    assert np.allclose(
        index.vectors([0, 9_999, count - 1]), EVERY[[0, 9_999, count - 1]], atol=2e-3
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sets(st.integers(0, 40)), min_size=1, max_size=6), st.integers(0, 40))
def test_any_history_gives_what_one_build_gives(
    tmp_path_factory: pytest.TempPathFactory, history: list[set[int]], asked: int
) -> None:
    """Whatever came and went before, the last generation is what it would be from nothing."""
    space = Space(tmp_path_factory.mktemp("space"))
    for wanted in history:
        ids = np.array(sorted(wanted), dtype=np.int64)
        index = space.hold(ids)
    anew = SegmentedIndex([FaissSegment.build(ids, EVERY[ids])])
    assert index.ids.tolist() == anew.ids.tolist()
    assert index.search(EVERY[asked], 5) == anew.search(EVERY[asked], 5)


def test_clusters_find_what_a_scan_finds(tmp_path: Path) -> None:
    """Nearly always, from the file as well, the same on every build, and exactly where filtered."""
    centres = units(50, 32)
    vectors = centres[np.arange(20_000) % 50] + 0.15 * RANDOM.normal(size=(20_000, 32))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    exact, near = (FaissSegment.build(np.arange(20_000), vectors, most) for most in (20_000, 100))
    near.write(tmp_path / "near")
    FaissSegment.build(np.arange(20_000), vectors, 100).write(tmp_path / "again")
    assert (tmp_path / "near").read_bytes() == (tmp_path / "again").read_bytes()
    near = FaissSegment.read(tmp_path / "near")
    few = np.arange(0, 20_000, 999)
    right = 0
    for query in vectors[:200]:
        right += len(set(exact.nearest(query, 10)[0]) & set(near.nearest(query, 10)[0]))
        assert np.array_equal(exact.nearest(query, 9, few)[0], near.nearest(query, 9, few)[0])
    assert right / 2_000 >= 0.98
    assert np.allclose(near.vectors(few), vectors[few], atol=1e-3)


def test_a_damaged_file_is_a_fault_with_its_remedy(tmp_path: Path) -> None:
    """Cut short or overwritten."""
    path = tmp_path / "vectors.faiss"
    for kept in (40, 200, 16_000):
        FaissSegment.build(np.arange(1_000), EVERY[:1_000]).write(path)
        path.write_bytes(path.read_bytes()[:kept])
        with pytest.raises(IndexFault, match="kb reindex"):
            FaissSegment.read(path)
    with pytest.raises(FileNotFoundError):
        FaissSegment.read(tmp_path / "none")
