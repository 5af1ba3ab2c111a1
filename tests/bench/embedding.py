"""Passages embedded a second by each runtime, taken in turns: ``python -m tests.bench.embedding``.

A machine that does other things as well slows all of them alike, as long as they take turns.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kb.settings import Settings
from search.missing_vectors import BATCH
from tests.bench.inputs import Inputs
from tests.bench.systems.stock import encoder
from web.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedder import Embedder

ROUNDS = 3
OURS, TORCH, ENGLISH = "ours", "ours, KB_EMBED_RUNTIME=torch", "ours, MiniLM for English"
STOCK = "stock sentence-transformers, float32"


def runtimes(model: Path) -> dict[str, Callable[[Sequence[str]], object]]:
    """What is compared, each loaded at its first text."""
    shipped = Services.of(Settings.load())
    found: dict[str, Callable[[Sequence[str]], object]] = {
        OURS: partial(in_batches, shipped.embedder)
    }
    by_torch = shipped.settings.model_copy(update={"embed_runtime": "torch"})
    found[TORCH] = partial(in_batches, Services.of(by_torch).embedder)
    if shipped.english_embedder is not None:
        found[ENGLISH] = partial(in_batches, shipped.english_embedder)
    stock = encoder(model)
    found[STOCK] = partial(stock.encode_document, batch_size=32, show_progress_bar=False)
    return found


def in_batches(embedder: Embedder, texts: Sequence[str]) -> None:
    """Embed as the indexer does, so many between two commits."""
    for start in range(0, len(texts), BATCH):
        embedder.embed_passages(texts[start : start + BATCH])


def rates(
    compared: dict[str, Callable[[Sequence[str]], object]], texts: Sequence[str]
) -> dict[str, float]:
    """Texts a second of each: the median of `ROUNDS`, after one batch to load and warm."""
    for embed in compared.values():
        embed(texts[:BATCH])
    times: dict[str, list[float]] = {name: [] for name in compared}
    for _ in range(ROUNDS):
        for name, embed in compared.items():
            started = time.perf_counter()
            embed(texts)
            times[name].append(time.perf_counter() - started)
    return {name: len(texts) / statistics.median(some) for name, some in times.items()}


def main(arguments: Sequence[str]) -> None:
    """Take every n-th passage of the inputs, as many as wanted."""
    folder, model, wanted = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    _, texts = Inputs(folder, model).passages()
    sample = texts[:: max(1, len(texts) // wanted)][:wanted]
    print("\n" + json.dumps(rates(runtimes(model), sample)))


if __name__ == "__main__":
    main(sys.argv[1:])
