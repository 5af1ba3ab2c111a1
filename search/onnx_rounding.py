"""Matrix products of 8-bit integers, and tables of vectors in 8 bits, in a graph.

The inputs of a product have a scale for each token and its weights one for each column, as in
"vector-wise quantization" (Dettmers and others, LLM.int8(), 2022, section 2.1). One scale for all
tokens, as ONNX Runtime's `quantize_dynamic` has it, is too coarse behind GELU.
"""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt
    import onnx

_MICROSOFT = "com.microsoft"  # domain of the operators that only ONNX Runtime has
_LEVELS, _FEWER = 127, 63  # steps between 0 and the largest value
_CPUINFO = Path("/proc/cpuinfo")
_LEAST, _STEP, _ZERO = "rounding.least", "rounding.step", "rounding.zero"
_FIXED: dict[str, npt.ArrayLike] = {
    _LEAST: np.float32(1e-9),  # what stands for the largest value of a token that is all 0
    _STEP: np.float32(1 / _LEVELS),
    _ZERO: np.uint8(128),  # unsigned, with this for 0: what processors multiply with signed weights
}


def levels() -> int:
    """Steps between 0 and a column's largest weight that this processor can multiply exactly.

    x86 without VNNI adds products in pairs, in 16 bits, where larger ones overflow (ONNX Runtime,
    "Quantize ONNX models", on `reduce_range`).
    """
    x86 = platform.machine().lower() in {"x86_64", "amd64"}
    return _FEWER if x86 and not has_vnni(_CPUINFO) else _LEVELS


def has_vnni(cpuinfo: Path) -> bool:
    """Whether the processor adds products of bytes in 32 bits.

    Args:
        cpuinfo: the file in which Linux describes the processor; none elsewhere.
    """
    try:
        with cpuinfo.open() as lines:
            flags = next((line for line in lines if line.startswith("flags")), "")
    except OSError:
        return False
    return not {"avx512_vnni", "avx_vnni"}.isdisjoint(flags.split())


def quantise(model: onnx.ModelProto, most: int = _LEVELS) -> None:
    """Have products with a constant matrix, and tables of vectors, in 8 bits.

    Args:
        model: changed in place.
        most: steps between 0 and a column's largest weight.
    """
    from onnx import helper

    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer if len(tensor.dims) == 2}
    _add(graph, _FIXED)
    made: list[onnx.NodeProto] = []
    rounded: set[str] = set()  # inputs: those of query, key and value are one
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in constants:
            if node.input[0] not in rounded:
                rounded.add(node.input[0])
                made += _rounded(node.input[0])
            made += _product(graph, node, constants[node.input[1]], most)
        elif node.op_type == "Gather" and node.input[0] in constants and not _axis(node):
            made += _rows(graph, node, constants[node.input[0]])
        else:
            made.append(node)
    del graph.node[:]
    graph.node.extend(made)
    used = {name for node in graph.node for name in node.input}
    for tensor in [tensor for tensor in graph.initializer if tensor.name not in used]:
        graph.initializer.remove(tensor)
    if all(known.domain != _MICROSOFT for known in model.opset_import):
        model.opset_import.append(helper.make_opsetid(_MICROSOFT, 1))


def _add(graph: onnx.GraphProto, constants: Mapping[str, npt.ArrayLike]) -> None:
    from onnx import numpy_helper

    for name, value in constants.items():
        graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))


def _rounded(name: str) -> list[onnx.NodeProto]:
    """What divides each token by its largest value, which is kept, and rounds it to 8 bits."""
    from onnx import helper

    return [
        helper.make_node("Abs", [name], [f"{name}.sizes"]),
        helper.make_node("ReduceMax", [f"{name}.sizes"], [f"{name}.top"], axes=[-1], keepdims=1),
        helper.make_node("Max", [f"{name}.top", _LEAST], [f"{name}.largest"]),
        helper.make_node("Div", [name, f"{name}.largest"], [f"{name}.within"]),
        helper.make_node("QuantizeLinear", [f"{name}.within", _STEP, _ZERO], [f"{name}.steps"]),
    ]


def _product(
    graph: onnx.GraphProto, node: onnx.NodeProto, weight: onnx.TensorProto, most: int
) -> list[onnx.NodeProto]:
    """The operators for one product; its weights are added to the graph.

    The operator: ONNX Runtime, docs/ContribOperators.md, com.microsoft.MatMulIntegerToFloat.
    """
    from onnx import helper, numpy_helper

    values = numpy_helper.to_array(weight).astype(np.float32)
    scales = (np.abs(values).max(axis=0) / most).astype(np.float32)
    steps = np.rint(values / np.maximum(scales, 1e-12)).astype(np.int8)
    name, given = node.name, node.input[0]
    own = {f"{name}.weights": steps, f"{name}.scales": scales}
    zeros = {f"{name}.zeros": np.zeros(len(scales), np.int8)}
    _add(graph, own | zeros)
    inputs = [f"{given}.steps", f"{name}.weights", _STEP, f"{name}.scales", _ZERO, *zeros]
    return [
        helper.make_node("MatMulIntegerToFloat", inputs, [f"{name}.product"], domain=_MICROSOFT),
        helper.make_node("Mul", [f"{name}.product", f"{given}.largest"], list(node.output)),
    ]


def _axis(node: onnx.NodeProto) -> int:
    """Along which axis of its table a node looks things up; 0 are rows."""
    return next((attribute.i for attribute in node.attribute if attribute.name == "axis"), 0)


def _rows(
    graph: onnx.GraphProto, node: onnx.NodeProto, table: onnx.TensorProto
) -> list[onnx.NodeProto]:
    """What looks rows up in a table of bytes and gives each its scale; both are added to it."""
    from onnx import TensorProto, helper, numpy_helper

    values = numpy_helper.to_array(table).astype(np.float32)
    scales = (np.abs(values).max(axis=1, keepdims=True) / _LEVELS).astype(np.float32)
    steps = np.rint(values / np.maximum(scales, 1e-12)).astype(np.int8)
    name, row = node.name, node.input[1]
    _add(graph, {f"{name}.rows": steps, f"{name}.scales": scales})
    return [
        helper.make_node("Gather", [f"{name}.rows", row], [f"{name}.steps"]),
        helper.make_node("Cast", [f"{name}.steps"], [f"{name}.values"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scales", row], [f"{name}.scale"]),
        helper.make_node("Mul", [f"{name}.values", f"{name}.scale"], list(node.output)),
    ]
