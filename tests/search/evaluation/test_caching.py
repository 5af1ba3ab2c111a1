"""Vectors kept between runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kb.errors import HomeFault
from search.evaluation.caching import CachingEmbedder
from search.evaluation.vector_cache import VectorCache
from search.fakes import HashingEmbedder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.embedder import FloatArray


class Counting(HashingEmbedder):
    """Counts the questions it was asked for; a question's vector is not a passage's."""

    asked = 0

    def embed_query(self, text: str) -> FloatArray:
        """As the other, with the first two components turned round."""
        self.asked += 1
        vector = super().embed_query(text)
        vector[:2] = vector[1::-1]
        return vector


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[VectorCache]:
    """A new cache in a folder that is not there yet."""
    made = VectorCache(tmp_path / "deep" / "cache.sqlite3")
    yield made
    made.close()


def test_vectors_are_those_of_the_model(cache: VectorCache) -> None:
    """Cached or not, in the order asked for, with texts that come twice and none at all."""
    real = HashingEmbedder()
    texts = ["pump", "valve", "pump", ""]
    for _ in range(2):
        found = CachingEmbedder(real, cache).embed_passages(texts)
        assert found.dtype == np.float32
        assert np.array_equal(found, HashingEmbedder().embed_passages(texts))
        assert CachingEmbedder(real, cache).embed_passages([]).shape == (0, real.dimension)
    assert real.embedded == ["pump", "valve", ""]


def test_a_later_run_asks_the_model_for_nothing(cache: VectorCache, tmp_path: Path) -> None:
    """The file serves another process, and passages and questions are kept apart."""
    first = Counting()
    question = CachingEmbedder(first, cache).embed_query("pump")
    passage = CachingEmbedder(first, cache).embed_passages(["pump"])[0]
    again = Counting()
    reopened = VectorCache(tmp_path / "deep" / "cache.sqlite3")
    embedder = CachingEmbedder(again, reopened)
    assert np.array_equal(embedder.embed_query("pump"), question)
    assert np.array_equal(embedder.embed_passages(["pump"])[0], passage)
    assert (again.asked, again.embedded) == (0, [])
    reopened.close()


def test_another_model_or_number_format_has_vectors_of_its_own(cache: VectorCache) -> None:
    """Neither the fingerprint nor what else makes vectors may differ."""
    CachingEmbedder(HashingEmbedder(), cache, made_by="float32").embed_passages(["pump"])
    for real, made_by in ((HashingEmbedder(), "bfloat16"), (HashingEmbedder(name="b"), "float32")):
        CachingEmbedder(real, cache, made_by=made_by).embed_passages(["pump"])
        assert real.embedded == ["pump"]


def test_it_stands_in_for_the_model(cache: VectorCache) -> None:
    """An index made through the cache is one made without it."""
    real = HashingEmbedder(dimension=8)
    embedder = CachingEmbedder(real, cache)
    expected = (real.fingerprint, real.dimension, real.loaded)
    assert (embedder.fingerprint, embedder.dimension, embedder.loaded) == expected


def test_a_file_that_is_no_cache_is_named(tmp_path: Path) -> None:
    """With what to do about it; so is a folder that cannot be made."""
    path = tmp_path / "cache.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    for place in (path, path / "below" / "cache.sqlite3"):
        with pytest.raises(HomeFault, match=r"cache\.sqlite3"):
            VectorCache(place)
