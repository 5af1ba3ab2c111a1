"""Vectors in FAISS. The only module that imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from kb.errors import HomeFault, IndexFault
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.embedder import FloatArray
    from search.vector_index import IntArray

# An exact scan of 100,000 passages takes a few milliseconds; handing work to threads takes longer.
faiss.omp_set_num_threads(1)


class FaissIndex:
    """Exact inner products over unit vectors, by passage id."""

    def __init__(self, index: Any) -> None:
        """``index`` is a faiss ``IndexIDMap2``; use `build` or `read`."""
        self._index = index
        self._ids: IntArray = faiss.vector_to_array(index.id_map).astype(np.int64)
        self._rows = {int(identity): row for row, identity in enumerate(self._ids)}

    @classmethod
    def build(cls, ids: Sequence[int], vectors: FloatArray) -> FaissIndex:
        """An index of these vectors, shape ``(len(ids), dimension)``; ids ascend."""
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        if len(ids):
            index.add_with_ids(
                np.ascontiguousarray(vectors, dtype=np.float32), np.asarray(ids, dtype=np.int64)
            )
        return cls(index)

    @classmethod
    def read(cls, path: Path) -> FaissIndex:
        """Read what `write` wrote.

        Raises:
            FileNotFoundError: no such file.
            IndexFault: it is damaged.
        """
        if not path.exists():
            raise FileNotFoundError(path)
        try:
            return cls(faiss.read_index(str(path)))
        except (RuntimeError, AttributeError) as error:
            raise IndexFault("The index's vectors cannot be read", "Run `kb reindex`.") from error

    def write(self, path: Path) -> None:
        """Write the index as one file.

        Raises:
            HomeFault: disk full or read-only.
        """
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:  # which is all that faiss says of a failed write
            raise HomeFault(
                "Writing the index failed: the disk is full or read-only",
                "Free some space and run `kb sync`; the old index goes on serving.",
            ) from error

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        return self._ids

    def search(
        self, vector: FloatArray, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """The nearest passages, best first."""
        limit = min(limit, len(self._ids) if allowed is None else len(allowed))
        if limit <= 0:
            return []
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters()
            parameters.sel = selector = faiss.IDSelectorBatch(allowed)  # noqa: F841  # kept alive
        scores, ids = self._index.search(vector.reshape(1, -1), limit, params=parameters)
        return [
            Scored(int(identity), float(score))
            for identity, score in zip(ids[0], scores[0], strict=True)
            if identity >= 0
        ]

    def vectors(self, ids: Sequence[int]) -> FloatArray:
        """The vectors of passages, shape ``(len(ids), dimension)``."""
        rows = np.array([self._rows[identity] for identity in ids], dtype=np.int64)
        found: FloatArray = self._index.index.reconstruct_batch(rows)
        return found
