"""Documents like a document, by the vectors of their passages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from search.generation import Generation

MOST_PASSAGES = 12  # of a document, evenly spread: enough to say what it is about
_NEAREST = 30
_BEST = 3


def related_documents(generation: Generation, document_id: str, limit: int) -> list[str]:
    """Ids of the nearest documents, best first.

    A document counts by the mean of its three nearest passages, so that one passage in common (a
    foreword, a licence) does not make two documents alike.
    """
    own = generation.passages_of([document_id])
    if not len(own):
        return []
    chosen = own[np.unique(np.linspace(0, len(own) - 1, MOST_PASSAGES).astype(int))]
    others = np.setdiff1d(generation.vectors.ids, own, assume_unique=True)
    found: dict[str, list[float]] = defaultdict(list)
    for vector in generation.vectors.vectors([int(identity) for identity in chosen]):
        best: dict[str, float] = {}
        for identity, score in generation.vectors.search(vector, _NEAREST, others):
            best.setdefault(generation.document_of[identity], score)
        for other, score in best.items():
            found[other].append(score)
    worth = {
        other: sum(sorted(scores, reverse=True)[:_BEST]) / min(_BEST, len(chosen))
        for other, scores in found.items()
    }
    near = [other for other in worth if max(found[other]) > generation.manifest.noise]
    return sorted(near, key=lambda other: (-worth[other], other))[:limit]
