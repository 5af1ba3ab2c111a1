"""Joins what several sides found into one ranking of documents.

A side is one way of looking: by words, by meaning in any language, by meaning in English. Each
ranks documents by their passages; its scores are put on a common scale by how many standard
deviations they stand above the mean of its first hundred documents (as in distribution-based score
fusion, but over the top of a list, whose bottom is noise). So a side that is sure of something
weighs more by itself, and one that sees a hundred documents alike hardly counts. A document is then
judged by the sides that can judge it: words in another language than the question's say little, a
model of English nothing about French, and the shares of the other sides are scaled up for them.

The shares were measured on all sets of ``../shared/eval`` together and with each left out; see
``docs/relevance.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from search.passage_table import PassageTable
    from search.vector_index import IntArray

    Floats = npt.NDArray[np.float64]

DEPTH = 100  # documents of a side that its scores are compared with, or the better half of few
FEWEST = 10  # documents, of a library of few
REINFORCED = 0.2  # what the mean of a document's best passages counts beside the best of them
PASSAGES = 4  # of a document: those that reinforce it, and at most so many are told
_SCORED = np.dtype([("id", np.int64), ("score", np.float64)])


@dataclass(frozen=True)
class Side:
    """What one way of looking found.

    Attributes:
        found: passages, best first.
        shares: how much it counts by language of a passage, two letters; 0 where not named. The
            shares of all sides sum to 1 for each language.
        absent: the score of passages that were looked at and not found; ``None`` where all that
            were looked at are found.
    """

    found: Sequence[Scored]
    shares: Mapping[str, float]
    absent: float | None = None


@dataclass(frozen=True)
class Group:
    """A document with its passages that were found, best first, at most four.

    Attributes:
        document_id: which document.
        score: comparable within one ranking only.
        passages: scored likewise.
    """

    document_id: str
    score: float
    passages: list[Scored] = field(default_factory=list)


def fuse(
    sides: Sequence[Side], table: PassageTable, names: Mapping[int, str], documents: int
) -> list[Group]:
    """Rank documents.

    Args:
        sides: what was found; a side that found nothing does not count.
        table: where the passages stand.
        names: ids of documents by their numbers in the table.
        documents: how many documents were looked at.

    Returns:
        Every document of any side, best first.
    """
    views = [_View.of(side, table, documents) for side in sides if side.found]
    if not views:
        return []
    numbers, scores = _summed([(view.documents, view.standing * view.weights) for view in views])
    passages = _passages(views, table)
    best_first = np.lexsort((numbers, -scores)).tolist()
    heights = scores.tolist()
    ids = numbers.tolist()
    return [Group(names[ids[i]], heights[i], passages[i]) for i in best_first]


@dataclass(frozen=True)
class _View:
    """A side with everything on its common scale.

    Attributes:
        ids: passages found.
        height: of each passage, in deviations above the mean, not below 0.
        shares: how much the side counts for each passage.
        documents: numbers of the documents found, ascending.
        standing: of each document, likewise.
        weights: how much the side counts for each document.
    """

    ids: IntArray
    height: Floats
    shares: Floats
    documents: IntArray
    standing: Floats
    weights: Floats

    @classmethod
    def of(cls, side: Side, table: PassageTable, documents: int) -> _View:
        found = np.array(side.found, dtype=_SCORED)
        ids, scores = found["id"], found["score"]
        rows = table.rows_of(ids)
        numbers, first, of = np.unique(
            table.documents[rows], return_index=True, return_inverse=True
        )
        best = _best(of, len(numbers), scores, table.about[rows])
        mean, deviation = _scale(best, side.absent, documents)
        codes, language = np.unique(table.languages[rows], return_inverse=True)
        shares = np.array([side.shares.get(code.decode(), 0.0) for code in codes])[language]
        return cls(
            ids=ids,
            height=np.maximum((scores - mean) / deviation, 0.0),
            shares=shares,
            documents=numbers.astype(np.int64),
            standing=np.maximum((best - mean) / deviation, 0.0),
            weights=shares[first],
        )


def _best(of: IntArray, documents: int, scores: Floats, about: npt.NDArray[np.bool_]) -> Floats:
    """The scores of documents, of which each passage is of one, by number from 0.

    A document is worth its best passage, reinforced by the mean of its best four; or what is said
    about it, its title or a question that it answers, where that fits better: then only the best.
    """
    told = np.full(documents, -np.inf)
    np.maximum.at(told, of[about], scores[about])
    of, scores = of[~about], scores[~about]
    order = np.lexsort((-scores, of))
    of, scores = of[order], scores[order]
    place = _places(of)
    best = np.full(documents, -np.inf)
    best[of[place == 0]] = scores[place == 0]
    first = place < PASSAGES
    counts = np.bincount(of[first], minlength=documents)
    mean = np.bincount(of[first], scores[first], minlength=documents) / np.maximum(counts, 1)
    scored: Floats = np.maximum((1 - REINFORCED) * best + REINFORCED * mean, told)
    return scored


def _places(keys: npt.NDArray[Any]) -> IntArray:
    """Of each element of sorted keys, how many equal ones come before it."""
    started = np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1))
    lengths = np.diff(started, append=len(keys))
    places: IntArray = np.arange(len(keys)) - np.repeat(started, lengths)
    return places


def _scale(scores: Floats, absent: float | None, documents: int) -> tuple[float, float]:
    """Mean and standard deviation of the first documents, absent ones among them."""
    depth = min(DEPTH, max(documents // 2, FEWEST))
    first = np.sort(scores)[::-1][:depth]
    missing = min(depth, documents) - len(first)
    if absent is not None and missing > 0:
        first = np.concatenate([first, np.full(missing, absent)])
    if len(first) < 2 or (deviation := float(first.std())) < 1e-9:  # nothing to compare with
        return float(first.min()) - 1.0, 1.0
    return float(first.mean()), deviation


def _summed(parts: Sequence[tuple[IntArray, Floats]]) -> tuple[IntArray, Floats]:
    """Every key of any part, ascending, with the sum of its values."""
    keys = np.unique(np.concatenate([own for own, _ in parts]))
    total = np.zeros(len(keys))
    for own, values in parts:
        total[np.searchsorted(keys, own)] += values
    return keys, total


def _passages(views: Sequence[_View], table: PassageTable) -> list[list[Scored]]:
    """Of every document, in the order of their numbers, its best passages.

    Of those about it only the best.
    """
    ids, scores = _summed([(view.ids, view.height * view.shares) for view in views])
    rows = table.rows_of(ids)
    numbers, about = table.documents[rows], table.about[rows]
    order = np.lexsort((ids, -scores, numbers))
    described = order[about[order]]
    further = described[_places(numbers[described]) > 0]
    order = order[~np.isin(order, further)]
    place = _places(numbers[order])
    order = order[place < PASSAGES]
    found = list(map(Scored, ids[order].tolist(), scores[order].tolist()))
    starts = np.flatnonzero(_places(numbers[order]) == 0).tolist()
    ends = [*starts[1:], len(found)]
    return [found[start:end] for start, end in zip(starts, ends, strict=True)]
