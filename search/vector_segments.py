"""A generation's vectors: a few immutable files, searched as one.

A new generation links the files of the one before and adds one with what is new, so that a commit
costs what it changes. Which passages are gone is not written anywhere: a segment shows those ids
that its generation has.
"""

from __future__ import annotations

import os
import secrets
import shutil
from typing import TYPE_CHECKING

import numpy as np

from search.faiss_index import FaissSegment
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from search.embedder import FloatArray
    from search.vector_index import IntArray

# Rewritten together with what is new: segments that have lost a quarter of their vectors, and then,
# from the smallest up, those that are small or less than twice as large as what is gathered so far.
# So each is more than twice as large as all below it: 6 at 100,000 vectors, each vector rewritten
# about as often, and a single document rewrites at most a few megabytes, save once in a long while.
SMALL = 2_000
LARGER = 2.0
HIDDEN = 0.25


class SegmentedIndex:
    """Several segments, no id in two of them."""

    def __init__(self, segments: Sequence[FaissSegment]) -> None:
        """``segments`` are open."""
        self._segments = segments
        ids = [segment.ids for segment in segments]
        self._ids: IntArray = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *ids]))

    @classmethod
    def read(cls, folder: Path, names: Sequence[str], ids: IntArray) -> SegmentedIndex:
        """Open segments of a folder, to show these ids.

        Raises:
            FileNotFoundError: one is missing.
            IndexFault: one is damaged.
        """
        return cls([FaissSegment.read(folder / name, ids) for name in names])

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        return self._ids

    def search(
        self, vector: FloatArray, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """The nearest passages, best first."""
        found = [segment.nearest(vector, limit, allowed) for segment in self._segments]
        if not found:
            return []
        ids, scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
        best = np.argsort(-scores, kind="stable")[: max(0, limit)]
        return list(map(Scored, ids[best].tolist(), scores[best].tolist()))

    def vectors(self, ids: Sequence[int] | IntArray) -> FloatArray:
        """The vectors of passages, shape ``(len(ids), dimension)``."""
        wanted = np.asarray(ids, dtype=np.int64)
        found: FloatArray | None = None
        left = len(wanted)
        for segment in self._segments:
            here = np.isin(wanted, segment.ids)
            if here.any():
                vectors = segment.vectors(wanted[here])
                if found is None:
                    found = np.empty((len(wanted), vectors.shape[1]), dtype=np.float32)
                found[here] = vectors
                left -= len(vectors)
        if found is None or left:
            raise KeyError(f"{left} passages have no vector")
        return found


def write_segments(
    target: Path,
    wanted: IntArray,
    base: tuple[Path, Sequence[str]] | None,
    read: Callable[[IntArray], FloatArray],
) -> tuple[str, ...]:
    """Make a folder with the vectors of these passages.

    Args:
        target: the folder, not there yet.
        wanted: passage ids, ascending.
        base: folder and names of another generation's segments, to be linked.
        read: gives the vectors of ids that no segment of the base has.

    Returns:
        The names of the segments.
    """
    target.mkdir()
    folder, names = base or (target, ())
    segments = {name: FaissSegment.read(folder / name, wanted) for name in names}
    held = np.concatenate([wanted[:0], *(segment.ids for segment in segments.values())])
    new = wanted[np.isin(wanted, held, assume_unique=True, invert=True)]
    rewritten = _rewritten(segments, len(new))
    for name in sorted(segments.keys() - rewritten):
        link(folder / name, target / name)
    parts = [(segments[name].ids, segments[name].vectors(segments[name].ids)) for name in rewritten]
    if len(new):
        parts.append((new, read(new)))
    ids = np.concatenate([wanted[:0], *(ids for ids, _ in parts)])
    if len(ids):
        order = np.argsort(ids)
        vectors = np.concatenate([vectors for _, vectors in parts])[order]
        FaissSegment.build(ids[order], vectors).write(target / f"{secrets.token_hex(6)}.faiss")
    return tuple(sorted(path.name for path in target.iterdir()))


def _rewritten(segments: dict[str, FaissSegment], new: int) -> set[str]:
    """Names of the segments whose vectors go into the one that is written."""
    shown = {name: len(segment.ids) for name, segment in segments.items()}
    chosen = {
        name for name, count in shown.items() if count < (1 - HIDDEN) * len(segments[name].stored)
    }
    gathered = new + sum(shown[name] for name in chosen)
    if not gathered:
        return chosen
    for name in sorted(shown.keys() - chosen, key=lambda name: (shown[name], name)):
        if shown[name] > max(SMALL, LARGER * gathered):
            break
        chosen.add(name)
        gathered += shown[name]
    return chosen


def link(source: Path, target: Path) -> None:
    """Make a file that never changes appear in another folder."""
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
