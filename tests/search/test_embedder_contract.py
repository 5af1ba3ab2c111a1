"""What every embedder must do; a new one is added to ``EMBEDDERS``."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kb.home import Home
from kb.settings import Settings
from search.fakes import HashingEmbedder
from search.model_files import ENGLISH, ModelSource
from search.onnx_embedder import OnnxEmbedder
from search.sentence_transformer import SentenceTransformerEmbedder

if TYPE_CHECKING:
    from search.embedder import Embedder

EMBEDDERS = {
    "hashing": lambda _: HashingEmbedder(),
    "sentence-transformers": lambda _: SentenceTransformerEmbedder(
        ModelSource.of(Settings(model=ENGLISH))
    ),
    "onnx": lambda root: OnnxEmbedder(ModelSource(ENGLISH, Home(root))),
}
TEXTS = [
    "Water losses are found by measuring the flow at night.",
    "Nachts wird der Zufluss gemessen.",
    "A recipe for chocolate cake.",
]


@pytest.fixture(
    scope="module",
    params=["hashing", *(pytest.param(one, marks=pytest.mark.slow) for one in list(EMBEDDERS)[1:])],
)
def embedder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """One embedder after the other."""
    return EMBEDDERS[request.param](tmp_path_factory.mktemp("home"))


def test_vectors_are_of_length_one_and_of_the_dimension_told(embedder: Embedder) -> None:
    """One row for each text, float32."""
    vectors = embedder.embed_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    question = embedder.embed_query(TEXTS[0])
    assert question.shape == (embedder.dimension,)
    assert question.dtype == np.float32


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    """The shape still says the dimension."""
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


@pytest.mark.parametrize("text", ["", " ", "😀", "x" * 20_000])
def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    """Empty, strange and endless ones too."""
    assert np.isfinite(embedder.embed_query(text)).all()


def test_a_question_is_nearest_to_what_is_about_it(embedder: Embedder) -> None:
    """And equal questions have equal vectors."""
    question = embedder.embed_query("How are water losses found at night?")
    assert int(np.argmax(embedder.embed_passages(TEXTS) @ question)) == 0
    assert np.allclose(question, embedder.embed_query("How are water losses found at night?"))


def test_vectors_do_not_depend_on_their_neighbours(embedder: Embedder) -> None:
    """A batch is only faster."""
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert (alone * embedder.embed_passages(TEXTS)).sum(axis=1).min() > 0.995


def test_threads_share_an_embedder(embedder: Embedder) -> None:
    """Also at its very first texts."""
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(embedder.embed_query, TEXTS * 4))
    assert all(np.allclose(found[i], found[i + 3], atol=1e-3) for i in range(9))


def test_the_fingerprint_is_steady(embedder: Embedder) -> None:
    """It names the model, not the moment."""
    assert embedder.fingerprint == embedder.fingerprint != ""
