"""Vectors kept between runs: the model reads each text once, whatever home it is indexed in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from kb.files import sha256_of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedder import Embedder, FloatArray
    from search.evaluation.vector_cache import Kind, VectorCache


class CachingEmbedder:
    """An embedder that asks another one only for what is not in a cache."""

    def __init__(self, embedder: Embedder, cache: VectorCache, *, made_by: str = "") -> None:
        """Nothing is loaded.

        Args:
            embedder: the real one.
            cache: where vectors are kept.
            made_by: whatever beside the fingerprint changes vectors: number format, prompts.
        """
        self._embedder = embedder
        self._cache = cache
        self._made_by = made_by

    @property
    def fingerprint(self) -> str:
        """The real embedder's: an index made through the cache is one made without."""
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    @property
    def loaded(self) -> bool:
        """Whether the real model is in memory."""
        return self._embedder.loaded

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``."""
        return self._vectors(texts, "passage", self._embedder.embed_passages)

    def embed_query(self, text: str) -> FloatArray:
        """Vector of a question, shape ``(dimension,)``."""

        def one(missing: Sequence[str]) -> FloatArray:
            return np.stack([self._embedder.embed_query(text) for text in missing])

        vector: FloatArray = self._vectors([text], "query", one)[0]
        return vector

    def _vectors(
        self, texts: Sequence[str], kind: Kind, embed: Callable[[Sequence[str]], FloatArray]
    ) -> FloatArray:
        maker = hashlib.sha256(f"{self.fingerprint}\n{self._made_by}".encode()).digest()
        keys = [bytes.fromhex(sha256_of_text(text)) for text in texts]
        found = {key: self._cache.get(maker, kind, key) for key in keys}
        missing = {k: text for k, text in zip(keys, texts, strict=True) if found[k] is None}
        if missing:
            made = dict(zip(missing, embed(list(missing.values())), strict=True))
            self._cache.put(maker, kind, made)
            found.update(made)
        vectors = np.zeros((len(keys), self.dimension), dtype=np.float32)
        for row, key in enumerate(keys):
            vectors[row] = found[key]
        return vectors
