"""Vectors for a library of any size: real ones of its distinct passages, near ones of the rest."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kb.files import sha256_of_text
from search.evaluation.caching import CachingEmbedder
from web.services import Services

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedder import Embedder, FloatArray
    from search.evaluation.vector_cache import VectorCache
    from tests.bench.corpus import BenchDocument

NOISE = 0.3  # length of what is added to a vector of length 1: cosine .96 with what it was
_PART = 256  # texts embedded between two reports and two writings to the cache


def distinct_vectors(
    documents: Sequence[BenchDocument], embedder: Embedder, cache: VectorCache
) -> FloatArray:
    """Vectors of the distinct passages, in their order; embedded once, then kept in the cache."""
    kept = CachingEmbedder(embedder, cache)
    texts = [text for one in documents if one.turn == 0 for text in one.passages]
    parts = []
    for start in range(0, len(texts), _PART):
        print(f"\r  embedding {start:,} of {len(texts):,}", end="", file=sys.stderr, flush=True)
        parts.append(kept.embed_passages(texts[start : start + _PART]))
    print(f"\r  embedded {len(texts):,} passages     ", file=sys.stderr)
    return np.concatenate(parts)


def all_vectors(documents: Sequence[BenchDocument], distinct: FloatArray) -> FloatArray:
    """A unit vector for every passage, shape ``(passages, dimension)``.

    A repeated document's passages get the vectors of those it repeats, with noise of length
    `NOISE` by a fixed seed: nearest neighbours are neither equal nor further away than in life.
    """
    draw = np.random.default_rng(20_000)
    rows = np.array(
        [
            one.first + ordinal % one.distinct
            for one in documents
            for ordinal in range(len(one.passages))
        ]
    )
    vectors = distinct[rows]
    new = np.arange(len(rows)) >= len(distinct)
    noise = draw.standard_normal((int(new.sum()), distinct.shape[1]), dtype=np.float32)
    vectors[new] += NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    unit: FloatArray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit.astype(np.float32)


class KnownEmbedder:
    """An embedder that looks passages up and asks the real one for whatever else it is given.

    Attributes:
        asked: how many passages the real one was asked for.
    """

    def __init__(self, real: Embedder, texts: Sequence[str], vectors: FloatArray) -> None:
        """Nothing is loaded.

        Args:
            real: the embedder whose vectors these are.
            texts: passages.
            vectors: theirs.
        """
        self._real = real
        self._rows: Mapping[str, int] = {sha256_of_text(text): n for n, text in enumerate(texts)}
        self._vectors = vectors
        self.asked = 0

    @property
    def fingerprint(self) -> str:
        """The real one's."""
        return self._real.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._real.dimension

    @property
    def loaded(self) -> bool:
        """Whether the real one is in memory."""
        return self._real.loaded

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``."""
        rows = [self._rows.get(sha256_of_text(text)) for text in texts]
        found = np.zeros((len(rows), self.dimension), dtype=np.float32)
        known = [place for place, row in enumerate(rows) if row is not None]
        found[known] = self._vectors[[rows[place] for place in known]]
        others = [place for place, row in enumerate(rows) if row is None]
        if others:
            self.asked += len(others)
            found[others] = self._real.embed_passages([texts[place] for place in others])
        return found

    def embed_query(self, text: str) -> FloatArray:
        """The real one's vector of a question."""
        return self._real.embed_query(text)


@dataclass(frozen=True)
class KnownServices(Services):
    """An instance whose passages' vectors are known.

    Attributes:
        real: the instance whose models are used.
        texts: its passages.
        main: their vectors by the model for every language.
        english: their vectors by the second model.
    """

    real: Services
    texts: Sequence[str]
    main: FloatArray
    english: FloatArray

    @cached_property
    def embedder(self) -> Embedder:
        """The real one, asked for nothing that is known."""
        return KnownEmbedder(self.real.embedder, self.texts, self.main)

    @cached_property
    def english_embedder(self) -> Embedder | None:
        """The same of the second model, where there is one."""
        real = self.real.english_embedder
        return None if real is None else KnownEmbedder(real, self.texts, self.english)
