"""LanceDB's hybrid search: its full text index and its vectors, joined by its RRF reranker."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import lancedb
import pyarrow as pa
from lancedb.index import FTS, HnswSq
from lancedb.rerankers import RRFReranker

from tests.bench.systems.protocol import HITS
from tests.bench.systems.stock import encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from tests.bench.inputs import Inputs

_TABLE = "passages"


class Lance:
    """LanceDB with its full text index; vectors compared one by one."""

    approximate = False

    def __init__(self, folder: Path, model: Path) -> None:
        """Nothing is loaded yet."""
        self.index = folder
        self._model = model

    def prepare(self, inputs: Inputs) -> None:
        """Read texts and vectors."""
        self._ids, self._texts = inputs.passages()
        self._vectors = inputs.vectors()

    def build(self) -> None:
        """Write the table, then its indexes."""
        table = self._connection().create_table(
            _TABLE, _rows(self._ids, self._texts, self._vectors), mode="overwrite"
        )
        table.create_index("text", config=FTS())
        if self.approximate:
            table.create_index("vector", config=HnswSq(distance_type="cosine"))

    def open(self, *, writing: bool = False) -> None:
        """Open the table, as a reader that sees whatever was committed, and the model."""
        self._table = self._connection().open_table(_TABLE)
        self._encoder = encoder(self._model)
        if writing:
            self._writer = self._connection().open_table(_TABLE)

    @property
    def ways(self) -> Mapping[str, Callable[[str], Sequence[str]]]:
        """A hybrid query."""
        return {"find": self._find}

    def hand_over(self, identity: str, text: str) -> None:
        """Nothing to do."""

    def add(self, identity: str, text: str) -> None:
        """Add a row through another connection; what no index has yet is searched one by one."""
        vector = self._encoder.encode_document([text], show_progress_bar=False)
        self._writer.add(_rows([identity], [text], vector))

    def _find(self, question: str) -> Sequence[str]:
        vector = self._encoder.encode_query(question, show_progress_bar=False)
        found = (
            self._table.search(query_type="hybrid")
            .vector(vector)
            .text(question)
            .distance_type("cosine")
            .rerank(RRFReranker())
            .select(["id"])
            .limit(HITS)
            .to_arrow()
        )
        ids: list[str] = found["id"].to_pylist()
        return ids

    def _connection(self) -> Any:
        return lancedb.connect(str(self.index), read_consistency_interval=timedelta(0))


class LanceIndexed(Lance):
    """The same with an approximate index of the vectors (IVF, HNSW, 8 bits)."""

    approximate = True


def _rows(ids: Sequence[str], texts: Sequence[str], vectors: npt.NDArray[np.float32]) -> pa.Table:
    flat = pa.array(vectors.reshape(-1), pa.float32())
    column = pa.FixedSizeListArray.from_arrays(flat, vectors.shape[1])
    return pa.table({"id": list(ids), "text": list(texts), "vector": column})
