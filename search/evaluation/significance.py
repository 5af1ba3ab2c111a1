"""Whether hybrid search is better than its sides by more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from scipy.stats import ttest_rel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.evaluation.measures import Scores
    from search.results import Mode

MAIN = "nDCG@10"


@dataclass(frozen=True)
class Comparison:
    """Hybrid search against the better of its sides, in nDCG@10.

    Attributes:
        against: the better of the other modes.
        difference: by how much hybrid is above it.
        p: two-sided paired t-test over the questions: how likely a difference of this size is
            where there is none (Sakai, Statistical Reform in Information Retrieval?, 2014; Smucker
            et al., 2007, find it in step with the randomisation test).
    """

    against: Mode
    difference: float
    p: float


def compare(by_mode: Mapping[Mode, Scores]) -> Comparison:
    """Hybrid against the better of the others."""
    others: list[Mode] = [mode for mode in by_mode if mode != "hybrid"]
    against = max(others, key=lambda mode: by_mode[mode].means[MAIN])
    ours, theirs = by_mode["hybrid"].by_query[MAIN], by_mode[against].by_query[MAIN]
    differences = [ours[query] - theirs[query] for query in ours]
    p = 1.0
    if len(differences) > 1 and len(set(differences)) > 1:
        p = float(ttest_rel([ours[query] for query in ours], [theirs[q] for q in ours]).pvalue)
    return Comparison(against, fmean(differences), p)
