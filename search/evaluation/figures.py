"""Everything that is measured on one set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.evaluation.answering import QuoteFigures, SupportFigures
    from search.evaluation.significance import Comparison
    from search.results import Mode


@dataclass(frozen=True)
class Evaluation:
    """What was measured on one set.

    Attributes:
        name: the set's.
        documents: in its corpus.
        queries: asked.
        left_out: not asked, because no document is judged relevant to them or by the limit.
        modes: means by measure, by mode.
        comparison: hybrid against the better of its sides.
        answers: where the set has answers.
        support: where unanswerable questions were given.
        index_seconds: to write, catalogue and index the corpus.
        seconds: all together.
    """

    name: str
    documents: int
    queries: int
    left_out: int
    modes: Mapping[Mode, Mapping[str, float]]
    comparison: Comparison
    answers: QuoteFigures | None
    support: SupportFigures | None
    index_seconds: float
    seconds: float
