"""Which runtime embeds what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import ModelFault
from kb.home import Home
from search.embedding import RuntimeEmbedder
from search.fakes import HashingEmbedder
from search.model_files import ModelSource
from search.onnx_embedder import OnnxEmbedder
from search.onnx_rounding import has_vnni, quantise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt
    import onnx

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


def test_a_model_that_cannot_be_exported_runs_on_torch(caplog: pytest.LogCaptureFixture) -> None:
    """Tried once, told once, never an error."""
    torch, onnx = Counting(), Counting(usable=False)
    embedder = RuntimeEmbedder(torch, onnx)
    for word in ("water", "pump"):
        assert embedder.embed_query(word).any()
    assert embedder.embed_passages(["water"]).any()
    assert (onnx.loads, onnx.given) == (1, [])
    assert [record.getMessage() for record in caplog.records] == ["This model cannot be exported"]


def test_a_question_is_embedded_once() -> None:
    """And what is remembered cannot be changed by who asked."""
    onnx = Counting()
    embedder = RuntimeEmbedder(Counting(), onnx)
    first = embedder.embed_query("water")
    before = len(onnx.given)
    assert embedder.embed_query("water") is first
    assert len(onnx.given) == before
    assert not first.flags.writeable


def test_what_is_known_of_the_model_loads_nothing() -> None:
    """Nor exports."""
    onnx = Counting()
    embedder = RuntimeEmbedder(HashingEmbedder(), onnx)
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
    [("fpu avx2 avx512f", False), ("avx512_vnni fpu", True), ("avx2 avx_vnni", True)],
)
def test_vnni_is_read_from_the_processor(tmp_path: Path, flags: str, *, expected: bool) -> None:
    """As Linux lists it; elsewhere there is no such file."""
    path = tmp_path / "cpuinfo"
    path.write_text(f"processor\t: 0\nflags\t\t: {flags}\nbugs\t: none\n")
    assert has_vnni(path) is expected
    assert not has_vnni(tmp_path / "none")


def run(
    nodes: list[onnx.NodeProto],
    constants: dict[str, npt.NDArray[np.float32]],
    asked: npt.NDArray[Any],
    most: int = 127,
) -> tuple[npt.NDArray[np.float32], set[int]]:
    """What a graph of 8 bits gives, and the kinds of its constants."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    kind = TensorProto.INT64 if asked.dtype == np.int64 else TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        "tested",
        [helper.make_tensor_value_info("asked", kind, [None] * asked.ndim)],
        [helper.make_tensor_value_info("found", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    quantise(model, most)
    kinds = {tensor.data_type for tensor in model.graph.initializer}
    (found,) = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"asked": asked})
    return found, kinds


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.sampled_from([127, 63]), st.sampled_from([1e-3, 1.0, 1e4]))
def test_products_are_near_those_of_float32(seed: int, most: int, scale: float) -> None:
    """Of tokens that differ by orders of magnitude, each to the rounding of its own values."""
    from onnx import helper

    draw = np.random.default_rng(seed)
    weights = draw.normal(size=(48, 5)).astype(np.float32)
    tokens = draw.normal(size=(1, 4, 48)).astype(np.float32) * scale
    tokens[0, 1] *= 1000
    tokens[0, 2] = 0
    node = helper.make_node("MatMul", ["asked", "weights"], ["found"], name="product")
    found, _ = run([node], {"weights": weights}, tokens, most)
    largest = np.abs(tokens).max(axis=2, keepdims=True) * np.abs(weights).max(axis=0)
    steps = 0.5 / 127 + 0.5 / most
    assert (np.abs(found - tokens @ weights) <= 48 * steps * largest + 1e-6).all()
    assert not found[0, 2].any()


def test_products_share_the_rounding_of_their_input() -> None:
    """As query, key and value of attention do."""
    from onnx import helper

    weights = np.eye(3, dtype=np.float32)
    nodes = [
        helper.make_node("MatMul", ["asked", "one"], ["a"], name="first"),
        helper.make_node("MatMul", ["asked", "two"], ["b"], name="second"),
        helper.make_node("Add", ["a", "b"], ["found"], name="both"),
    ]
    tokens = np.array([[[1.0, -0.5, 0.25]]], np.float32)
    found, _ = run(nodes, {"one": weights, "two": weights}, tokens)
    assert np.abs(found - 2 * tokens).max() < 0.02


@pytest.mark.parametrize("axis", [0, 1])
def test_rows_are_looked_up_among_bytes(axis: int) -> None:
    """To half a step of each row's scale; what looks up columns is left as it was."""
    from onnx import TensorProto, helper

    table = np.random.default_rng(1).normal(size=(5, 7)).astype(np.float32)
    table[2] = 0
    asked = np.array([4, 2, 0, 4])
    node = helper.make_node("Gather", ["table", "asked"], ["found"], name="words", axis=axis)
    found, kinds = run([node], {"table": table}, asked)
    assert (TensorProto.INT8 in kinds) is (axis == 0)
    expected = table.take(asked, axis=axis)
    assert np.abs(found - expected).max() <= np.abs(table).max() / 254 * (axis == 0) + 1e-6
