"""From a query to documents."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import IndexFault, ModelFault
from kb.queries import Filters
from search.fakes import HashingEmbedder
from search.index_folder import IndexFolder
from search.results import SearchResults
from search.searcher import NO_INDEX, NO_WORDS, Searcher

if TYPE_CHECKING:
    from search.embedder import FloatArray
    from tests.search.conftest import Searchable


class BrokenEmbedder(HashingEmbedder):
    """A model that cannot be loaded."""

    def embed_query(self, text: str) -> FloatArray:
        """Fail."""
        raise ModelFault("The model cannot be loaded", "Set KB_MODEL.")


class ListeningEmbedder(HashingEmbedder):
    """A model that remembers what it was asked."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.asked: list[str] = []

    def embed_query(self, text: str) -> FloatArray:
        """As ever."""
        self.asked.append(text)
        return super().embed_query(text)


def test_a_hit_knows_its_place(waterworks: Searchable) -> None:
    """Rank, document, heading path, page and link to the page."""
    (hit, *_) = waterworks.searcher.search("close the boundary valves").hits
    assert (hit.rank, hit.document.id) == (1, "night-flow")
    assert hit.passage.headings == ("Leakage", "Districts")
    assert hit.passage.page == 2
    assert hit.url.startswith("/documents/night-flow")
    assert hit.url.endswith("#page-2")


def test_warming_asks_both_models(waterworks: Searchable) -> None:
    """Nobody who asks waits for one to load."""
    both = ListeningEmbedder(), ListeningEmbedder()
    Searcher(waterworks.home, waterworks.database, both[0], english=both[1]).warm()
    assert both[0].asked
    assert both[1].asked


def test_warming_says_what_is_wrong_with_a_model(waterworks: Searchable) -> None:
    """A search would go on by words and only note it."""
    with pytest.raises(ModelFault):
        Searcher(waterworks.home, waterworks.database, BrokenEmbedder()).warm()


def test_what_matched_is_highlighted(waterworks: Searchable) -> None:
    """Ranges of the excerpt, by stem."""
    passage = waterworks.searcher.search("pumps deliver").hits[0].passage
    marked = {passage.excerpt[start:end] for start, end in passage.highlights}
    assert {"pump", "delivers"} <= marked


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "vector"])
def test_every_mode_finds(waterworks: Searchable, mode: str) -> None:
    """The document about it comes first."""
    assert waterworks.found("centrifugal pump bearing hot", mode=mode)[0] == "pump-repair"


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "vector"])
def test_phrases_and_exclusions_hold_in_every_mode(waterworks: Searchable, mode: str) -> None:
    """A passage without the phrase, or with the word, is not there."""
    assert waterworks.found('"minimum night flow" valves', mode=mode) == ["night-flow"]
    assert waterworks.found('"night minimum flow" valves', mode=mode) == []
    assert "pump-repair" not in waterworks.found("pump valve -bearing -inch", mode=mode)


@pytest.mark.parametrize(
    ("filters", "identities"),
    [
        (Filters(hub=("sanitation",)), {"latrines"}),
        (Filters(kind=("factsheet",)), {"pump-repair"}),
        (Filters(language=("fr",)), {"lutte-fuites"}),
        (Filters(country=("KE", "UG")), {"night-flow", "pump-repair"}),
        (Filters(year=(2019,)), {"night-flow", "lutte-fuites"}),
        (Filters(verified=True), {"pump-repair"}),
        (Filters(verified=False, language=("en",)), {"night-flow", "latrines"}),
        (Filters(hub=("sanitation",), kind=("factsheet",)), set()),
    ],
)
def test_filters_narrow(waterworks: Searchable, filters: Filters, identities: set[str]) -> None:
    """Each on its own and together."""
    query = "night pump latrines fuites"
    assert set(waterworks.found(query, filters=filters, mode="keyword")) == identities
    assert set(waterworks.found(query, filters=filters)) <= identities


def test_filters_written_and_given_both_hold(waterworks: Searchable) -> None:
    """What they share, and nothing where they share nothing."""
    query = "night pump latrines hub:water-distribution hub:sanitation"
    given = Filters(hub=("sanitation",))
    assert waterworks.found(query, filters=given) == ["latrines"]
    assert waterworks.found("pump hub:sanitation", filters=Filters(hub=("nowhere",))) == []


def test_facets_count_all_that_matched(waterworks: Searchable) -> None:
    """Over every page, hubs under ``also`` included, with the hub's title."""
    results = waterworks.searcher.search("night pump latrines fuites", mode="keyword", limit=1)
    assert (len(results.hits), results.total) == (1, 4)
    counted = {name: {v.value: v.count for v in values} for name, values in results.facets.items()}
    assert counted["hub"] == {"water-distribution": 4, "sanitation": 1}
    assert counted["kind"] == {"guide": 3, "factsheet": 1}
    assert counted["language"] == {"en": 3, "fr": 1}
    assert counted["country"] == {"KE": 1, "UG": 1}
    assert counted["year"] == {"2021": 1, "2019": 2}
    assert counted["verified"] == {"yes": 1, "no": 3}
    assert {v.label for v in results.facets["hub"]} == {"Water Distribution", "Sanitation"}


def test_pages_follow_each_other(waterworks: Searchable) -> None:
    """The same ranking, cut at other places, ranks going on."""
    search = waterworks.searcher.search
    query = "night pump latrines fuites"
    whole = search(query, mode="keyword").hits
    parts = [search(query, mode="keyword", limit=2, offset=n).hits for n in (0, 2, 4)]
    assert [hit.document.id for part in parts for hit in part] == [h.document.id for h in whole]
    assert [hit.rank for part in parts for hit in part] == [1, 2, 3, 4]


def test_a_document_is_one_hit_with_at_most_two_more_passages(instance: Searchable) -> None:
    """However often it matches."""
    body = "\n\n".join(f"# Part {n}\n\nThe valve number {n}." for n in range(9))
    instance.add("valves", body)
    (hit,) = instance.index().searcher.search("valve").hits
    assert len(hit.more) == 2
    scores = [hit.passage.score, *(passage.score for passage in hit.more)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", ["", "  ", "-pump", "hub:sanitation", "?!", '""'])
def test_nothing_to_search_for_is_a_note(waterworks: Searchable, query: str) -> None:
    """No error, no hits, and a sentence that says why."""
    results = waterworks.searcher.search(query)
    assert (results.hits, results.total) == ((), 0)
    assert NO_WORDS in results.notes


def test_nonsense_finds_nothing(waterworks: Searchable) -> None:
    """A vector index always has a nearest passage; that is not a match."""
    assert waterworks.found("plugh fnord quux") == []


def test_no_index_yet_is_a_note(instance: Searchable) -> None:
    """It names the command."""
    assert NO_INDEX in instance.searcher.search("pump").notes


def test_without_a_model_words_are_searched(waterworks: Searchable) -> None:
    """Hybrid says so in a note, vector alone is a fault."""
    waterworks.embedder = BrokenEmbedder()
    results = waterworks.searcher.search("pump bearing")
    assert results.hits[0].document.id == "pump-repair"
    assert any("Set KB_MODEL" in note for note in results.notes)
    with pytest.raises(ModelFault):
        waterworks.searcher.search("pump", mode="vector")


def test_another_model_than_the_indexs_is_not_compared(waterworks: Searchable) -> None:
    """Its vectors mean something else: words only, until the next sync."""
    waterworks.embedder = HashingEmbedder(name="other")
    results = waterworks.searcher.search("pump bearing")
    assert results.hits[0].document.id == "pump-repair"
    assert any("kb sync" in note for note in results.notes)


def test_a_reader_picks_up_a_new_generation(waterworks: Searchable) -> None:
    """Without being made anew, and again after two switches at once."""
    searcher = waterworks.searcher
    assert searcher.search("hydrant").total == 0
    waterworks.add("hydrants", "# Hydrants\n\nA hydrant must be flushed.")
    waterworks.index()
    assert [hit.document.id for hit in searcher.search("hydrant").hits] == ["hydrants"]
    waterworks.remove("hydrants")
    waterworks.index()
    waterworks.indexer.rebuild()
    assert searcher.search("hydrant").total == 0


def test_a_document_gone_from_the_catalogue_is_no_hit(waterworks: Searchable) -> None:
    """Even before the index knows."""
    waterworks.remove("pump-repair")
    waterworks.catalogue()
    results = waterworks.searcher.search("centrifugal pump bearing")
    assert "pump-repair" not in [hit.document.id for hit in results.hits]
    assert results.total == len(results.hits)


def test_a_damaged_index_is_a_fault_with_its_remedy(waterworks: Searchable) -> None:
    """A searcher that has it open serves on; a new one says what to do."""
    open_one = waterworks.searcher
    open_one.search("pump")
    folder = IndexFolder(waterworks.home.index)
    segment = next((folder.generation(folder.current() or 0) / "main").iterdir())
    segment.unlink()
    segment.write_bytes(b"damage")
    assert open_one.search("pump").hits
    with pytest.raises(IndexFault, match="kb reindex"):
        waterworks.searcher.search("pump")


def test_threads_share_a_searcher(waterworks: Searchable) -> None:
    """Many at once, while the index changes under them, and all agree."""
    searcher = waterworks.searcher

    def first(_turn: int) -> str:
        return searcher.search("centrifugal pump bearing").hits[0].document.id

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(first, turn) for turn in range(60)]
        for n in range(3):
            waterworks.add(f"new-{n}", f"Text {n} about meters.")
            waterworks.index()
        asked += [pool.submit(first, turn) for turn in range(60)]
        assert {answer.result() for answer in asked} == {"pump-repair"}


def test_related_documents_are_the_nearest_others(instance: Searchable) -> None:
    """Not the document itself, and not what has nothing in common."""
    instance.add("pumps", "Centrifugal pump bearing grease, pump shaft and impeller wear.")
    instance.add("pumps-too", "Impeller wear and bearing grease of a centrifugal pump shaft.")
    instance.add("tariffs", "Rising block tariffs burden households that share one connection.")
    instance.index()
    assert [row.id for row in instance.searcher.related("pumps")][:1] == ["pumps-too"]
    assert "pumps" not in [row.id for row in instance.searcher.related("pumps")]
    assert instance.searcher.related("nowhere") == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=120))
def test_any_query_gives_results(waterworks: Searchable, query: str) -> None:
    """Control characters, emoji, right-to-left text: never an error."""
    assert isinstance(waterworks.searcher.search(query), SearchResults)


def test_a_query_of_ten_thousand_characters_is_served(waterworks: Searchable) -> None:
    """With a note that it was cut."""
    results = waterworks.searcher.search("pump " + "x" * 10_000)
    assert any("characters" in note for note in results.notes)
