"""A cross-encoder of sentence-transformers as a reranker."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from kb.errors import ModelFault

if TYPE_CHECKING:
    from collections.abc import Sequence

_REMEDY = "Set KB_RERANK_MODEL to a cross-encoder's folder or name, or leave it empty."


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers, loaded at its first question."""

    def __init__(self, name: str) -> None:
        """``name`` is a folder or a name on a hub. Nothing is loaded yet."""
        self._name = name
        self._lock = threading.Lock()
        self._model: Any = None

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Logits of the model."""
        with self._lock:
            if self._model is None:
                self._model = self._load()
            found = self._model.predict(
                [(question, text) for text in texts], show_progress_bar=False
            )
        return [float(value) for value in found]

    def _load(self) -> Any:
        from sentence_transformers import CrossEncoder

        try:
            return CrossEncoder(self._name, num_labels=1)
        except Exception as error:  # every library below raises its own
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
            message = f"The model {self._name} cannot be loaded ({reason})"
            raise ModelFault(message, _REMEDY) from error
