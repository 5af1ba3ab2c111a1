"""The passage store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kb.errors import HomeFault, IndexFault
from kb.library.anchors import Anchor
from search.passages import Passage, split
from search.store import CutDocument, PassageStore, StoredDocument
from search.vector_store import VectorStore

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = StoredDocument("pumps", "v1", "Pumps", "en", ("repair", "o&m"))
PASSAGES = [
    Passage(0, "A pump.", ("One", "Two"), Anchor("sheet", 3, "Tariffs: a > b")),
    Passage(1, "Une pompe à 4 pouces.", (), None),
]
LANGUAGES = ["en", "fr"]


@pytest.fixture
def store(tmp_path: Path) -> PassageStore:
    """An empty store."""
    made = PassageStore(tmp_path / "index" / "store.sqlite3")
    made.create()
    return made


def test_what_is_written_is_read(store: PassageStore) -> None:
    """Text, heading path, anchor, language and document."""
    [number] = store.add([CutDocument(DOCUMENT, PASSAGES, LANGUAGES)])
    [(document, passages)] = store.of_documents([number])
    assert document == DOCUMENT
    assert [(p.text, p.headings, p.anchor) for p in passages] == [
        (p.text, p.headings, p.anchor) for p in PASSAGES
    ]
    assert [p.language for p in passages] == LANGUAGES
    assert store.passages([p.id for p in passages]) == {p.id: p for p in passages}
    assert [row[1:] for row in store.rows([number])] == [(number, 0, "en"), (number, 1, "fr")]


def test_adding_twice_changes_nothing(store: PassageStore) -> None:
    """A killed run that is repeated doubles nothing."""
    first, second = (store.add([CutDocument(DOCUMENT, PASSAGES, LANGUAGES)]) for _ in range(2))
    assert first == second
    assert len(list(store.rows(first))) == 2


def test_documents_are_written_all_or_none(store: PassageStore) -> None:
    """A killed run leaves no document without its passages, and what was there stays."""
    [number] = store.add([CutDocument(DOCUMENT, PASSAGES, LANGUAGES)])
    valves, meters = (StoredDocument(one, "v1", one, "en") for one in ("valves", "meters"))
    with pytest.raises(ValueError, match="zip"):
        store.add([CutDocument(valves, PASSAGES, LANGUAGES), CutDocument(meters, [], LANGUAGES)])
    assert store.documents() == {("pumps", "v1"): number}
    assert [row[1] for row in store.rows([number, number + 1])] == [number, number]


def test_a_store_is_synced_with_and_without_its_log(store: PassageStore) -> None:
    """The log is there while somebody has the store open, and gone afterwards."""
    log = store.path.with_name(f"{store.path.name}-wal")
    with store.connect():
        store.add([CutDocument(DOCUMENT, PASSAGES, LANGUAGES)])
        assert log.stat().st_size > 0
        store.sync()
    assert not log.exists()
    store.sync()
    assert len(store.documents()) == 1


def test_numbers_are_given_for_the_versions_asked_for(store: PassageStore) -> None:
    """Another version of a document is another one."""
    [number] = store.add([CutDocument(DOCUMENT, PASSAGES, LANGUAGES)])
    asked = [("pumps", "v1"), ("pumps", "v2"), ("valves", "v1")]
    assert store.numbers(asked) == {"pumps": number}
    assert store.documents() == {("pumps", "v1"): number}
    with pytest.raises(IndexFault, match="kb reindex"):
        list(store.of_documents([number, number + 1]))


def test_texts_without_a_vector_are_named_until_they_have_one(store: PassageStore) -> None:
    """For each model apart, of the documents asked for, and of one language where asked."""
    [number] = store.add([CutDocument(DOCUMENT, PASSAGES, LANGUAGES)])
    vectors = VectorStore(store, "m")
    missing = vectors.missing([number])
    assert list(missing.values()) == ["Two\nA pump.", "Pumps\nUne pompe à 4 pouces."]
    assert list(vectors.missing([number], "en").values()) == ["Two\nA pump."]
    assert vectors.missing([]) == {}
    kept = np.eye(2, dtype=np.float32)
    vectors.add(list(missing), kept)
    assert vectors.missing([number]) == {}
    assert len(VectorStore(store, "other").missing([number])) == 2
    ids = [row[0] for row in store.rows([number])]
    assert vectors.of_passages(ids, 2).tolist() == kept.tolist()
    assert vectors.of_passages(ids[1:], 2).tolist() == kept[1:].tolist()


def test_a_lost_vector_is_a_fault(store: PassageStore) -> None:
    """Missing, or of another length than the model's."""
    [number] = store.add([CutDocument(DOCUMENT, PASSAGES[:1], LANGUAGES[:1])])
    vectors = VectorStore(store, "m")
    ids = [row[0] for row in store.rows([number])]
    with pytest.raises(IndexFault, match="kb reindex"):
        vectors.of_passages(ids, 2)
    vectors.add(list(vectors.missing([number])), np.ones((1, 3), dtype=np.float32))
    with pytest.raises(IndexFault, match="kb reindex"):
        vectors.of_passages(ids, 2)


def test_forgetting_keeps_what_is_asked_for(store: PassageStore) -> None:
    """Documents, their passages, the vectors of kept texts and models, and the probes."""
    newer = StoredDocument("pumps", "v2", "Pumps", "en")
    versions = [
        CutDocument(DOCUMENT, PASSAGES, LANGUAGES),
        CutDocument(newer, PASSAGES[:1], LANGUAGES[:1]),
    ]
    old, new = store.add(versions)
    kept, other = VectorStore(store, "m"), VectorStore(store, "old")
    for vectors in (kept, other):
        texts = list(vectors.missing([old, new]))
        vectors.add([*texts, "probe:1"], np.ones((len(texts) + 1, 2), np.float32))
    store.forget(keep={new}, models={"m"})
    assert store.documents() == {("pumps", "v2"): new}
    assert [row[1] for row in store.rows([old, new])] == [new]
    assert kept.missing([new]) == {}
    assert len(other.missing([new])) == 1
    assert kept.probes() is not None
    assert other.probes() is None
    again, _ = store.add(versions)
    assert list(kept.missing([again]).values()) == ["Pumps\nUne pompe à 4 pouces."]


def test_a_missing_or_damaged_file_is_a_fault_with_its_remedy(tmp_path: Path) -> None:
    """Reading never makes an empty store."""
    path = tmp_path / "store.sqlite3"
    with pytest.raises(IndexFault, match="kb reindex"):
        PassageStore(path).documents()
    assert not path.exists()
    path.write_bytes(b"this is no database at all" * 99)
    for ask in (PassageStore(path).documents, PassageStore(path).is_current):
        with pytest.raises(IndexFault, match="kb reindex"):
            ask()


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    """The home's fault, not the index's."""
    (tmp_path / "index").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(HomeFault):
        PassageStore(tmp_path / "index" / "store.sqlite3").create()


def test_a_whole_document_survives(store: PassageStore) -> None:
    """What the splitter makes is what comes back."""
    passages = split("<!-- slide: 2 -->\n# A\n\nÀ propos.\n\n| a | b |\n|---|---|\n| 1 | 2 |", "fr")
    [number] = store.add([CutDocument(DOCUMENT, passages, ["fr"] * len(passages))])
    [(_, stored)] = store.of_documents([number])
    assert [(p.text, p.anchor) for p in stored] == [(p.text, p.anchor) for p in passages]
