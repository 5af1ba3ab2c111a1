"""What was measured, as tables for a terminal and for docs/performance.md alike."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from search.evaluation.report import table
from tests.bench.embedding import STOCK
from tests.bench.rows import percentile
from tests.marked_page import Markers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.bench.rows import Measured

MARKERS = Markers.of("make bench")
BEGIN, END = MARKERS
written = MARKERS.written
_COMPARED = (
    "passages", "system", "indexed/s", "without embedding", "questions", "query p50 ms", "p95 ms",
    "p99 ms", "of processors p50 ms", "p95 ms", "memory MB", "disk MB", "new found s",
    "first answer s",
)  # fmt: skip
_SERVED = (
    "passages", "engine", "find p95 ms", "search p50 ms", "p95 ms", "p99 ms", "page p50 ms",
    "page p95 ms", "memory MB", "first page s", "first results s", "catalogued s",
)  # fmt: skip
_GROWN = ("system", "passages", "without embedding", "query p50", "p95", "memory", "disk", "new")
_MB = 1_000_000


def report(found: Sequence[Measured], rates: Mapping[str, float]) -> str:
    """Every table there are figures for."""
    parts = [
        embedding(rates),
        "Side by side:",
        table(_COMPARED, [_compared(one, rates) for one in found]),
    ]
    if served := [one for one in found if one.pages]:
        parts += ["Ours as people get it:", table(_SERVED, [_served(one) for one in served])]
    if grown := list(_grown(found)):
        parts += ["How each grows:", table(_GROWN, grown)]
    return "\n\n".join(parts)


def embedding(rates: Mapping[str, float]) -> str:
    """Passages embedded a second by each runtime, beside stock."""
    rows = [(name, f"{rate:.1f}", f"{rate / rates[STOCK]:.2f}") for name, rate in rates.items()]
    return table(("embedding by", "passages/s", "stock = 1"), rows)


def _compared(one: Measured, rates: Mapping[str, float]) -> tuple[str, ...]:
    return (
        f"{one.passages:,}",
        one.about.label,
        f"{one.with_embedding(rates):.1f}",
        f"{one.without_embedding:,.0f}",
        f"{len(one.serve['times']['find'])}",
        *(f"{one.milliseconds('find', percent):.1f}" for percent in (50, 95, 99)),
        *(f"{one.milliseconds('find', percent, of='processor'):.1f}" for percent in (50, 95)),
        f"{one.serve['memory'] / _MB:,.0f}",
        f"{one.build['bytes'] / _MB:,.0f}",
        f"{statistics.median(one.add['found']):.2f}",
        f"{one.serve['first']:.1f}",
    )


def _served(one: Measured) -> tuple[str, ...]:
    pages = one.pages or {}
    return (
        f"{one.passages:,}",
        one.about.label,
        f"{one.milliseconds('find', 95):.1f}",
        *(f"{one.milliseconds('search', percent):.1f}" for percent in (50, 95, 99)),
        *(f"{percentile(pages['times'], percent):.1f}" for percent in (50, 95)),
        f"{pages['memory'] / _MB:,.0f}",
        f"{pages['first']:.1f}",
        f"{pages['first_results']:.1f}",
        f"{statistics.median(one.add['handed']):.2f}",
    )


def _grown(found: Sequence[Measured]) -> Iterator[tuple[str, ...]]:
    """For each system: each figure with its largest library over that with its smallest."""
    for row in dict.fromkeys(one.row for one in found):
        same = sorted((one for one in found if one.row == row), key=lambda one: one.passages)
        if len(same) > 1:
            before, after = _growing(same[0]), _growing(same[-1])
            ratios = [late / early for early, late in zip(before, after, strict=True)]
            yield (same[0].about.label, *(f"× {ratio:.1f}" for ratio in ratios))


def _growing(one: Measured) -> tuple[float, ...]:
    return (
        one.passages,
        one.without_embedding,
        one.milliseconds("find", 50),
        one.milliseconds("find", 95),
        one.serve["memory"],
        one.build["bytes"],
        statistics.median(one.add["found"]),
    )
