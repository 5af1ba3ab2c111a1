"""The passage store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kb.errors import HomeFault, IndexFault
from kb.library.anchors import Anchor
from search.passages import Passage, split
from search.store import PassageStore, StoredDocument

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = StoredDocument("pumps", "v1", "Pumps", "en", ("repair", "o&m"))
PASSAGES = [
    Passage(0, "A pump.", ("One", "Two"), Anchor("sheet", 3, "Tariffs: a > b")),
    Passage(1, "Une pompe à 4 pouces.", (), None),
]


@pytest.fixture
def store(tmp_path: Path) -> PassageStore:
    """An empty store."""
    made = PassageStore(tmp_path / "index" / "store.sqlite3")
    made.create()
    return made


def test_what_is_written_is_read(store: PassageStore) -> None:
    """Text, heading path, anchor and document."""
    store.add(DOCUMENT, PASSAGES)
    document, passages = store.of_document(("pumps", "v1"))
    assert document == DOCUMENT
    assert [(p.text, p.headings, p.anchor) for p in passages] == [
        (p.text, p.headings, p.anchor) for p in PASSAGES
    ]
    assert store.passages([p.id for p in passages]) == {p.id: p for p in passages}
    assert store.languages({("pumps", "v1")}) == ["en"]


def test_adding_twice_changes_nothing(store: PassageStore) -> None:
    """A killed run that is repeated doubles nothing."""
    for _ in range(2):
        store.add(DOCUMENT, PASSAGES)
    assert len(store.ids_of({("pumps", "v1")})) == 2


def test_texts_without_a_vector_are_named_until_they_have_one(store: PassageStore) -> None:
    """For each model apart."""
    store.add(DOCUMENT, PASSAGES)
    missing = store.without_vectors("m", {("pumps", "v1")})
    assert list(missing.values()) == ["Two\nA pump.", "Pumps\nUne pompe à 4 pouces."]
    vectors = np.eye(2, dtype=np.float32)
    store.add_vectors("m", list(missing), vectors)
    assert store.without_vectors("m", {("pumps", "v1")}) == {}
    assert len(store.without_vectors("other", {("pumps", "v1")})) == 2
    ids = list(store.ids_of({("pumps", "v1")}))
    assert store.vectors("m", ids, 2).tolist() == vectors.tolist()


def test_a_lost_vector_is_a_fault(store: PassageStore) -> None:
    """Missing, or of another length than the model's."""
    store.add(DOCUMENT, PASSAGES[:1])
    ids = list(store.ids_of({("pumps", "v1")}))
    with pytest.raises(IndexFault, match="kb reindex"):
        store.vectors("m", ids, 2)
    (key,) = store.without_vectors("m", {("pumps", "v1")})
    store.add_vectors("m", [key], np.ones((1, 3), dtype=np.float32))
    with pytest.raises(IndexFault, match="kb reindex"):
        store.vectors("m", ids, 2)


def test_forgetting_keeps_what_is_asked_for(store: PassageStore) -> None:
    """Documents, their passages, the vectors of kept texts and models, and the probes."""
    newer = StoredDocument("pumps", "v2", "Pumps", "en")
    store.add(DOCUMENT, PASSAGES)
    store.add(newer, PASSAGES[:1])
    for model in ("m", "old"):
        texts = list(store.without_vectors(model, store.documents()))
        store.add_vectors(model, [*texts, "probe:1"], np.ones((len(texts) + 1, 2), np.float32))
    store.forget(keep={("pumps", "v2")}, models={"m"})
    assert store.documents() == {("pumps", "v2")}
    assert len(store.ids_of({("pumps", "v1"), ("pumps", "v2")})) == 1
    assert store.without_vectors("m", {("pumps", "v2")}) == {}
    assert len(store.without_vectors("old", {("pumps", "v2")})) == 1
    assert store.probes("m") is not None
    assert store.probes("old") is None


def test_a_missing_or_damaged_file_is_a_fault_with_its_remedy(tmp_path: Path) -> None:
    """Reading never makes an empty store."""
    path = tmp_path / "store.sqlite3"
    with pytest.raises(IndexFault, match="kb reindex"):
        PassageStore(path).documents()
    assert not path.exists()
    path.write_bytes(b"this is no database at all" * 99)
    with pytest.raises(IndexFault, match="kb reindex"):
        PassageStore(path).documents()


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    """The home's fault, not the index's."""
    (tmp_path / "index").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(HomeFault):
        PassageStore(tmp_path / "index" / "store.sqlite3").create()


def test_a_whole_document_survives(store: PassageStore) -> None:
    """What the splitter makes is what comes back."""
    passages = split("<!-- slide: 2 -->\n# A\n\nÀ propos.\n\n| a | b |\n|---|---|\n| 1 | 2 |", "fr")
    store.add(DOCUMENT, passages)
    _, stored = store.of_document(("pumps", "v1"))
    assert [(p.text, p.anchor) for p in stored] == [(p.text, p.anchor) for p in passages]
