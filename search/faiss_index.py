"""Vectors in FAISS. The only module that imports it.

A segment is one file that never changes, mapped into memory: opening it reads its ids alone, and
what a search touches is the system's cache, shared by every process and given up under pressure.

Measured with real questions and passages of ../shared/eval, none repeated: the share of the 10
nearest that is found, among the 1,000 nearest, and milliseconds of one processor for a question.

======  =======  =========  =========  =========  ========
model   vectors  exact      1 in 8     1 in 5     1 in 3
======  =======  =========  =========  =========  ========
e5       13,102  .998, 1.0  .969, 0.3  .982, 0.5  .993, 0.6
e5       26,205  .999, 1.6  .985, 0.4  .992, 0.5  .997, 0.8
MiniLM    8,273  1.00, 0.6  .953, 0.2  .968, 0.3  .986, 0.3
MiniLM   16,547  1.00, 0.9  .973, 0.3  .981, 0.4  .990, 0.5
======  =======  =========  =========  =========  ========

Twice as many vectors halve what is missed: one cluster in five finds 98 of 100 with a third of
`EXACT` already. With 100,000 vectors, copies with noise among them, a scan takes 3.1 ms and one
cluster in eight 0.9, with 200,000 they take 6.0 and 1.5.

An exact scan in single precision takes twice as long and twice the room for the last two in a
thousand, which differ by less than half precision rounds. So a segment is exact up to `EXACT`;
above, vectors lie in clusters, of which a search scans the nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from kb.errors import HomeFault, IndexFault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from search.embedder import FloatArray
    from search.vector_index import IntArray

# A scan takes a few milliseconds; handing parts of it to threads takes longer.
faiss.omp_set_num_threads(1)

EXACT = 50_000  # vectors: with fewer, clusters find too little and a scan is fast enough
_SAMPLED = 40  # vectors per cluster that the clusters are found on
_ROUNDS = 10
_PROBED = 5  # one cluster in so many is scanned
_CHUNK = 20_000


class FaissSegment:
    """Inner products over unit vectors in half precision, by passage id."""

    def __init__(self, index: Any, live: IntArray | None = None) -> None:
        """Wrap a faiss ``IndexIDMap``; ids that are not in ``live`` are hidden."""
        self._index = index
        self._vectors = faiss.downcast_index(index.index)
        self._stored: IntArray = faiss.vector_to_array(index.id_map).astype(np.int64)
        seen = None if live is None else np.isin(self._stored, live)
        self._seen = None if seen is None or seen.all() else seen
        self._ids = self._stored if self._seen is None else self._stored[self._seen]

    @classmethod
    def build(
        cls, ids: Sequence[int] | IntArray, vectors: FloatArray, exact: int = EXACT
    ) -> FaissSegment:
        """A segment of these vectors, shape ``(len(ids), dimension)``; ids ascend.

        Args:
            ids: passage ids.
            vectors: theirs.
            exact: how many vectors there may be for every one of them to be compared.
        """
        count, dimension = vectors.shape
        inner = _clustered(count, dimension) if count > exact else _flat(dimension)
        index = faiss.IndexIDMap(inner)
        if count:
            index.train(np.ascontiguousarray(vectors if count > exact else vectors[:1]))
        for start in range(0, count, _CHUNK):
            part = slice(start, start + _CHUNK)
            index.add_with_ids(
                np.ascontiguousarray(vectors[part], dtype=np.float32),
                np.asarray(ids[part], dtype=np.int64),
            )
        if count > exact:
            inner.make_direct_map()
        return cls(index)

    @classmethod
    def read(cls, path: Path, live: IntArray | None = None) -> FaissSegment:
        """Map what `write` wrote into memory; ids that are not in ``live`` are hidden.

        Raises:
            FileNotFoundError: no such file.
            IndexFault: it is damaged.
        """
        if not path.exists():
            raise FileNotFoundError(path)
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC), live)
        except (RuntimeError, AttributeError, MemoryError) as error:
            raise IndexFault("The index's vectors cannot be read", "Run `kb reindex`.") from error

    def write(self, path: Path) -> None:
        """Write the segment as one file, hidden ids included.

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
        """Every passage id that is not hidden, ascending."""
        return self._ids

    @property
    def stored(self) -> IntArray:
        """Every passage id, ascending."""
        return self._stored

    def nearest(
        self, vector: FloatArray, limit: int, allowed: IntArray | None = None
    ) -> tuple[IntArray, FloatArray]:
        """Ids and cosines of the nearest passages, best first; see `VectorIndex.search`."""
        seen = self._seen
        if allowed is not None:
            chosen = np.isin(self._stored, allowed)
            seen = chosen if seen is None else chosen & seen
        limit = min(limit, len(self._stored) if seen is None else int(seen.sum()))
        if limit <= 0:
            return self._stored[:0], np.zeros(0, dtype=np.float32)
        parameters = self._parameters(seen, every=allowed is not None)
        scores, rows = self._vectors.search(vector.reshape(1, -1), limit, params=parameters)
        found = rows[0] >= 0
        return self._stored[rows[0][found]], scores[0][found]

    def _parameters(self, seen: npt.NDArray[np.bool_] | None, *, every: bool) -> Any:
        """Which rows to look at; ``every`` scans all clusters, so that none allowed is missed."""
        make: Any = faiss.SearchParameters
        given: dict[str, Any] = {}
        if isinstance(self._vectors, faiss.IndexIVF):
            make = faiss.SearchParametersIVF
            given["nprobe"] = self._vectors.nlist if every else self._vectors.nprobe
        if seen is not None:
            selector: Any = faiss.IDSelectorBitmap
            given["sel"] = selector(np.packbits(seen, bitorder="little"))
        return make(**given)

    def vectors(self, ids: IntArray) -> FloatArray:
        """The vectors of passages that are here, shape ``(len(ids), dimension)``."""
        rows = np.searchsorted(self._stored, ids)
        found: FloatArray = self._vectors.reconstruct_batch(rows)
        return found


def _flat(dimension: int) -> Any:
    half = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexScalarQuantizer(dimension, half, faiss.METRIC_INNER_PRODUCT)


def _clustered(count: int, dimension: int) -> Any:
    """Clusters are found from the same start every time."""
    clusters = int(2 * np.sqrt(count))
    index: Any = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        clusters,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,  # vectors as they are, not what sets them apart from their cluster's centre
    )
    index.cp.niter, index.cp.max_points_per_centroid = _ROUNDS, _SAMPLED
    index.cp.spherical = True
    index.nprobe = max(1, clusters // _PROBED)
    return index
