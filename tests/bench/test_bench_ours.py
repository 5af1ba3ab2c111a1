"""Our own side of `make bench`, on a small home with a fake model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kb.settings import Settings
from search.fakes import HashingEmbedder
from search.indexer import Indexer
from tests.bench.corpus import library
from tests.bench.systems.ours import write_library
from tests.bench.test_bench_corpus import SETS
from tests.bench.vectors import KnownEmbedder
from web.services import Services

if TYPE_CHECKING:
    from pathlib import Path


def test_the_indexer_cuts_the_library_into_the_passages_that_all_are_given(tmp_path: Path) -> None:
    """No text is embedded whose vector is not known, and the index holds as many passages."""
    documents = library(SETS, 60, distinct=10)
    texts = [text for one in documents for text in one.passages]
    services = Services.of(Settings(home=tmp_path / "home"))
    write_library(services, documents)
    real = HashingEmbedder()
    known = KnownEmbedder(real, texts, np.eye(len(texts), 256, dtype=np.float32))
    indexer = Indexer(services.home, services.library, services.database, known)
    assert indexer.sync().passages == len(texts)
    assert known.asked == 0
    assert real.embedded == []
    services.database.close()
