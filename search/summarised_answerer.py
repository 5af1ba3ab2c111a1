"""Answers with a summary above the quotes, where a language model is set and one can be written."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from cachetools import TTLCache

from kb.errors import SummaryFault
from search.searcher import NOTHING
from search.summary import checked

if TYPE_CHECKING:
    from kb.queries import Filters
    from search.embedder import Embedder
    from search.results import AnswerResult, SummarySentence
    from search.summary import Summariser

KEPT, KEPT_SECONDS = 500, 3600  # summaries remembered, and for how long


class Asked(Protocol):
    """Whatever answers questions with quotes."""

    def ask(self, question: str, *, filters: Filters = NOTHING) -> AnswerResult:
        """As `search.answerer.Answerer.ask`."""
        ...


class SummarisedAnswerer:
    """Asks an answerer, then a summariser; the quotes stand whatever comes of the second."""

    def __init__(self, answerer: Asked, summariser: Summariser, embedder: Embedder) -> None:
        """``embedder`` compares sentences with quotes in another language."""
        self._answerer = answerer
        self._summariser = summariser
        self._embedder = embedder
        self._lock = threading.Lock()
        self._known: TTLCache[object, tuple[SummarySentence, ...]] = TTLCache(KEPT, KEPT_SECONDS)

    def ask(self, question: str, *, filters: Filters = NOTHING) -> AnswerResult:
        """As `Answerer.ask`; an answer has a summary besides, or a note that says why not.

        Raises:
            IndexFault: the index is damaged.
        """
        result = self._answerer.ask(question, filters=filters)
        if result.verdict != "answer":
            return result
        try:
            return replace(result, summary=self._summary(result))
        except SummaryFault as fault:
            note = f"The summary could not be written: {fault}"
            return replace(result, notes=(*result.notes, note.rstrip(".") + "."))

    def _summary(self, result: AnswerResult) -> tuple[SummarySentence, ...]:
        """Written once for a question and its quotes; what failed is tried again.

        Raises:
            SummaryFault: none could be written.
        """
        key = (result.question, *((quote.document.id, quote.text) for quote in result.quotes))
        with self._lock:
            known = self._known.get(key)
        if known:
            return known
        written = self._summariser.write(result.question, result.quotes)
        summary = checked(written, result.quotes, self._embedder)
        if not summary:
            raise SummaryFault("nothing of what was written could be matched to the quotes")
        with self._lock:
            self._known[key] = summary
        return summary
