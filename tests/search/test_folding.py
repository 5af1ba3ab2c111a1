"""Near-duplicates share one place in the results, and pages stay whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search import folding

if TYPE_CHECKING:
    from search.results import Hit
    from tests.search.conftest import Searchable

TEXT = (
    "Before a pipe is laid its trench is dug to the depth that frost and traffic ask for, the bed"
    " is levelled with sand free of stones, and the joints are left open until pressure was tested."
)
OTHER = (
    "A trench for a pipe has to be kept dry, and where the ground is loose its walls are shored so"
    " that nobody is buried; the spoil lies at least half a metre away from the edge."
)


@pytest.fixture
def trenches(instance: Searchable) -> Searchable:
    """A chapter, the manual that it became with a few words changed, and one of its own."""
    instance.add("manual", f"# Laying\n\n{TEXT.replace('sand free', 'fine sand free')}")
    instance.add("chapter", f"# Pipes\n\n{TEXT}", title="Chapter 4", language="en")
    instance.add("safety", f"# Safety\n\n{OTHER}")
    instance.add("grabens", "# Fosse\n\nLa tranchée du tuyau (pipe trench) est creusée.")
    return instance.index()


def test_the_same_text_twice_is_one_hit(trenches: Searchable) -> None:
    """The better one is shown and names the other; what is about the same thing is not folded."""
    found = trenches.searcher.search("pipe trench bed sand")
    shown = {hit.document.id: {same.id for same in hit.same} for hit in found.hits}
    assert shown.keys() & {"manual", "chapter"} == {next(iter(shown))}
    [best] = shown.keys() & {"manual", "chapter"}
    assert shown[best] == {"manual", "chapter"} - {best}
    assert shown["safety"] == set()


def test_ranks_totals_and_facets_are_honest(trenches: Searchable) -> None:
    """Ranks count hits, the total counts documents, and each document is told once."""
    found = trenches.searcher.search("pipe trench")
    assert [hit.rank for hit in found.hits] == list(range(1, found.places + 1))
    told = [one.id for hit in found.hits for one in (hit.document, *hit.same)]
    assert len(told) == len(set(told)) == found.total == found.places + found.folded
    assert sum(value.count for value in found.facets["kind"]) == found.total


def test_pages_join_to_what_one_page_would_show(trenches: Searchable) -> None:
    """Nothing comes twice and nothing is lost between two pages."""
    search = trenches.searcher.search
    whole = search("pipe trench").hits
    pages = [search("pipe trench", limit=1, offset=at).hits for at in range(len(whole) + 1)]
    joined = [hit for page in pages for hit in page]
    assert [_told(hit) for hit in joined] == [_told(hit) for hit in whole]
    assert pages[-1] == ()


def _told(hit: Hit) -> list[str]:
    return [hit.document.id, *(one.id for one in hit.same)]


def test_only_the_first_documents_are_compared(
    trenches: Searchable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those after them keep places of their own."""
    monkeypatch.setattr(folding, "AMONG", 1)
    found = trenches.searcher.search("pipe trench")
    assert found.folded == 0
    assert all(hit.same == () for hit in found.hits)


def test_a_text_too_short_to_tell_is_not_folded(instance: Searchable) -> None:
    """A line of a table or a name may stand anywhere."""
    instance.add("one", "# A\n\nClose the inlet valve first.")
    instance.add("two", "# B\n\nClose the inlet valve first.")
    found = instance.index().searcher.search("inlet valve")
    assert (found.total, found.places) == (2, 2)
