"""The systems that are measured side by side, and what was measured of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.bench.embedding import ENGLISH, OURS, STOCK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Attributes:
        label: what it is called there.
        target: the class that speaks to it.
        settings: for ours, the settings that make it differ from the defaults.
        embedded_by: the runtimes that embed each passage, with the share of passages they embed;
            ``None`` stands for the share that is in English.
    """

    label: str
    target: str
    settings: Mapping[str, str] = field(default_factory=dict)
    embedded_by: Mapping[str, float | None] = field(default_factory=lambda: {STOCK: 1.0})

    @property
    def ours(self) -> bool:
        """Whether this is Wellspring."""
        return self.target == _OURS


_OURS = "tests.bench.systems.ours:Ours"
_BOTH = {OURS: 1.0, ENGLISH: None}
ROWS = {
    "whoosh": Row("ours, Whoosh", _OURS, {"KB_KEYWORD_ENGINE": "whoosh"}, _BOTH),
    "tantivy": Row("ours, tantivy", _OURS, {"KB_KEYWORD_ENGINE": "tantivy"}, _BOTH),
    "tantivy-e5": Row(
        "ours, tantivy, e5 alone",
        _OURS,
        {"KB_KEYWORD_ENGINE": "tantivy", "KB_ENGLISH_MODEL": ""},
        {OURS: 1.0},
    ),
    "stock": Row("sentence-transformers + faiss + bm25s, RRF", "tests.bench.systems.stock:Stock"),
    "txtai": Row("txtai, hybrid", "tests.bench.systems.txtai_index:Txtai"),
    "lancedb": Row("LanceDB, hybrid, exact", "tests.bench.systems.lance:Lance"),
    "lancedb-hnsw": Row("LanceDB, hybrid, IVF HNSW SQ", "tests.bench.systems.lance:LanceIndexed"),
}


@dataclass(frozen=True)
class Measured:
    """What was measured of one system with one library.

    Attributes:
        row: name in `ROWS`.
        passages: how many there are.
        english: share of them in English.
        build: the worker's figures of building.
        serve: of answering.
        add: of new documents.
        pages: of the site; ours only.
    """

    row: str
    passages: int
    english: float
    build: Mapping[str, Any]
    serve: Mapping[str, Any]
    add: Mapping[str, Any]
    pages: Mapping[str, Any] | None = None

    @property
    def about(self) -> Row:
        """The row's definition."""
        return ROWS[self.row]

    @property
    def without_embedding(self) -> float:
        """Passages indexed a second where all vectors are known."""
        return float(self.passages / self.build["seconds"])

    def with_embedding(self, rates: Mapping[str, float]) -> float:
        """Passages indexed a second, by the rates of embedding that were measured apart."""
        shares = {
            name: self.english if share is None else share
            for name, share in self.about.embedded_by.items()
        }
        each = sum(share / rates[name] for name, share in shares.items())
        return 1 / (each + 1 / self.without_embedding)

    def milliseconds(self, way: str, percent: float, *, of: str = "times") -> float:
        """A percentile of the times of a query; ``of`` "processor" counts what those spent."""
        return percentile(self.serve[of][way], percent)


def percentile(seconds: Sequence[float], percent: float) -> float:
    """A percentile in milliseconds, of times in seconds."""
    return float(1000 * np.percentile(seconds, percent))
