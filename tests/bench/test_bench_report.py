"""The tables of `make bench`: what is computed for them and where they are put."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import PAGE
from tests.bench.embedding import ENGLISH, OURS, STOCK
from tests.bench.report import BEGIN, END, report, written
from tests.bench.rows import ROWS, Measured, percentile

RATES = {OURS: 50.0, ENGLISH: 100.0, STOCK: 25.0}


def measured(row: str, passages: int, milliseconds: float) -> Measured:
    """A system whose every question takes this long, half of whose passages are in English."""
    times = {"find": [milliseconds / 1000] * 9, "search": [2 * milliseconds / 1000] * 9}
    pages = {"first": 1.5, "first_results": 2.5, "memory": 4e8, "times": [0.1]}
    return Measured(
        row,
        passages,
        0.5,
        build={"seconds": passages / 100, "bytes": passages * 1000},
        serve={"first": 3.0, "memory": 3e8, "times": times, "processor": {"find": [0.004] * 9}},
        add={"handed": [0.1], "found": [0.5, 0.25, 9.0]},
        pages=pages if ROWS[row].ours else None,
    )


@pytest.mark.parametrize(
    ("row", "rate"),
    [
        ("stock", 1 / (1 / 25 + 1 / 100)),
        ("tantivy-e5", 1 / (1 / 50 + 1 / 100)),
        ("tantivy", 1 / (1 / 50 + 0.5 / 100 + 1 / 100)),
    ],
)
def test_the_rate_with_embedding_is_of_both_after_each_other(row: str, rate: float) -> None:
    """Seconds for each passage add up; the second model reads what is in English alone."""
    assert measured(row, 1000, 5).with_embedding(RATES) == pytest.approx(rate)


def test_percentiles_are_milliseconds() -> None:
    """Between two times the nearer counts for more, as numpy does it."""
    assert percentile([0.001, 0.002, 0.003], 50) == pytest.approx(2)
    assert percentile([0.001, 0.003], 75) == pytest.approx(2.5)


def test_tables_have_a_row_for_each_system_and_size() -> None:
    """Ours a second time as people get it; growth where there are two sizes."""
    found = [measured(row, n, n / 100) for n in (1000, 10_000) for row in ("stock", "whoosh")]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in report(found, RATES).splitlines()
    ]
    asked = ["9", *["10.0"] * 3, "4.0", "4.0"]
    stock = ["1,000", ROWS["stock"].label, "20.0", "100", *asked, "300", "1"]
    assert [*stock, "0.50", "3.0"] in lines
    assert [
        ROWS["whoosh"].label,
        *["× 10.0", "× 1.0", "× 10.0", "× 10.0", "× 1.0", "× 10.0", "× 1.0"],
    ] in lines
    served = [line for line in lines if line[1:] and line[1] == ROWS["whoosh"].label]
    assert len(served) == 4


def test_one_size_does_not_grow() -> None:
    """A short run has no such table."""
    assert "grows" not in report([measured("stock", 1000, 5)], RATES)


def test_only_what_is_between_the_markers_is_replaced() -> None:
    """The page that `make bench` writes has them, and twice gives what once gives."""
    once = written(PAGE.read_text("utf-8"), "| new |")
    assert once.count(BEGIN) == once.count(END) == 1
    assert written(once, "| new |") == once


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END}{BEGIN}"])
def test_a_page_without_markers_is_not_written(page: str) -> None:
    """Better no table than a page that is lost."""
    with pytest.raises(ValueError, match="has no"):
        written(page, "x")
