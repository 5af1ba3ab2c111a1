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
    own_ids = set(own.tolist())
    found: dict[str, list[float]] = defaultdict(list)
    for vector in generation.vectors.vectors(chosen.tolist()):
        near = generation.vectors.search(vector, _NEAREST + len(own))
        others = [item for item in near if item.id not in own_ids][:_NEAREST]
        document_of = generation.documents_of(item.id for item in others)
        best: dict[str, float] = {}
        for identity, score in others:
            best.setdefault(document_of[identity], score)
        for other, score in best.items():
            found[other].append(score)
    worth = {
        other: sum(sorted(scores, reverse=True)[:_BEST]) / min(_BEST, len(chosen))
        for other, scores in found.items()
    }
    kept = [other for other in worth if max(found[other]) > generation.manifest.main.noise]
    return sorted(kept, key=lambda other: (-worth[other], other))[:limit]
