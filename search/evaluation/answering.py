"""Whether quoted answers hold what they should, and whether support tells what can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.stats import mannwhitneyu

from search.evaluation.plain import question
from search.evaluation.spans import contains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from search.answerer import Answerer
    from search.results import AnswerResult

FIRST_FEW = 3


@dataclass(frozen=True)
class QuoteFigures:
    """Shares of questions, 0 to 1; one without any quote counts as missed.

    Attributes:
        questions: how many have a gold span and were asked.
        first: the first quote contains one.
        first_three: one of the first three does.
    """

    questions: int
    first: float
    first_three: float


@dataclass(frozen=True)
class SupportFigures:
    """How well support separates questions that the library answers from others.

    Attributes:
        answerable: how many of the set's own questions were asked.
        unanswerable: how many of another set's.
        auroc: how often one of the first has more support than one of the second; half for ties.
        false_answers: share of the unanswerable whose verdict is ``answer``.
        false_refusals: share of the answerable whose verdict is another.
    """

    answerable: int
    unanswerable: int
    auroc: float
    false_answers: float
    false_refusals: float


def ask(
    answerer: Answerer, questions: Mapping[str, str], progress: Callable[..., None]
) -> dict[str, AnswerResult]:
    """Ask every question; answers by query id."""
    found = {}
    for done, (identity, text) in enumerate(questions.items()):
        progress(done, len(questions))
        found[identity] = answerer.ask(question(text))
    return found


def quoted(
    results: Mapping[str, AnswerResult], answers: Mapping[str, Sequence[str]]
) -> QuoteFigures:
    """Count the questions whose quotes contain a gold span."""
    first = few = 0
    for identity, result in results.items():
        hits = [contains(quote.text, answers[identity]) for quote in result.quotes[:FIRST_FEW]]
        first += hits[:1] == [True]
        few += any(hits)
    return QuoteFigures(len(results), first / len(results), few / len(results))


def separated(
    answerable: Iterable[AnswerResult], unanswerable: Iterable[AnswerResult]
) -> SupportFigures:
    """Compare the support of two groups of questions, neither of them empty."""
    ours, theirs = list(answerable), list(unanswerable)
    u = mannwhitneyu([one.support for one in ours], [one.support for one in theirs]).statistic
    return SupportFigures(
        len(ours),
        len(theirs),
        auroc=float(u) / (len(ours) * len(theirs)),
        false_answers=sum(one.verdict == "answer" for one in theirs) / len(theirs),
        false_refusals=sum(one.verdict != "answer" for one in ours) / len(ours),
    )
