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
from typing import TYPE_CHECKING

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
    order = np.lexsort((numbers, -scores))
    ranked = [(int(numbers[i]), float(scores[i])) for i in order]
    return [Group(names[number], score, passages[number]) for number, score in ranked]


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
        ids = np.array([item.id for item in side.found], dtype=np.int64)
        scores = np.array([item.score for item in side.found], dtype=np.float64)
        rows = table.rows_of(ids)
        numbers, best = _by_document(table.documents[rows], scores, table.about[rows])
        mean, deviation = _scale(best, side.absent, documents)
        shares = np.array([side.shares.get(code.decode(), 0.0) for code in table.languages[rows]])
        _, first = np.unique(table.documents[rows], return_index=True)
        return cls(
            ids=ids,
            height=np.maximum((scores - mean) / deviation, 0.0),
            shares=shares,
            documents=numbers,
            standing=np.maximum((best - mean) / deviation, 0.0),
            weights=shares[first],
        )


def _by_document(
    numbers: npt.NDArray[np.int32], scores: Floats, about: npt.NDArray[np.bool_]
) -> tuple[IntArray, Floats]:
    """Documents, ascending, with their scores.

    A document is worth its best passage, reinforced by the mean of its best four; or what is said
    about it, its title or a question that it answers, where that fits better: then only the best.
    """
    found: dict[int, tuple[list[float], float]] = {}
    for number, score, said in zip(numbers.tolist(), scores.tolist(), about.tolist(), strict=True):
        own, told = found.setdefault(number, ([], -np.inf))
        if said:
            found[number] = own, max(told, score)
        elif len(own) < PASSAGES:
            own.append(score)
    ordered = sorted(found)
    values = [max(_reinforced(found[number][0]), found[number][1]) for number in ordered]
    return np.array(ordered, dtype=np.int64), np.array(values)


def _reinforced(scores: list[float]) -> float:
    if not scores:
        return -np.inf
    return (1 - REINFORCED) * scores[0] + REINFORCED * sum(scores) / len(scores)


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


def _passages(views: Sequence[_View], table: PassageTable) -> dict[int, list[Scored]]:
    """By document its best passages; of those about it only the best."""
    ids, scores = _summed([(view.ids, view.height * view.shares) for view in views])
    rows = table.rows_of(ids)
    numbers, about = table.documents[rows].tolist(), table.about[rows].tolist()
    found: dict[int, list[Scored]] = {}
    described: set[int] = set()
    for i in np.lexsort((ids, -scores)).tolist():
        number = numbers[i]
        if about[i] and number in described:
            continue
        if about[i]:
            described.add(number)
        own = found.setdefault(number, [])
        if len(own) < PASSAGES:
            own.append(Scored(int(ids[i]), float(scores[i])))
    return found
