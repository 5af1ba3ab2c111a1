"""How Whoosh's segments are kept few without writing much again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search import whoosh_index
from search.keyword_index import WEIGHTS, KeywordEntry, KeywordQuery
from search.whoosh_index import WhooshEngine

if TYPE_CHECKING:
    from pathlib import Path


def entries(first: int, count: int) -> list[KeywordEntry]:
    """Passages of two words, one of them its own; ten make a document."""
    return [
        KeywordEntry(n, f"d{n // 10}", {name: ["water", f"w{n}"] for name in WEIGHTS}, [f"w{n}"])
        for n in range(first, first + count)
    ]


def segments(folder: Path) -> set[str]:
    """Names of the files that hold segments."""
    return {path.name for path in folder.glob("*.seg")}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches."""
    monkeypatch.setattr(whoosh_index, "_SMALL", 5)
    monkeypatch.setattr(whoosh_index, "_MERGED", 100)


@pytest.mark.usefixtures("few")
def test_a_library_that_grows_by_single_documents_has_few_segments(tmp_path: Path) -> None:
    """No commit writes more than a hundred passages again, and all passages are found."""
    engine = WhooshEngine()
    engine.write(tmp_path, entries(0, 300))
    (large,) = segments(tmp_path)
    for first in range(300, 600, 10):
        before = {path.name: path.stat().st_size for path in tmp_path.glob("*.seg")}
        engine.write(tmp_path, entries(first, 10))
        assert len(before.keys() - segments(tmp_path)) <= 100 / 10
    assert large in segments(tmp_path)
    assert len(segments(tmp_path)) <= 10
    index = engine.open(tmp_path)
    assert index.ids.tolist() == list(range(600))
    assert index.count == 600
    assert [item.id for item in index.search(KeywordQuery((("w457",),)), 5)] == [457]


@pytest.mark.usefixtures("few")
def test_a_large_addition_takes_more_with_it(tmp_path: Path) -> None:
    """Its own cost pays for it."""
    engine = WhooshEngine()
    for first in range(0, 400, 80):
        engine.write(tmp_path, entries(first, 80))
    engine.write(tmp_path, entries(1_000, 600))
    assert len(segments(tmp_path)) == 1


@pytest.mark.usefixtures("few")
def test_a_segment_that_lost_half_is_written_again(tmp_path: Path) -> None:
    """And passages keep their ids."""
    engine = WhooshEngine()
    engine.write(tmp_path, entries(0, 300))
    (large,) = segments(tmp_path)
    engine.write(tmp_path, [], [f"d{n}" for n in range(10)])
    assert segments(tmp_path) == {large}
    assert engine.open(tmp_path).ids.tolist() == list(range(100, 300))
    engine.write(tmp_path, entries(300, 10), [f"d{n}" for n in range(10, 16)])
    assert large not in segments(tmp_path)
    assert engine.open(tmp_path).ids.tolist() == list(range(160, 310))
