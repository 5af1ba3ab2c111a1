"""What one run of the indexer changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class IndexReport:
    """What one run changed.

    Attributes:
        added: documents that are new in the index.
        updated: documents whose file had changed.
        removed: documents that are gone.
        passages: passages in the index now.
        embedded: texts that had to be embedded, counted for each model.
        generation: number of the generation that serves now.
        seconds: how long it took.
    """

    added: int
    updated: int
    removed: int
    passages: int
    embedded: int
    generation: int
    seconds: float
