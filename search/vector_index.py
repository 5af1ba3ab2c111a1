"""What holds vectors must be able to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from search.embedder import FloatArray

    IntArray = npt.NDArray[np.int64]


class Scored(NamedTuple):
    """A passage id with a score; more is better."""

    id: int
    score: float


class VectorIndex(Protocol):
    """Nearest passages by cosine. Immutable: a changed library gets a new one."""

    @property
    def ids(self) -> IntArray:
        """Every passage id, ascending."""
        ...

    def search(
        self, vector: FloatArray, limit: int, allowed: IntArray | None = None
    ) -> list[Scored]:
        """The nearest passages, best first.

        Args:
            vector: shape ``(dimension,)``, length 1.
            limit: at most so many.
            allowed: passage ids to choose from, ascending; ``None`` means all. Among those that
                are allowed the choice is exact, however few they are.
        """
        ...

    def vectors(self, ids: Sequence[int] | IntArray) -> FloatArray:
        """The vectors of passages, shape ``(len(ids), dimension)``.

        Raises:
            KeyError: for an id that is not there.
        """
        ...
