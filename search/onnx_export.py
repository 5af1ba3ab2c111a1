"""Writes a sentence-transformers model as ONNX; run as a process of its own, which may use torch.

What `encode` does is traced as a whole, pooling and normalising with it, so whatever `modules.json`
asks for is in the graph. Weights of matrix products become 8-bit integers with a scale for each 128
of them (`MatMulNBits`), word vectors with a scale for each. The file is mapped, not read, but with
many words asked for nearly all of it comes to be resident: for e5 that is 100 MB instead of 400.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.files import leftovers, locked, making
from search import unigram_pieces
from search.onnx_folder import DATA, DESCRIPTION, GRAPH, PROBES, TOKENIZER, read_description

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import onnx

BLOCK = 128  # weights that share a scale
_OPSET = 17
# What tracing a model made by others meets; the disk's faults are not the model's.
_FAULTS = (AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError)
_INT8_WITH_INT8 = 4  # `accuracy_level`: inputs are rounded to 8 bits too, block by block


def export_once(model: str, folder: Path, lock: Path) -> None:
    """Export unless another process has meanwhile; a model that cannot be leaves its reason.

    Args:
        model: what sentence-transformers is given.
        folder: where the export shall be.
        lock: the lock file of all exports.

    Raises:
        HomeFault: disk full, read-only or not permitted.
    """
    with locked(lock, what="exported models"):
        for killed in leftovers(folder.parent, below=False):
            _remove(killed)
        if read_description(folder) is not None:
            return
        _remove(folder)  # what is there is not whole
        for earlier in _earlier(folder):
            _remove(earlier)
        with making(folder) as temporary:
            try:
                description = _export(model, temporary)
            except _FAULTS as error:
                reason = str(error).strip().splitlines() or [type(error).__name__]
                description = {"fault": reason[0][:300]}
            (temporary / DESCRIPTION).write_text(json.dumps(description), "utf-8")


def _earlier(folder: Path) -> list[Path]:
    """Exports of the same model in the formats before."""
    model, _, number = folder.name.rpartition("-")
    every = {path: path.name.rpartition("-") for path in folder.parent.glob(f"{model}-*")}
    return [path for path, (_, _, one) in every.items() if one.isdigit() and int(one) < int(number)]


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _export(name: str, folder: Path) -> dict[str, Any]:
    """Write graph, weights and tokenizer.

    Returns:
        What a reader has to know and may check, for `DESCRIPTION`.
    """
    import onnx
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        name, device="cpu", model_kwargs={"attn_implementation": "eager"}
    ).eval()
    traced = folder / "traced.onnx"
    _trace(model, traced)
    graph = onnx.load(traced)
    traced.unlink()
    quantise(graph)
    onnx.save_model(
        graph, folder / GRAPH, save_as_external_data=True, location=DATA, size_threshold=1024
    )
    (folder / DATA).chmod(0o644)  # as the others; onnx makes it private
    _save_tokenizer(model, folder / TOKENIZER)
    with torch.no_grad():
        vectors = model.encode(list(PROBES), normalize_embeddings=True)
    return {
        "bytes": (folder / DATA).stat().st_size,
        "dimension": int(vectors.shape[1]),
        "padding": int(model.tokenizer.pad_token_id or 0),
        "probes": [[round(float(x), 6) for x in vector] for vector in vectors],
    }


def _save_tokenizer(model: Any, path: Path) -> None:
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(model.max_seq_length)
    unigram_pieces.export(tokenizer, path, list(PROBES))


def _trace(model: Any, path: Path) -> None:
    """Run the model on two texts of different lengths and write what it did."""
    import torch

    class Whole(torch.nn.Module):
        """Inputs in a row instead of by name, which is what tracing takes."""

        def __init__(self, names: list[str]) -> None:
            super().__init__()
            self.model = model
            self.names = names

        def forward(self, *inputs: Any) -> Any:
            return self.model(dict(zip(self.names, inputs, strict=True)))["sentence_embedding"]

    features = model.preprocess(["Water flows.", "A longer text of several more words."])
    names = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in features]
    axes = {name: {0: "texts", 1: "tokens"} for name in names}
    with torch.no_grad():
        torch.onnx.export(
            Whole(names),
            tuple(features[name] for name in names),
            path,
            dynamo=False,  # the other exporter needs onnxscript, and writes the same
            opset_version=_OPSET,
            input_names=names,
            output_names=["vectors"],
            dynamic_axes=axes | {"vectors": {0: "texts"}},
        )


def quantise(model: onnx.ModelProto) -> None:
    """Put `MatMulNBits` in the place of products with a constant matrix, and 8-bit rows of tables.

    The operator: ONNX Runtime, docs/ContribOperators.md.
    """
    from onnx import helper

    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer if len(tensor.dims) == 2}
    made: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in constants:
            made.append(_product(graph, node, constants[node.input[1]]))
        elif node.op_type == "Gather" and node.input[0] in constants and not _axis(node):
            made += _rows(graph, node, constants[node.input[0]])
        else:
            made.append(node)
    del graph.node[:]
    graph.node.extend(made)
    used = {name for node in graph.node for name in node.input}
    for tensor in [tensor for tensor in graph.initializer if tensor.name not in used]:
        graph.initializer.remove(tensor)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def _axis(node: onnx.NodeProto) -> int:
    """Along which axis of its table a node looks things up; 0 are rows."""
    return next((attribute.i for attribute in node.attribute if attribute.name == "axis"), 0)


def _product(
    graph: onnx.GraphProto, node: onnx.NodeProto, weight: onnx.TensorProto
) -> onnx.NodeProto:
    """The operator for one product; its weights are added to the graph."""
    import numpy as np
    from onnx import helper, numpy_helper

    values = numpy_helper.to_array(weight).astype(np.float32)
    names = [f"{node.name}.weights", f"{node.name}.scales"]
    blocks, scales = _blocks(values)
    graph.initializer.append(numpy_helper.from_array(blocks, names[0]))
    graph.initializer.append(numpy_helper.from_array(scales, names[1]))
    return helper.make_node(
        "MatMulNBits",
        [node.input[0], *names],
        list(node.output),
        name=node.name,
        domain="com.microsoft",
        K=values.shape[0],
        N=values.shape[1],
        bits=8,
        block_size=BLOCK,
        accuracy_level=_INT8_WITH_INT8,
    )


def _rows(
    graph: onnx.GraphProto, node: onnx.NodeProto, table: onnx.TensorProto
) -> list[onnx.NodeProto]:
    """What looks rows up in a table of bytes and gives each its scale; both are added to it."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    values = numpy_helper.to_array(table).astype(np.float32)
    scales = (np.abs(values).max(axis=1, keepdims=True) / 127).astype(np.float32)
    steps = np.rint(values / np.maximum(scales, 1e-12)).astype(np.int8)
    name, row = node.name, node.input[1]
    graph.initializer.append(numpy_helper.from_array(steps, f"{name}.rows"))
    graph.initializer.append(numpy_helper.from_array(scales, f"{name}.scales"))
    return [
        helper.make_node("Gather", [f"{name}.rows", row], [f"{name}.steps"]),
        helper.make_node("Cast", [f"{name}.steps"], [f"{name}.values"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scales", row], [f"{name}.scale"]),
        helper.make_node("Mul", [f"{name}.values", f"{name}.scale"], list(node.output)),
    ]


def _blocks(
    values: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """Weights ``(K, N)`` as bytes ``(N, blocks, BLOCK)``, 128 standing for 0, and their scales."""
    import numpy as np

    rows = -(-values.shape[0] // BLOCK) * BLOCK
    padded = np.zeros((values.shape[1], rows), np.float32)
    padded[:, : values.shape[0]] = values.T
    cut = padded.reshape(values.shape[1], -1, BLOCK)
    scales = np.abs(cut).max(axis=2) / 127
    steps = np.rint(cut / np.maximum(scales, 1e-12)[:, :, None])
    return (steps + 128).astype(np.uint8), scales.astype(np.float32)


def main(arguments: list[str]) -> None:
    """Export ``MODEL`` to ``FOLDER`` under the lock ``LOCK``."""
    warnings.simplefilter("ignore")
    model, folder, lock = arguments
    if Path(model).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    export_once(model, Path(folder), Path(lock))


if __name__ == "__main__":
    main(sys.argv[1:])
