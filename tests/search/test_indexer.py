"""The index in step with the catalogue."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kb.errors import IndexFault, ModelFault
from search.fakes import HashingEmbedder
from search.index_folder import IndexFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedder import FloatArray
    from tests.search.conftest import Searchable


def test_a_first_sync_indexes_everything(waterworks: Searchable) -> None:
    """Every document is found and all parts agree."""
    assert waterworks.indexer.check() == []
    assert waterworks.found("night flow", mode="keyword")[0] == "night-flow"


def test_a_second_sync_does_nothing(waterworks: Searchable) -> None:
    """No text is embedded, no generation is made, and nothing heavy is loaded."""
    folder = IndexFolder(waterworks.home.index)
    number = folder.current()
    waterworks.embedder.embedded.clear()
    report = waterworks.indexer.sync()
    changes = (report.added, report.updated, report.removed, report.embedded)
    assert changes == (0, 0, 0, 0)
    assert (report.generation, folder.numbers()) == (number, [number])
    assert waterworks.embedder.embedded == []


def test_a_sync_without_work_loads_nothing_heavy(waterworks: Searchable) -> None:
    """In a process of its own, faiss, Whoosh, numpy and torch stay away."""
    import subprocess

    code = (
        "import sys; from pathlib import Path; from kb.home import Home;"
        "from kb.db import Database;"
        "from kb.library import Library; from search.indexer import Indexer;"
        "from types import SimpleNamespace as S; home = Home(Path(sys.argv[1]));"
        "e = S(fingerprint='hashing-256', dimension=256);"
        "d = Database(f'sqlite:///{home.database}');"
        "r = Indexer(home, Library(home.content), d, e).sync(); assert r.added == 0, r;"
        "print(sorted({'faiss', 'whoosh', 'torch', 'numpy'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(waterworks.home.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_new_texts_are_embedded(waterworks: Searchable) -> None:
    """A changed paragraph costs one passage, a new document its title and its own."""
    waterworks.embedder.embedded.clear()
    waterworks.add("new", "# New\n\nA wholly new text about hydrants.")
    waterworks.add(
        "lutte-fuites",
        "# Fuites\n\nLa détection des fuites sur le réseau réduit l'eau non facturée.\n\n"
        "# Ajout\n\nUne phrase ajoutée.",
        title="Lutte contre les fuites",
        language="fr",
    )
    waterworks.catalogue()
    report = waterworks.indexer.sync()
    assert (report.added, report.updated, report.removed, report.embedded) == (1, 1, 0, 3)
    assert len(waterworks.embedder.embedded) == 3
    assert waterworks.indexer.check() == []


def test_equal_texts_are_embedded_once(instance: Searchable) -> None:
    """A document copied under another id has the same vectors."""
    for identity in ("one", "two"):
        instance.add(identity, "# Same\n\nThe same words.", title="Same title")
    instance.index()
    assert instance.embedder.embedded == ["Same title", "Same\nThe same words."]


def test_deleted_documents_are_gone(waterworks: Searchable) -> None:
    """From both halves, and from the store two generations later."""
    waterworks.remove("pump-repair")
    waterworks.catalogue()
    assert waterworks.indexer.sync().removed == 1
    assert "pump-repair" not in waterworks.found("centrifugal pump bearing")
    waterworks.add("other", "Another text.")
    waterworks.index()
    folder = IndexFolder(waterworks.home.index)
    (store,) = folder.stores()
    assert "pump-repair" not in {identity for identity, _ in store.documents()}


def test_unchanged_passages_keep_their_ids(waterworks: Searchable) -> None:
    """Another document's change does not renumber them."""
    (store,) = IndexFolder(waterworks.home.index).stores()
    before = set(store.rows(store.documents().values()))
    waterworks.add("new", "A new text.")
    waterworks.index()
    assert before < set(store.rows(store.documents().values()))


def test_two_generations_are_kept(waterworks: Searchable) -> None:
    """The one that serves and the one readers may still be at."""
    for n in range(4):
        waterworks.add(f"new-{n}", f"Text number {n}.")
        waterworks.index()
    folder = IndexFolder(waterworks.home.index)
    assert folder.numbers() == [folder.current() - 1, folder.current()]


def test_another_model_makes_new_vectors_and_keeps_the_words(waterworks: Searchable) -> None:
    """The change is seen by itself; going back re-uses what is still there."""
    waterworks.embedder = HashingEmbedder(name="other")
    assert [fault.kind for fault in waterworks.indexer.check()] == ["index-model"]
    report = waterworks.indexer.sync()
    assert report.embedded == report.passages
    assert waterworks.indexer.check() == []
    waterworks.embedder = HashingEmbedder()
    assert waterworks.indexer.sync().embedded == 0


def test_reindex_starts_from_nothing_beside_the_old_one(waterworks: Searchable) -> None:
    """Every text is embedded again and the result is the same."""
    before = waterworks.found("pump")
    waterworks.embedder.embedded.clear()
    report = waterworks.indexer.rebuild()
    assert report.embedded == report.passages == len(waterworks.embedder.embedded)
    assert waterworks.found("pump") == before
    assert waterworks.indexer.check() == []


def test_an_unreadable_file_is_left_out_and_the_rest_goes_on(waterworks: Searchable) -> None:
    """It changed after it was catalogued; the next `kb sync` names it."""
    path = next(waterworks.home.content.rglob("pump-repair.md"))
    text = path.read_text("utf-8")
    waterworks.add("new", "A new text.")
    waterworks.catalogue()
    waterworks.indexer.rebuild()
    path.write_text("no front matter", "utf-8")
    report = waterworks.indexer.rebuild()
    assert "pump-repair" not in waterworks.found("centrifugal bearing")
    path.write_text(text, "utf-8")
    assert waterworks.indexer.sync().generation > report.generation
    assert "pump-repair" in waterworks.found("centrifugal bearing")


def test_progress_is_told(instance: Searchable) -> None:
    """From nothing done to all done."""
    for n in range(3):
        instance.add(f"d{n}", f"Text {n}.")
    instance.catalogue()
    told: list[tuple[int, int]] = []
    instance.indexer.sync(lambda done, total: told.append((done, total)))
    assert (told[0], told[-1]) == ((0, 6), (6, 6))


def test_an_empty_library_has_an_index(instance: Searchable) -> None:
    """Searching it finds nothing and says nothing is wrong."""
    instance.index()
    assert instance.indexer.check() == []
    assert instance.found("water") == []


class _FailingEmbedder(HashingEmbedder):
    """Fails after a number of texts, as a process that is killed does."""

    left = 70

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Embed while there is strength left."""
        self.left -= len(texts)
        if self.left < 0:
            raise ModelFault("The model broke")
        return super().embed_passages(texts)


def test_what_was_embedded_before_a_failure_is_not_embedded_again(instance: Searchable) -> None:
    """At most one batch is lost, even of a first sync."""
    for n in range(100):
        instance.add(f"d{n}", f"Text number {n} about water.")
    instance.catalogue()
    good, instance.embedder = instance.embedder, _FailingEmbedder()
    with pytest.raises(ModelFault):
        instance.indexer.sync()
    instance.embedder = good
    assert instance.indexer.sync().embedded == 136
    assert instance.indexer.check() == []


def test_an_old_index_serves_on_when_building_fails(waterworks: Searchable) -> None:
    """The fault is told, the searcher does not notice."""
    waterworks.add("new", "Words that need the model.")
    waterworks.catalogue()
    good, waterworks.embedder = waterworks.embedder, _FailingEmbedder()
    waterworks.embedder.left = 0
    with pytest.raises(ModelFault):
        waterworks.indexer.sync()
    waterworks.embedder = good
    assert waterworks.found("pump")[0] == "pump-repair"


def test_a_damaged_store_is_a_fault_that_reindex_mends(waterworks: Searchable) -> None:
    """Nothing is guessed from a damaged file."""
    (store,) = IndexFolder(waterworks.home.index).stores()
    data = bytearray(store.path.read_bytes())
    data[100:8000] = b"\xff" * 7900
    for suffix in ("-wal", "-shm"):
        store.path.with_name(store.path.name + suffix).unlink(missing_ok=True)
    store.path.write_bytes(bytes(data))
    with pytest.raises(IndexFault, match="kb reindex"):
        waterworks.indexer.sync()
    waterworks.indexer.rebuild()
    assert waterworks.indexer.check() == []
    assert waterworks.found("pump")[0] == "pump-repair"


def test_a_purge_leaves_nothing_of_what_is_gone(waterworks: Searchable) -> None:
    """No older generation and no word of it in any file; what stays is not embedded again."""
    waterworks.add("a", "The flange of the pump is worn.")
    waterworks.add("b", "A quibbleflange is no such thing.")
    waterworks.index()
    waterworks.remove("b")
    waterworks.catalogue()
    before = len(waterworks.embedder.embedded)
    report = waterworks.indexer.purge()
    assert (report.removed, report.embedded, len(waterworks.embedder.embedded)) == (1, 0, before)
    files = [path for path in waterworks.home.index.rglob("*") if path.is_file()]
    assert [path for path in files if b"quibble" in path.read_bytes()] == []
    assert IndexFolder(waterworks.home.index).numbers() == [report.generation]
    assert waterworks.indexer.check() == []
