"""Embedding with sentence-transformers. The only module that imports it."""

from __future__ import annotations

import logging
import os
import threading
from typing import TYPE_CHECKING, Any

from kb.errors import ModelFault
from search.model_files import ModelSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedder import FloatArray

_BATCH = 32


class SentenceTransformerEmbedder:
    """A model loaded at its first text, then kept; safe to share between threads."""

    def __init__(self, source: ModelSource, *, threads: int = 0, precision: str = "auto") -> None:
        """Nothing is loaded yet.

        Args:
            source: the model.
            threads: processor threads; 0 means one for each core.
            precision: ``float32``, ``bfloat16`` or ``auto``.
        """
        self._source = source
        self._threads = threads
        self._precision = precision
        self._lock = threading.Lock()
        self._model: Any = None
        self._fault: ModelFault | None = None

    @property
    def fingerprint(self) -> str:
        """Names the model and its passage prompt."""
        return self._source.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        known = self._source.dimension
        if known is not None:
            return known
        with self._lock:
            return int(self._loaded().get_embedding_dimension())

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory; asking loads nothing."""
        return self._model is not None

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``."""
        return self._encode(list(texts), self._source.passage_prompt)

    def embed_query(self, text: str) -> FloatArray:
        """Vector of a question."""
        vector: FloatArray = self._encode([text], self._source.query_prompt)[0]
        return vector

    def _encode(self, texts: list[str], prompt: str) -> FloatArray:
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:  # tokenizers are not made for two threads at once
            found = self._loaded().encode(
                texts,
                prompt=prompt or None,
                batch_size=_BATCH,
                convert_to_tensor=True,
                show_progress_bar=False,
            )
        vectors: FloatArray = found.float().cpu().numpy()
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.maximum(length, 1e-12)
        return vectors

    def _loaded(self) -> Any:
        """The model; called with the lock held. A model that failed once is not tried again."""
        if self._fault is not None:
            raise self._fault
        if self._model is None:
            name = self._source.name  # a model that is not there has its own fault
            try:
                self._model = self._load()
            except Exception as error:  # every library below raises its own
                reason = str(error).strip().splitlines() or [type(error).__name__]
                self._fault = ModelFault(
                    f"The model {name} cannot be loaded ({reason[0][:200]})", self._source.remedy
                )
                raise self._fault from error
        return self._model

    def _load(self) -> Any:
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        torch.set_num_threads(self._threads or len(os.sched_getaffinity(0)))
        model = SentenceTransformer(
            self._source.name,
            trust_remote_code=False,
            local_files_only=self._source.folder is not None or not _hub_answers(),
        )
        if self._takes_bfloat16(torch, model):
            model = model.to(torch.bfloat16)
        return model.eval()

    def _takes_bfloat16(self, torch: Any, model: Any) -> bool:
        """Whether to compute in bfloat16: twice as fast on a processor with instructions for it."""
        if self._precision != "auto":
            return self._precision == "bfloat16"
        checks = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
        supported = (getattr(torch.cpu, name, bool)() for name in checks)
        return model.device.type == "cpu" and any(supported)


def _hub_answers() -> bool:
    """Whether a hub can be reached; the libraries try for more than a minute before they tell."""
    from huggingface_hub import constants, get_session

    try:
        get_session().head(constants.ENDPOINT, timeout=5)
    except Exception:  # noqa: BLE001  # no name, no way, no answer, told to stay offline
        return False
    return True
