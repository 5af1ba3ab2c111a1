"""What an embedding model must be able to do; the rest of search knows no more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    FloatArray: TypeAlias = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors, so that a dot product is their cosine."""

    @property
    def fingerprint(self) -> str:
        """Names the model and how passages are put to it; equal means equal vectors."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector; known without loading the model wherever possible."""
        ...

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory; asking loads nothing."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``, float32, rows of length 1.

        Raises:
            ModelFault: the model cannot be loaded.
        """
        ...

    def embed_query(self, text: str) -> FloatArray:
        """Vector of a question, shape ``(dimension,)``, float32, length 1.

        Raises:
            ModelFault: the model cannot be loaded.
        """
        ...


class Embedders(NamedTuple):
    """The models that a question is put to: one for every language, perhaps one for English."""

    main: Embedder
    english: Embedder | None = None
