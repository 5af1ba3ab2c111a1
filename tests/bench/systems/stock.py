"""The textbook's recipe: sentence-transformers, a flat FAISS index, bm25s, joined by RRF."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from tests.bench.systems.protocol import HITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.bench.inputs import Inputs

DEPTH = 100  # passages taken from each side
K = 60  # Cormack, Clarke and Büttcher, Reciprocal Rank Fusion (2009)


def encoder(model: Path) -> Any:
    """The model as sentence-transformers loads it, in float32, with its own prompts."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(model), device="cpu", local_files_only=True)


class Stock:
    """sentence-transformers + faiss + bm25s + RRF."""

    def __init__(self, folder: Path, model: Path) -> None:
        """Nothing is loaded yet."""
        self.index = folder
        self._model = model

    def prepare(self, inputs: Inputs) -> None:
        """Read texts and vectors."""
        self._ids, self._texts = inputs.passages()
        self._vectors = inputs.vectors()

    def build(self) -> None:
        """Both indexes, then their files."""
        import bm25s
        import faiss
        import numpy as np

        self._flat = faiss.IndexFlatIP(self._vectors.shape[1])
        self._flat.add(np.ascontiguousarray(self._vectors))
        self._words = bm25s.BM25()
        self._words.index(self._tokens(self._texts), show_progress=False)
        self._save()

    def open(self, *, writing: bool = False) -> None:
        """Read the indexes, and the model."""
        import bm25s
        import faiss

        self._ids = json.loads((self.index / "ids.json").read_text("utf-8"))
        self._flat = faiss.read_index(str(self.index / "vectors.faiss"))
        self._words = bm25s.BM25.load(str(self.index / "words"), mmap=True, show_progress=False)
        self._encoder = encoder(self._model)
        if writing:  # bm25s cannot add: whoever wants to needs all texts at hand
            self._corpus = self._tokens(self._texts, as_ids=False)

    @property
    def ways(self) -> Mapping[str, Callable[[str], Sequence[str]]]:
        """By meaning and by words, then RRF."""
        return {"find": self._find}

    def hand_over(self, identity: str, text: str) -> None:
        """Nothing to do."""

    def add(self, identity: str, text: str) -> None:
        """Add the vector; build the words anew, which is all that bm25s offers."""
        import bm25s

        self._ids.append(identity)
        self._flat.add(self._encoder.encode_document([text], show_progress_bar=False))
        self._corpus += self._tokens([text], as_ids=False)
        self._words = bm25s.BM25()
        self._words.index(self._corpus, show_progress=False)
        self._save()

    def _find(self, question: str) -> Sequence[str]:
        vector = self._encoder.encode_query([question], show_progress_bar=False)
        _, by_meaning = self._flat.search(vector, min(DEPTH, len(self._ids)))
        by_words, scores = self._words.retrieve(
            self._tokens([question], as_ids=False),
            k=min(DEPTH, len(self._ids)),
            show_progress=False,
            n_threads=0,
        )
        matching = by_words[0][scores[0] > 0]
        found: dict[int, float] = defaultdict(float)
        for side in (by_meaning[0].tolist(), matching.tolist()):
            for rank, number in enumerate(side, start=1):
                found[number] += 1 / (K + rank)
        best = sorted(found, key=lambda number: -found[number])[:HITS]
        return [self._ids[number] for number in best]

    def _tokens(self, texts: Sequence[str], *, as_ids: bool = True) -> Any:
        import bm25s
        import snowballstemmer  # in C where PyStemmer is installed

        return bm25s.tokenize(
            list(texts),
            stopwords="en",
            stemmer=snowballstemmer.stemmer("english"),
            return_ids=as_ids,
            show_progress=False,
        )

    def _save(self) -> None:
        import faiss

        faiss.write_index(self._flat, str(self.index / "vectors.faiss"))
        self._words.save(str(self.index / "words"), show_progress=False)
        (self.index / "ids.json").write_text(json.dumps(self._ids), "utf-8")
