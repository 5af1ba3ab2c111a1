"""Writes a sentence-transformers model as ONNX; run as a process of its own, which may use torch.

What `encode` does is traced as a whole, pooling and normalising with it, so whatever `modules.json`
asks for is in the graph. It is for texts that are not padded, and computes in 8 bits what it
can. The file is mapped, not read, but with many words asked for nearly all of it comes to be
resident: for e5 that is 100 MB instead of 400.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

from kb.files import leftovers, locked, making
from search import unigram_pieces
from search.onnx_attention import ALONE, OtherAttentionError, register
from search.onnx_folder import DATA, DESCRIPTION, GRAPH, PROBES, TOKENIZER, read_description
from search.onnx_rounding import levels, quantise

_OPSET = 17
# What tracing a model made by others meets; the disk's faults are not the model's.
_FAULTS = (AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError)


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

    traced = folder / "traced.onnx"
    register(_OPSET)
    for attention in (ALONE, "eager"):
        model = SentenceTransformer(
            name, device="cpu", model_kwargs={"attn_implementation": attention}
        ).eval()
        with suppress(OtherAttentionError):
            _trace(model, traced)
            break
    graph = onnx.load(traced)
    traced.unlink()
    quantise(graph, levels())
    onnx.save_model(
        graph, folder / GRAPH, save_as_external_data=True, location=DATA, size_threshold=1024
    )
    (folder / DATA).chmod(0o644)  # as the others; onnx makes it private
    _save_tokenizer(model, folder / TOKENIZER)
    with torch.no_grad():
        vectors = model.encode(list(PROBES), normalize_embeddings=True, batch_size=1)
    return {
        "bytes": (folder / DATA).stat().st_size,
        "dimension": int(vectors.shape[1]),
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


def main(arguments: list[str]) -> None:
    """Export ``MODEL`` to ``FOLDER`` under the lock ``LOCK``."""
    warnings.simplefilter("ignore")
    model, folder, lock = arguments
    if Path(model).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    export_once(model, Path(folder), Path(lock))


if __name__ == "__main__":
    main(sys.argv[1:])
