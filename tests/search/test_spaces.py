"""A second model, for passages in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search.fakes import HashingEmbedder
from search.generation import Generation
from search.index_folder import IndexFolder
from search.indexer import Indexer
from search.keyword_engines import AUTO

if TYPE_CHECKING:
    from search.index_report import IndexReport
    from tests.search.conftest import Searchable

FRENCH = "La détection des fuites sur le réseau réduit fortement l'eau non facturée du service."


class Bilingual:
    """An instance indexed with two models."""

    def __init__(self, instance: Searchable) -> None:
        self.instance = instance
        self.english: HashingEmbedder | None = HashingEmbedder(64, "english")

    def index(self, keyword: str = AUTO) -> IndexReport:
        """Catalogue and index; the parts agree afterwards."""
        one = self.instance
        one.catalogue()
        home, library, database, embedder = one.home, one.library, one.database, one.embedder
        indexer = Indexer(home, library, database, embedder, english=self.english, keyword=keyword)
        report = indexer.sync()
        assert indexer.check() == []
        return report

    @property
    def serving(self) -> Generation:
        """The generation that serves."""
        folder = IndexFolder(self.instance.home.index)
        return Generation.open(folder, folder.current() or 0)

    def files(self) -> dict[str, set[int]]:
        """Inodes of the files of each part of the generation that serves."""
        folder = IndexFolder(self.instance.home.index)
        path = folder.generation(folder.current() or 0)
        return {
            part.name: {file.stat().st_ino for file in part.iterdir() if "LOCK" not in file.name}
            for part in path.iterdir()
            if part.is_dir()
        }


@pytest.fixture
def bilingual(waterworks: Searchable) -> Bilingual:
    """A library in several languages, indexed with two models."""
    waterworks.add(
        "mixed", f"# One\n\nThe valve is closed slowly by two people.\n\n# Two\n\n{FRENCH}"
    )
    made = Bilingual(waterworks)
    made.index()
    return made


def test_the_english_space_holds_english_passages(bilingual: Bilingual) -> None:
    """A French passage of an English document is not in it, nor a French document's title."""
    serving = bilingual.serving
    stored = serving.store.passages(serving.table.ids.tolist())
    assert serving.english is not None
    assert {stored[one].language for one in serving.english.ids.tolist()} == {"en"}
    apart = set(serving.vectors.ids.tolist()) - set(serving.english.ids.tolist())
    texts = {stored[one].text for one in apart}
    assert len(texts) == 3
    assert FRENCH in texts
    assert serving.manifest.languages == ("en", "fr")


def test_words_are_stemmed_in_their_passage_s_language(bilingual: Bilingual) -> None:
    """`fuite` finds `fuites` in a document that is said to be in English."""
    assert "mixed" in bilingual.instance.found("fuite", mode="keyword")


def test_a_model_is_added_and_taken_away_beside_what_there_is(bilingual: Bilingual) -> None:
    """Nothing else is embedded or written again."""
    before = bilingual.files()
    model, bilingual.english = bilingual.english, None
    assert bilingual.index().embedded == 0
    assert bilingual.serving.english is None
    bilingual.english = model
    assert bilingual.index().embedded == 0
    bilingual.english = HashingEmbedder(32, "another")
    report = bilingual.index()
    serving = bilingual.serving
    assert serving.english is not None
    assert report.embedded == len(serving.english.ids) < report.passages
    assert bilingual.files()["main"] == before["main"]
    assert bilingual.files()["keyword"] == before["keyword"]


def test_another_main_model_leaves_the_english_space(bilingual: Bilingual) -> None:
    """Its vectors are linked."""
    before = bilingual.files()
    bilingual.instance.embedder = HashingEmbedder(48, "other")
    report = bilingual.index()
    assert report.embedded == report.passages
    assert bilingual.files()["english"] == before["english"]


def test_another_keyword_engine_leaves_the_vectors(bilingual: Bilingual) -> None:
    """Only the words are written again."""
    before = bilingual.files()
    report = bilingual.index(keyword="tantivy")
    assert report.embedded == 0
    after = bilingual.files()
    assert (after["main"], after["english"]) == (before["main"], before["english"])
    assert not after["keyword"] & before["keyword"]


def test_noise_is_measured_again_when_the_library_has_grown(bilingual: Bilingual) -> None:
    """Not for a passage more or less."""
    for n in range(30):
        bilingual.instance.add(f"d{n}", f"Text number {n} says this and that about hydrants.")
    bilingual.index()
    first = bilingual.serving.manifest.main
    assert first.measured == bilingual.serving.manifest.passages
    bilingual.instance.add("one-more", "Wholly different words on a subject of its own.")
    bilingual.index()
    second = bilingual.serving.manifest.main
    assert (second.unrelated, second.measured) == (first.unrelated, first.measured)
    for n in range(8):
        bilingual.instance.add(f"e{n}", f"Pumps are greased every {n} weeks, and checked.")
    bilingual.index()
    assert bilingual.serving.manifest.main.measured > second.measured
