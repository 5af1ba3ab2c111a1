"""A cross-encoder that reads the first documents again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.errors import ModelFault
from search.cross_encoder import CrossEncoderReranker
from search.fusion import Group
from search.reranker import READ, reranked
from search.searcher import Searcher
from search.store import StoredPassage
from search.vector_index import Scored
from tests.search.tiny_model import tiny_model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.search.conftest import Searchable


class _Longest:
    """Prefers the longest text."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Their lengths."""
        self.read = [question, *texts]
        return [float(len(text)) for text in texts]


class _Broken:
    """A model that is not there."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Nothing."""
        raise ModelFault("The model cannot be loaded")


def test_only_the_first_documents_are_read_and_reordered() -> None:
    """The others follow as they were, and scores go on falling."""
    groups = [Group(f"d{n}", 100.0 - n, [Scored(n, 1.0)]) for n in range(READ + 2)]
    stored = {n: StoredPassage(n, f"d{n}", "x" * (n + 1), (), None, "en") for n in range(READ + 2)}
    judge = _Longest()
    found = reranked(judge, "why", groups, stored)
    expected = [f"d{n}" for n in [*reversed(range(READ)), READ, READ + 1]]
    assert [group.document_id for group in found] == expected
    assert [group.score for group in found] == [group.score for group in groups]
    assert (judge.read[0], len(judge.read)) == ("why", READ + 1)


def test_search_asks_the_reranker_in_hybrid_mode_only(waterworks: Searchable) -> None:
    """The other modes show one side as it is."""
    judge = _Longest()
    searcher = Searcher(waterworks.home, waterworks.database, waterworks.embedder, reranker=judge)
    searcher.search("pump valve", mode="keyword")
    assert judge.read == []
    searcher.search("pump valve")
    assert judge.read[0] == "pump valve"


def test_a_reranker_that_fails_leaves_the_ranking(waterworks: Searchable) -> None:
    """With a note."""
    searcher = Searcher(
        waterworks.home, waterworks.database, waterworks.embedder, reranker=_Broken()
    )
    results = searcher.search("pump valve")
    plain = waterworks.searcher.search("pump valve")
    assert [hit.document.id for hit in results.hits] == [hit.document.id for hit in plain.hits]
    assert any("cannot be loaded" in note for note in results.notes)


@pytest.mark.slow
def test_any_model_of_that_kind_will_do(tmp_path: Path) -> None:
    """A folder of transformers gives every pair a number; one that is not there is a fault."""
    judge = CrossEncoderReranker(str(tiny_model(tmp_path / "model")))
    assert len(judge.scores("water flows", ["A pump lifts water.", "night flow"])) == 2
    with pytest.raises(ModelFault, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path / "none")).scores("water", ["text"])
