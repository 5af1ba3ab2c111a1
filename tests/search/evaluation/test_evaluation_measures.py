"""Figures against values worked out by hand."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

import pytest

from search.evaluation.answering import quoted, separated
from search.evaluation.measures import Scores, scores
from search.evaluation.significance import compare
from search.evaluation.spans import contains
from search.results import AnswerResult, Quote

if TYPE_CHECKING:
    from search.results import Mode, Verdict

QRELS = {"a": {"x": 2, "y": 1, "z": 0}, "b": {"x": 1}, "c": {"y": 1}}


def test_rankings_are_scored_as_by_hand() -> None:
    """Linear gains; a document judged 0 is not relevant; what finds nothing scores 0."""
    found = scores(QRELS, {"a": ["z", "y", "x"], "b": [], "c": ["y"]}).by_query
    ideal = 2 + 1 / log2(3)
    assert found["nDCG@10"]["a"] == pytest.approx((1 / log2(3) + 2 / log2(4)) / ideal)
    assert found["MRR@10"] == {"a": 0.5, "b": 0.0, "c": 1.0}
    assert found["recall@10"] == {"a": 1.0, "b": 0.0, "c": 1.0}
    assert found["hit@1"] == {"a": 0.0, "b": 0.0, "c": 1.0}


def test_places_beyond_the_cut_do_not_count() -> None:
    """The eleventh document is in recall@100 and in nothing that stops at 10."""
    means = scores(QRELS, {"b": [*"0123456789", "x"]}).means
    assert means == {"nDCG@10": 0, "MRR@10": 0, "recall@10": 0, "recall@100": 1, "hit@1": 0}


def test_the_order_counts_whatever_the_names() -> None:
    """No tie is broken by a document's name: the ranking's own order is what is scored."""
    assert scores(QRELS, {"b": ["x", "zz"]}).means["hit@1"] == 1
    assert scores(QRELS, {"b": ["zz", "x"]}).means["hit@1"] == 0


def _scores(*values: float) -> Scores:
    by_query = {str(number): value for number, value in enumerate(values)}
    return Scores({"nDCG@10": by_query})


def test_hybrid_is_tested_against_the_better_side() -> None:
    """A paired t-test: differences .2 .2 .1 .3 have t = .2 / (.0816 / 2) = 4.90, p = .016."""
    by_mode: dict[Mode, Scores] = {
        "keyword": _scores(0.1, 0.1, 0.1, 0.1),
        "vector": _scores(0.3, 0.5, 0.4, 0.2),
        "hybrid": _scores(0.5, 0.7, 0.5, 0.5),
    }
    found = compare(by_mode)
    assert found.against == "vector"
    assert found.difference == pytest.approx(0.2)
    assert found.p == pytest.approx(0.0163, abs=0.0001)


def test_equal_rankings_differ_by_chance_alone() -> None:
    """No difference, or a single question, gives p = 1 and no warning."""
    for values in ((0.5, 0.7), (0.5,)):
        by_mode: dict[Mode, Scores] = dict.fromkeys(
            ("keyword", "vector", "hybrid"), _scores(*values)
        )
        assert (compare(by_mode).difference, compare(by_mode).p) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("quote", "span", "held"),
    [
        ("It closes a  main.", "A Main,", True),
        ("It closed in 1918.", "18", False),
        ("It closed in 1918.", "1918", True),
        ("There were fourteen.", "four", False),
        ("Il coûte 6½ €", "“6½”", True),
        ("这座城市很大", "城市", True),
        ("في المدينة", "مدينة", True),
        ("nothing of it", "...", False),
    ],
)
def test_a_quote_contains_a_span(quote: str, span: str, held: bool) -> None:
    """Case, blanks and punctuation at the ends aside, and never the middle of a number or word."""
    assert contains(quote, ["no such thing", span]) is held


def _result(support: float, verdict: Verdict, *texts: str) -> AnswerResult:
    quotes = tuple(Quote(text, None, (), None, 1.0) for text in texts)  # type: ignore[arg-type]
    return AnswerResult("?", verdict, support, quotes)


def test_quotes_are_counted_first_and_among_three() -> None:
    """A question without quotes is missed, and a fourth quote comes too late."""
    results = {
        "first": _result(0.9, "answer", "gold", "x"),
        "third": _result(0.9, "answer", "x", "y", "gold"),
        "fourth": _result(0.9, "answer", "x", "y", "z", "gold"),
        "none": _result(0.0, "none"),
    }
    found = quoted(results, dict.fromkeys(results, ("gold",)))
    assert (found.questions, found.first, found.first_three) == (4, 0.25, 0.5)


def test_support_is_compared_pair_by_pair() -> None:
    """Of the six pairs four are in order and one is a tie: 4.5 / 6."""
    ours = [_result(0.9, "answer"), _result(0.6, "answer"), _result(0.2, "related")]
    theirs = [_result(0.6, "answer"), _result(0.1, "none")]
    found = separated(ours, theirs)
    assert (found.answerable, found.unanswerable) == (3, 2)
    assert found.auroc == pytest.approx(4.5 / 6)
    assert found.false_answers == pytest.approx(1 / 2)
    assert found.false_refusals == pytest.approx(1 / 3)
