"""Embedding with ONNX Runtime: little memory and quick answers, without torch."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.errors import ModelFault
from search.heap import keep_some_memory
from search.onnx_folder import GRAPH, PROBES, TOKENIZER, OnnxFolder
from search.unigram_pieces import tokenizer_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedder import FloatArray
    from search.model_files import ModelSource

ALIKE = 0.99  # least cosine with torch's vector of the same text
# In one batch. Of twice as many, 6 MB are given back to the system and made anew for each layer
# (search/heap.py), which took MiniLM 1.7 times as long.
_TOKENS = 512


class OnnxEmbedder:
    """A model exported and loaded at its first text, then kept; safe to share between threads."""

    def __init__(self, source: ModelSource, *, threads: int = 0) -> None:
        """Nothing is loaded yet.

        Args:
            source: the model.
            threads: processor threads; 0 means one for each core.
        """
        self._source = source
        self._threads = threads
        self._lock = threading.Lock()
        self._model: _Model | None = None

    @property
    def fingerprint(self) -> str:
        """The model's own: vectors of any runtime can be compared."""
        return self._source.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._source.dimension or self._ready().dimension

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory; asking loads nothing."""
        return self._model is not None

    def load(self) -> None:
        """Export and load now rather than at the first text.

        Raises:
            ModelFault: this model does not run on ONNX Runtime.
        """
        self._ready()

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        prompt = self._source.passage_prompt
        return self._ready().vectors([prompt + text for text in texts])

    def embed_query(self, text: str) -> FloatArray:
        """Vector of a question."""
        vector: FloatArray = self._ready().vectors([self._source.query_prompt + text])[0]
        return vector

    def _ready(self) -> _Model:
        """The model, loaded by the first who needs it."""
        if self._model is not None:
            return self._model
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> _Model:
        """Load the export; one that is damaged is made again, once."""
        folder = OnnxFolder(self._source)
        threads = self._threads or len(os.sched_getaffinity(0))
        for attempt in (1, 2):
            description = folder.open()
            try:
                return _Model(folder, description, threads)
            except Exception as error:  # ONNX Runtime's, tokenizers' and ours for wrong vectors
                if attempt == 1:
                    folder.discard()
                    continue
                reason = str(error).strip().splitlines() or [type(error).__name__]
                raise ModelFault(
                    f"The export of {self._source.name} is of no use ({reason[0][:200]})",
                    "Nothing to do: the model is used through torch instead.",
                ) from error
        raise AssertionError("unreachable")


class _Model:
    """A session with its tokenizer, checked against torch's vectors."""

    def __init__(self, folder: OnnxFolder, description: dict[str, Any], threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # else the longest batch's memory is kept for good
        options.enable_mem_pattern = False  # else a plan is kept for every shape of batch
        keep_some_memory()
        # Threads that wait by spinning take the cores from other requests.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder.path / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._threads = threads
        self._tokens = tokenizer_of(folder.path / TOKENIZER)
        self.dimension = int(description["dimension"])
        alike = (self.vectors(list(PROBES)) * np.array(description["probes"])).sum(axis=1).min()
        if not alike >= ALIKE:
            raise ValueError(f"its vectors differ from torch's: cosine {alike:.3f}")

    def vectors(self, texts: list[str]) -> FloatArray:
        """Unit vectors, shape ``(len(texts), dimension)``."""
        tokens = self._tokens(texts)
        result = np.empty((len(texts), self.dimension), np.float32)

        def embed(chosen: list[int]) -> None:
            result[chosen] = self._run([tokens[i] for i in chosen])

        parts = list(batches([len(ids) for ids in tokens]))
        if len(parts) == 1:  # a question: each thread more has memory of its own
            embed(parts[0])
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(embed, parts))
        result /= np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-12)
        return result

    def _run(self, tokens: list[list[int]]) -> FloatArray:
        """Vectors of texts of one length, not yet of length one."""
        ids = np.array(tokens, np.int64).reshape(len(tokens), -1)
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        given = {name: array for name, array in inputs.items() if name in self._inputs}
        vectors: FloatArray = self._session.run(None, given)[0]
        return vectors


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of texts in batches of one length each, longest first, none too large.

    Nothing is padded: a text alone keeps a processor nearly as busy as several do.

    Args:
        lengths: tokens of each text.
    """
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    for length, alike in groupby(order, key=lambda i: lengths[i]):
        size = max(1, _TOKENS // max(1, length))
        while batch := list(islice(alike, size)):
            yield batch
