"""How long similar questions take where 20,000 have been asked."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

import pytest

from kb.db import Database
from search.fakes import HashingEmbedder
from search.indexer import Indexer
from search.searcher import Searcher
from tests.instance import ROOT, Instance

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.home import Home

DOCUMENTS, ANSWERS, ASKED = 2_000, 10, 200
MOST = 0.05  # seconds


def words() -> list[str]:
    """The starter library's, in order: as many of each as people write."""
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.md")))
    return [word for text in texts for word in text.split() if word.isalpha()]


@pytest.mark.slow
def test_twenty_thousand_questions_are_compared_in_no_time(home: Home) -> None:
    """Half of the texts and half of the documents' pages, warm, in a library of that size."""
    written, choose = words(), random.Random(0)

    def question() -> str:
        start = choose.randrange(len(written) - 12)
        return "How " + " ".join(written[start : start + choose.randrange(5, 12)]) + "?"

    database = Database(f"sqlite:///{home.database}")
    database.upgrade()
    instance = Instance(home, database)
    instance.hub("water-distribution")
    for number in range(DOCUMENTS):
        answers = "".join(f"\n- '{question()}'" for _ in range(ANSWERS))
        instance.document(f"d{number}", kind="thread", title=question(), answers=answers)
    assert instance.sync().problems == []
    embedder = HashingEmbedder(384)
    Indexer(home, instance.library, database, embedder, keyword="tantivy").sync()
    searcher = Searcher(home, database, embedder)
    started = time.perf_counter()
    searcher.similar_questions("water")
    print(f"first {time.perf_counter() - started:.2f} s")
    asked = [question() for _ in range(ASKED)]
    for took in (
        timed(lambda n: searcher.similar_questions(asked[n])),
        timed(lambda n: searcher.questions_like(f"d{n}")),
    ):
        assert statistics.median(took) < MOST
        print(", ".join(f"p{p} {took[ASKED * p // 100] * 1000:.1f} ms" for p in (50, 95, 99)))


def timed(ask: Callable[[int], object]) -> list[float]:
    """Seconds of each call, ascending; each of them finds something."""
    taken = []
    for number in range(ASKED):
        started = time.perf_counter()
        assert ask(number)
        taken.append(time.perf_counter() - started)
    return sorted(taken)
