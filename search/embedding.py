"""Which runtime embeds what: torch many passages at once, ONNX Runtime all else."""

from __future__ import annotations

import logging
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import KbError
from search.onnx_embedder import OnnxEmbedder
from search.sentence_transformer import SentenceTransformerEmbedder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.settings import Settings
    from search.embedder import Embedder, FloatArray
    from search.model_files import ModelSource

MANY = 64  # passages at once that are worth loading torch for
_FASTER_IN_BFLOAT16 = {"amx_bf16", "avx512_bf16"}  # as Linux names the instructions
_CPUINFO = Path("/proc/cpuinfo")


def embedder_of(source: ModelSource, settings: Settings) -> Embedder:
    """The embedder of one model, by `KB_EMBED_RUNTIME`."""
    torch = SentenceTransformerEmbedder(
        source, threads=settings.embed_threads, precision=settings.embed_precision
    )
    onnx = OnnxEmbedder(source, threads=settings.embed_threads)
    if settings.embed_runtime == "torch":
        return RuntimeEmbedder(torch, None, many=0)
    by_torch = settings.embed_precision != "auto" or has_bfloat16(_CPUINFO)
    many = MANY if settings.embed_runtime == "auto" and by_torch else None
    return RuntimeEmbedder(torch, onnx, many=many)


def has_bfloat16(cpuinfo: Path) -> bool:
    """Whether the processor computes in bfloat16, where torch is the fastest with many passages.

    Args:
        cpuinfo: the file in which Linux describes the processor; none elsewhere.
    """
    try:
        with cpuinfo.open() as lines:
            flags = next((line for line in lines if line.startswith("flags")), "")
    except OSError:
        return False
    return not _FASTER_IN_BFLOAT16.isdisjoint(flags.split())


class RuntimeEmbedder:
    """One model on two runtimes, whose vectors can be compared; remembers the last questions."""

    def __init__(self, torch: Embedder, onnx: OnnxEmbedder | None, *, many: int | None) -> None:
        """Nothing is loaded yet.

        Args:
            torch: embeds with any model.
            onnx: embeds few texts sooner, with the models it can; ``None`` leaves all to torch.
            many: from how many passages at once torch is to embed them; ``None`` means never.
        """
        self._torch = torch
        self._onnx = onnx
        self._many = many
        self._lock = threading.Lock()
        self._few: Embedder | None = None
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
        """Whether the model that questions need is in memory; asking loads nothing."""
        return self._few is not None and self._few.loaded

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``."""
        if self._many is not None and len(texts) >= self._many:
            return self._torch.embed_passages(texts)
        return self._chosen().embed_passages(texts)

    def embed_query(self, text: str) -> FloatArray:
        """Vector of a question; the last few hundred are remembered."""
        return self._query(text)

    def _embed_query(self, text: str) -> FloatArray:
        vector = self._chosen().embed_query(text)
        vector.setflags(write=False)
        return vector

    def _chosen(self) -> Embedder:
        """What embeds few texts; a model that ONNX Runtime cannot run is found out once."""
        with self._lock:
            if self._few is None:
                self._few = self._choose()
            return self._few

    def _choose(self) -> Embedder:
        if self._onnx is None:
            return self._torch
        try:
            self._onnx.load()
        except KbError as fault:
            logging.getLogger(__name__).warning("%s", fault.message)
            return self._torch
        return self._onnx
