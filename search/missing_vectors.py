"""Embeds what a generation needs and the store has no vectors of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.store import PROBE
from search.vector_store import VectorStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from search.embedder import Embedder, FloatArray
    from search.index_folder import Serving
    from search.manifest import Documents
    from search.store import PassageStore

    Progress = Callable[[int, int], None]

BATCH = 64  # texts embedded between two commits: what a kill can lose


@dataclass(frozen=True)
class SpaceModel:
    """The model of a space, and the language of the passages that it holds; empty for all."""

    embedder: Embedder
    language: str = ""


def embed_missing(
    models: Mapping[str, SpaceModel],
    store: PassageStore,
    documents: Documents,
    serving: Serving | None,
    progress: Progress | None,
) -> int:
    """Embed the texts that have no vector yet, committing every batch.

    Returns:
        How many there were, counted for each model.
    """
    work = []
    for name, model in models.items():
        fingerprint = model.embedder.fingerprint
        same = serving is not None and serving.manifest.models.get(name) == fingerprint
        before = serving.documents.numbers if serving and same else {}
        new = sorted(number for _, number in documents.numbers.items() - before.items())
        vectors = VectorStore(store, fingerprint)
        texts = list(vectors.missing(new, model.language).items())
        work += [(model.embedder, vectors, part) for part in batched(texts, BATCH)]
    total, done = sum(len(part) for _, _, part in work), 0
    for embedder, vectors, part in work:
        if progress:
            progress(done, total)
        vectors.add([key for key, _ in part], embedder.embed_passages([text for _, text in part]))
        done += len(part)
    if progress and total:
        progress(total, total)
    return total


def probes_of(vectors: VectorStore, embedder: Embedder) -> FloatArray:
    """Vectors of the questions that tell noise from nearness; embedded once for each model."""
    import numpy as np

    from search.noise import PROBES

    kept = vectors.probes()
    if kept is None:
        kept = np.stack([embedder.embed_query(probe) for probe in PROBES])
        vectors.add([f"{PROBE}{i:03}" for i in range(len(PROBES))], kept)
    return kept


def batched(items: list[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    """Cut into parts that are worked on between two commits."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
