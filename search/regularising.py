"""Documents that say the like stand near each other in a ranking.

What is relevant to one question is alike (the cluster hypothesis, van Rijsbergen 1979, "Information
Retrieval", chapter 3), so a document whose likes stand high belongs higher, and one that stands
among them alone has likely matched by chance. Each of the first documents is drawn towards those
that are most like it (Diaz 2005, "Regularizing Ad Hoc Retrieval Scores"; his graph of nearest
neighbours, one step). Likeness is the cosine of best passages, less what all of them share, in
every space that the question was compared in and that all of them are in.

The figures were measured on all sets together and with each left out; see ``docs/relevance.md``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from search.background import mutual_cosines

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from search.embedder import FloatArray
    from search.fusion import Group
    from search.generation import Generation

    Floats = npt.NDArray[np.float64]

AMONG = 30  # documents from the best on
FEWEST = 5  # of fewer, each is as much the others' middle as their neighbour
LIKEST = 6  # neighbours of a document
DRAWN = 0.4  # how much of a document's score is its neighbours'


def regularised(
    groups: Sequence[Group], generation: Generation, *, by_english: bool
) -> list[Group]:
    """Documents, best first, each nearer to those that it is like.

    Args:
        groups: as fused, best first.
        generation: the index that they are of.
        by_english: whether the model of English was asked too.
    """
    first, rest = groups[:AMONG], groups[AMONG:]
    if len(first) < FEWEST:
        return list(groups)
    ids = [group.passages[0].id for group in first]
    codes = generation.table.languages_of(ids)
    spaces = [generation.background.centred(generation.vectors.vectors(ids), codes)]
    if by_english and generation.english and np.isin(ids, generation.english.ids).all():
        spaces.append(generation.english.vectors(ids))
    scores = drawn(np.array([group.score for group in first]), likeness(spaces))
    lowest = float(scores.min())
    order = np.argsort(-scores, kind="stable").tolist()
    return [
        *(replace(first[i], score=float(scores[i])) for i in order),
        *(group if group.score <= lowest else replace(group, score=lowest) for group in rest),
    ]


def likeness(spaces: Sequence[FloatArray]) -> FloatArray:
    """Mean cosines over spaces, of vectors less their mean; shape ``(count, count)``.

    Args:
        spaces: the vectors of the same passages in each, shape ``(count, dimension)``.
    """
    mean: FloatArray = np.mean([mutual_cosines(own - own.mean(axis=0)) for own in spaces], axis=0)
    return mean


def drawn(scores: Floats, alike: FloatArray) -> Floats:
    """Scores drawn towards the mean score of the likest, these weighed by how like they are."""
    others = alike.copy()
    np.fill_diagonal(others, -np.inf)
    likest = np.argsort(-others, axis=1, kind="stable")[:, : min(LIKEST, len(scores) - 1)]
    weights = np.maximum(np.take_along_axis(others, likest, axis=1).astype(np.float64), 1e-6)
    towards = (weights * scores[likest]).sum(axis=1) / weights.sum(axis=1)
    found: Floats = (1 - DRAWN) * scores + DRAWN * towards
    return found
