"""How good rankings are.

The figures are trec_eval's, through ir-measures. nDCG has linear gains, as everywhere in BEIR.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from ir_measures import RR, R, Success, iter_calc, nDCG

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEASURES = {
    "nDCG@10": nDCG @ 10,
    "MRR@10": RR @ 10,
    "recall@10": R @ 10,
    "recall@100": R @ 100,
    "hit@1": Success @ 1,
}


@dataclass(frozen=True)
class Scores:
    """What one mode's rankings are worth.

    Attributes:
        by_query: for each measure its value, 0 to 1, by query id.
    """

    by_query: Mapping[str, Mapping[str, float]]

    @property
    def means(self) -> dict[str, float]:
        """Each measure's mean over the questions."""
        return {name: fmean(values.values()) for name, values in self.by_query.items()}


def scores(qrels: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]]) -> Scores:
    """Score rankings; a question that finds nothing scores 0.

    Args:
        qrels: judgements, by query id, by document id.
        rankings: document ids, best first, of each question that was asked.
    """
    asked = {query: dict(qrels[query]) for query in rankings}
    run = {  # scores that keep the order: trec_eval breaks ties by name
        query: {document: float(-place) for place, document in enumerate(ranking)}
        for query, ranking in rankings.items()
    }
    by_query = {name: dict.fromkeys(rankings, 0.0) for name in MEASURES}
    names = {str(measure): name for name, measure in MEASURES.items()}
    for metric in iter_calc(list(MEASURES.values()), asked, run):
        by_query[names[str(metric.measure)]][metric.query_id] = float(metric.value)
    return Scores(by_query)
