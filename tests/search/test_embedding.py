"""Which runtime embeds what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kb.errors import ModelFault
from kb.home import Home
from search.embedding import RuntimeEmbedder, has_bfloat16
from search.fakes import HashingEmbedder
from search.model_files import ModelSource
from search.onnx_embedder import OnnxEmbedder
from search.onnx_export import BLOCK, _blocks, quantise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from search.embedder import FloatArray


class Counting(HashingEmbedder):
    """Counts what it is given; may be of no use, as a model that cannot be exported."""

    def __init__(self, *, usable: bool = True) -> None:
        super().__init__()
        self.usable = usable
        self.loads = 0
        self.given: list[int] = []

    def load(self) -> None:
        """As `OnnxEmbedder.load`."""
        self.loads += 1
        if not self.usable:
            raise ModelFault("This model cannot be exported")

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """As `HashingEmbedder`, counted."""
        self.given.append(len(texts))
        return HashingEmbedder().embed_passages(texts)

    def embed_query(self, text: str) -> FloatArray:
        """As `HashingEmbedder`, counted."""
        self.given.append(1)
        return super().embed_query(text)


def test_many_passages_go_to_torch_and_few_do_not() -> None:
    """From the number on; questions never."""
    torch, onnx = Counting(), Counting()
    embedder = RuntimeEmbedder(torch, onnx, many=3)
    for number in (2, 3, 4):
        assert embedder.embed_passages(["water"] * number).shape[0] == number
    embedder.embed_query("water")
    assert torch.given == [3, 4]
    assert 3 not in onnx.given
    never = RuntimeEmbedder(torch, onnx, many=None)
    never.embed_passages(["water"] * 90)
    assert 90 in onnx.given


def test_a_model_that_cannot_be_exported_runs_on_torch(caplog: pytest.LogCaptureFixture) -> None:
    """Tried once, told once, never an error."""
    torch, onnx = Counting(), Counting(usable=False)
    embedder = RuntimeEmbedder(torch, onnx, many=None)
    for word in ("water", "pump"):
        assert embedder.embed_query(word).any()
    assert embedder.embed_passages(["water"]).any()
    assert (onnx.loads, onnx.given) == (1, [])
    assert [record.getMessage() for record in caplog.records] == ["This model cannot be exported"]


def test_a_question_is_embedded_once() -> None:
    """And what is remembered cannot be changed by who asked."""
    onnx = Counting()
    embedder = RuntimeEmbedder(Counting(), onnx, many=None)
    first = embedder.embed_query("water")
    before = len(onnx.given)
    assert embedder.embed_query("water") is first
    assert len(onnx.given) == before
    assert not first.flags.writeable


def test_what_is_known_of_the_model_loads_nothing() -> None:
    """Nor exports."""
    onnx = Counting()
    embedder = RuntimeEmbedder(HashingEmbedder(), onnx, many=None)
    assert embedder.fingerprint == HashingEmbedder().fingerprint
    assert embedder.dimension == HashingEmbedder().dimension
    assert not embedder.loaded
    assert onnx.loads == 0


def test_a_missing_model_is_a_fault_of_its_own(tmp_path: Path) -> None:
    """Not one of the export."""
    source = ModelSource(str(tmp_path / "none"), Home(tmp_path))
    with pytest.raises(ModelFault, match="KB_MODEL"):
        OnnxEmbedder(source).load()


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("fpu avx2 avx512_vnni", False), ("avx512_bf16 fpu", True), ("amx_bf16 amx_tile", True)],
)
def test_bfloat16_is_read_from_the_processor(tmp_path: Path, flags: str, *, expected: bool) -> None:
    """As Linux lists it; elsewhere there is no such file."""
    path = tmp_path / "cpuinfo"
    path.write_text(f"processor\t: 0\nflags\t\t: {flags}\nbugs\t: none\n")
    assert has_bfloat16(path) is expected
    assert not has_bfloat16(tmp_path / "none")


@given(
    arrays(
        np.float32,
        st.tuples(st.integers(1, 300), st.integers(1, 5)),
        elements=st.floats(-4, 4, width=32),
    )
)
def test_weights_come_back_from_their_bytes(weights: npt.NDArray[np.float32]) -> None:
    """To half a step of their block's scale, and nothing else is in the padding."""
    blocks, scales = _blocks(weights)
    assert blocks.shape == (weights.shape[1], -(-weights.shape[0] // BLOCK), BLOCK)
    values = (blocks.astype(np.float32) - 128) * scales[:, :, None]
    flat = values.reshape(weights.shape[1], -1)
    error = np.abs(flat[:, : weights.shape[0]].T - weights).max()
    assert error <= scales.max() / 2 + 1e-6
    assert not flat[:, weights.shape[0] :].any()


@pytest.mark.parametrize("axis", [0, 1])
def test_rows_are_looked_up_among_bytes(axis: int) -> None:
    """To half a step of each row's scale; what looks up columns is left as it was."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    table = np.random.default_rng(1).normal(size=(5, 7)).astype(np.float32)
    table[2] = 0
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "asked"], ["found"], name="words", axis=axis)],
        "words",
        [helper.make_tensor_value_info("asked", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("found", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    quantise(model)
    kinds = {tensor.data_type for tensor in model.graph.initializer}
    assert (TensorProto.INT8 in kinds) is (axis == 0)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    asked = np.array([4, 2, 0, 4])
    (found,) = session.run(None, {"asked": asked})
    expected = table.take(asked, axis=axis)
    assert np.abs(found - expected).max() <= np.abs(table).max() / 254 * (axis == 0) + 1e-6
