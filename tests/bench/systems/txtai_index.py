"""txtai's hybrid index as its documentation makes it: ``Embeddings(hybrid=True)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from txtai import Embeddings
from txtai.vectors.dense.sbert import STVectors

from tests.bench.systems.protocol import HITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from tests.bench.inputs import Inputs


class KnownVectors(STVectors):  # type: ignore[misc]
    """txtai's own sentence-transformers model, except that known passages are looked up."""

    known_rows: ClassVar[Mapping[str, int]] = {}
    known: ClassVar[npt.NDArray[np.float32]]

    def encode(self, data: Sequence[str], category: str | None = None) -> npt.NDArray[np.float32]:
        """Vectors of texts; ``category`` is ``query`` or ``data``."""
        if category == "data" and all(text in self.known_rows for text in data):
            return np.array(self.known[[self.known_rows[text] for text in data]])
        found: npt.NDArray[np.float32] = super().encode(data, category)
        return found


class Txtai:
    """txtai: FAISS and its own BM25, scores joined half and half."""

    def __init__(self, folder: Path, model: Path) -> None:
        """Nothing is loaded yet."""
        self.index = folder
        self._model = model

    def prepare(self, inputs: Inputs) -> None:
        """Read texts and vectors."""
        self._ids, self._texts = inputs.passages()
        KnownVectors.known_rows = {text: row for row, text in enumerate(self._texts)}
        KnownVectors.known = inputs.vectors()
        self._embeddings = self._made()

    def build(self) -> None:
        """Index and save."""
        rows = zip(self._ids, self._texts, strict=True)
        self._embeddings.index((identity, text, None) for identity, text in rows)
        self._embeddings.save(str(self.index))

    def open(self, *, writing: bool = False) -> None:
        """Load the index and the model; it can always be written."""
        self._embeddings = Embeddings()
        self._embeddings.load(str(self.index))

    @property
    def ways(self) -> Mapping[str, Callable[[str], Sequence[str]]]:
        """``Embeddings.search``."""
        return {"find": self._find}

    def hand_over(self, identity: str, text: str) -> None:
        """Nothing to do."""

    def add(self, identity: str, text: str) -> None:
        """Upsert, and save, without which it would be lost with the process."""
        self._embeddings.upsert([(identity, text, None)])
        self._embeddings.save(str(self.index))

    def _find(self, question: str) -> Sequence[str]:
        return [identity for identity, _ in self._embeddings.search(question, HITS)]

    def _made(self) -> Any:
        return Embeddings(
            path=str(self._model),
            method=f"{__name__}.{KnownVectors.__name__}",
            hybrid=True,
        )
