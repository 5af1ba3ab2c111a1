"""One set, from its folder to its figures, through the code that serves people."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from search.evaluation.answering import ask, quoted, separated
from search.evaluation.asking import MODES, rank
from search.evaluation.figures import Evaluation
from search.evaluation.filling import fill
from search.evaluation.measures import scores
from search.evaluation.significance import compare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.evaluation.answering import QuoteFigures, SupportFigures
    from search.evaluation.beir import BeirSet
    from search.evaluation.filling import Parts, Stage


def evaluate(
    parts: Parts,
    found: BeirSet,
    stage: Stage,
    *,
    limit: int | None = None,
    unanswerable: Mapping[str, str] | None = None,
) -> Evaluation:
    """Fill a home with a set's corpus, ask its questions, and count.

    Args:
        parts: an instance whose home is the evaluation's own.
        found: the set.
        stage: opens a progress bar with a label.
        limit: questions asked at most, taken evenly from the set; ``None`` means all.
        unanswerable: questions that this corpus does not answer, by id; as many are asked as the
            set has questions.

    Raises:
        KbError: a fault of the home, the index or the model.
    """
    started = time.monotonic()
    ids = fill(parts, found, stage)
    filled = time.monotonic()
    asked = evenly(found.measured, limit)
    by_mode = {}
    for mode in MODES:
        with stage(f"{found.name}: {mode}") as progress:
            rankings = rank(parts.searcher, mode, asked, found, ids, progress)
        by_mode[mode] = scores(found.qrels, rankings)
    answers, support = _answered(parts, found, stage, asked, unanswerable)
    return Evaluation(
        name=found.name,
        documents=len(found.corpus),
        queries=len(asked),
        left_out=len(found.queries) - len(asked),
        modes={mode: by_mode[mode].means for mode in MODES},
        comparison=compare(by_mode),
        answers=answers,
        support=support,
        index_seconds=filled - started,
        seconds=time.monotonic() - started,
    )


def _answered(
    parts: Parts,
    found: BeirSet,
    stage: Stage,
    asked: Mapping[str, str],
    unanswerable: Mapping[str, str] | None,
) -> tuple[QuoteFigures | None, SupportFigures | None]:
    if found.answers:
        asked = {identity: text for identity, text in asked.items() if identity in found.answers}
    if not asked or not (found.answers or unanswerable):
        return None, None
    with stage(f"{found.name}: answers") as progress:
        results = ask(parts.answerer, asked, progress)
    answers = quoted(results, found.answers) if found.answers else None
    if not unanswerable:
        return answers, None
    with stage(f"{found.name}: unanswerable") as progress:
        others = ask(parts.answerer, evenly(unanswerable, len(asked)), progress)
    return answers, separated(results.values(), others.values())


def evenly(questions: Mapping[str, str], limit: int | None) -> dict[str, str]:
    """At most so many questions, spread over all of them: neighbours are often alike."""
    items = list(questions.items())
    count = len(items) if limit is None else min(limit, len(items))
    return dict(items[place * len(items) // count] for place in range(count))
