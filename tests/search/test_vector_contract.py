"""What every vector index must do; a new one is added to ``INDEXES``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kb.errors import IndexFault
from search.faiss_index import FaissIndex
from search.fakes import ListVectorIndex

if TYPE_CHECKING:
    from pathlib import Path

INDEXES = {"faiss": FaissIndex, "list": ListVectorIndex}
IDS = [3, 8, 21, 40]


def unit(*values: float) -> np.ndarray:
    """A vector of length 1."""
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


VECTORS = np.stack([unit(1, 0, 0), unit(0, 1, 0), unit(1, 1, 0), unit(0, 0, 1)])


@pytest.fixture(params=INDEXES)
def kind(request: pytest.FixtureRequest) -> type[FaissIndex]:
    """One index after the other."""
    return INDEXES[request.param]  # type: ignore[return-value]


def test_the_nearest_come_first_with_their_cosine(kind: type[FaissIndex]) -> None:
    """Scores are cosines, best first, at most as many as asked for."""
    found = kind.build(IDS, VECTORS).search(unit(1, 0.1, 0), 2)
    assert [item.id for item in found] == [3, 21]
    assert found[0].score == pytest.approx(0.995, abs=0.001)


def test_only_allowed_passages_are_found(kind: type[FaissIndex]) -> None:
    """None allowed means none found; more asked for than there are is no matter."""
    index = kind.build(IDS, VECTORS)
    allowed = np.array([8, 40], dtype=np.int64)
    assert [item.id for item in index.search(unit(1, 0.1, 0), 9, allowed)] == [8, 40]
    assert index.search(unit(1, 0, 0), 9, np.array([], dtype=np.int64)) == []
    assert index.search(unit(1, 0, 0), 0) == []


def test_what_is_written_is_read(kind: type[FaissIndex], tmp_path: Path) -> None:
    """Ids and vectors survive."""
    path = tmp_path / "vectors.faiss"
    kind.build(IDS, VECTORS).write(path)
    index = kind.read(path)
    assert index.ids.tolist() == IDS
    assert np.allclose(index.vectors([40, 3]), VECTORS[[3, 0]])


def test_an_unknown_id_has_no_vector(kind: type[FaissIndex]) -> None:
    """Asking for one is a mistake of ours."""
    with pytest.raises(KeyError):
        kind.build(IDS, VECTORS).vectors([4])


def test_an_empty_index_finds_nothing(kind: type[FaissIndex]) -> None:
    """A library without passages has one."""
    index = kind.build([], np.zeros((0, 3), dtype=np.float32))
    assert index.search(unit(1, 0, 0), 5) == []
    assert index.ids.tolist() == []


def test_a_damaged_file_is_a_fault_with_its_remedy(tmp_path: Path) -> None:
    """Cut short or overwritten."""
    path = tmp_path / "vectors.faiss"
    FaissIndex.build(IDS, VECTORS).write(path)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(IndexFault, match="kb reindex"):
        FaissIndex.read(path)
    with pytest.raises(FileNotFoundError):
        FaissIndex.read(tmp_path / "none")
