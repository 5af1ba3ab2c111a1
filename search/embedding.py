"""Which runtime embeds: ONNX Runtime, and torch what cannot be exported."""

from __future__ import annotations

import logging
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.errors import KbError
from search.onnx_embedder import OnnxEmbedder
from search.sentence_transformer import SentenceTransformerEmbedder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.settings import Settings
    from search.embedder import Embedder, FloatArray
    from search.model_files import ModelSource


def embedder_of(source: ModelSource, settings: Settings) -> Embedder:
    """The embedder of one model, by `KB_EMBED_RUNTIME`."""
    torch = SentenceTransformerEmbedder(
        source, threads=settings.embed_threads, precision=settings.embed_precision
    )
    onnx = OnnxEmbedder(source, threads=settings.embed_threads)
    return RuntimeEmbedder(torch, None if settings.embed_runtime == "torch" else onnx)


class RuntimeEmbedder:
    """One model on two runtimes, whose vectors can be compared; remembers the last questions."""

    def __init__(self, torch: Embedder, onnx: OnnxEmbedder | None) -> None:
        """Nothing is loaded yet.

        Args:
            torch: embeds with any model.
            onnx: embeds sooner, with the models it can; ``None`` leaves all to torch.
        """
        self._torch = torch
        self._onnx = onnx
        self._lock = threading.Lock()
        self._used: Embedder | None = None
        self._query = lru_cache(maxsize=256)(self._embed_query)

    @property
    def fingerprint(self) -> str:
        """Names the model and its passage prompt."""
        return self._torch.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._torch.dimension

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory; asking loads nothing."""
        return self._used is not None and self._used.loaded

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``."""
        return self._chosen().embed_passages(texts)

    def embed_query(self, text: str) -> FloatArray:
        """Vector of a question; the last few hundred are remembered."""
        return self._query(text)

    def _embed_query(self, text: str) -> FloatArray:
        vector = self._chosen().embed_query(text)
        vector.setflags(write=False)
        return vector

    def _chosen(self) -> Embedder:
        """What embeds; a model that ONNX Runtime cannot run is found out once."""
        with self._lock:
            if self._used is None:
                self._used = self._choose()
            return self._used

    def _choose(self) -> Embedder:
        if self._onnx is None:
            return self._torch
        try:
            self._onnx.load()
        except KbError as fault:
            logging.getLogger(__name__).warning("%s", fault.message)
            return self._torch
        return self._onnx
