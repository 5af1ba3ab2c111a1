"""Questions asked of the catalogue, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kb import queries
from kb.models import IngestedFile
from kb.queries import Filters
from tests.instance import Instance, both

pytestmark = both
TODAY = date(2026, 11, 21)


@pytest.fixture
def shelf(library: Instance) -> Instance:
    """Five documents that differ in everything one can filter by."""
    library.hub("assets", order=1)
    library.document("a", published="2020-05-01", country="KE", also="[assets]")
    library.document("b", published="2021-05-01", language="pt-BR", kind="guide")
    library.document("c", language="pt", hub="assets", verified="{by: x, on: 2026-01-01}")
    library.document("d", kind="guide", verified="{by: x, on: 2025-01-01, until: 2025-12-31}")
    library.document("e", verified="{by: x, on: 2030-01-01}")
    library.sync()
    return library


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "abcde"),
        ({"hub": ("assets",)}, "ac"),
        ({"hub": ("assets", "nowhere")}, "ac"),
        ({"kind": ("guide",)}, "bd"),
        ({"language": ("pt",)}, "bc"),
        ({"country": ("ke",)}, "a"),
        ({"year": (2020, 2021)}, "ab"),
        ({"verified": True}, "c"),
        ({"verified": False}, "abde"),
        ({"kind": ("guide",), "year": (2021,)}, "b"),
        ({"kind": ("guide",), "hub": ("assets",)}, ""),
    ],
)
def test_filters_narrow(shelf: Instance, filters: dict[str, Any], found: str) -> None:
    """Each by itself, and all of them together."""
    with shelf.database.reading() as session:
        assert queries.matching_documents(session, Filters(**filters), TODAY) == set(found)


@pytest.mark.parametrize(
    ("filters", "narrows"),
    [(Filters(), False), (Filters(verified=False), True), (Filters(hub=("x",)), True)],
)
def test_filters_know_whether_they_narrow(url: str, filters: Filters, narrows: bool) -> None:
    """Asking for what is not verified is a filter too."""
    assert bool(filters) is narrows


def test_hubs_come_in_their_order_with_their_sizes(shelf: Instance) -> None:
    """A document counts in every hub it is shown in."""
    with shelf.database.reading() as session:
        assert [hub.id for hub in queries.hubs(session)] == ["assets", "water-distribution"]
        assert queries.hub_sizes(session) == {"assets": 2, "water-distribution": 4}
        assert queries.count_documents(session) == 5


def test_a_hub_lists_its_documents_by_kind_newest_first(shelf: Instance) -> None:
    """Undated ones come last within their kind."""
    with shelf.database.reading() as session:
        listed = queries.documents_in_hub(session, "water-distribution")
        assert [row.id for row in listed] == ["a", "e", "b", "d"]


def test_many_ids_are_looked_up_at_once(shelf: Instance) -> None:
    """More than one statement takes, and some that are not there."""
    wanted = ["a", "b", *(f"none-{n}" for n in range(1200))]
    with shelf.database.reading() as session:
        assert set(queries.documents_by_id(session, wanted)) == {"a", "b"}
        assert set(queries.document_hashes(session)) == set("abcde")


def test_facts_say_what_filters_and_ranking_ask(shelf: Instance) -> None:
    """A verification that has run out, or is still to come, is none."""
    wanted = ["c", "b", *(f"none-{n}" for n in range(600)), "a", "d", "e"]
    with shelf.database.reading() as session:
        facts = queries.facts_by_id(session, wanted, TODAY)
    assert list(facts) == [one.id for one in facts.values()]
    assert {one.id: (one.kind, one.language, one.country, one.year) for one in facts.values()} == {
        "a": ("factsheet", "en", "KE", 2020),
        "b": ("guide", "pt-BR", None, 2021),
        "c": ("factsheet", "pt", None, None),
        "d": ("guide", "en", None, None),
        "e": ("factsheet", "en", None, None),
    }
    assert [one.id for one in facts.values() if one.verified] == ["c"]
    assert {(one.posts, one.answer_post) for one in facts.values()} == {(None, None)}


def test_what_was_ingested_last_comes_first(shelf: Instance) -> None:
    """Then by date of publication, undated ones last."""
    with shelf.database.writing() as session:
        for n, identity in enumerate(("c", "d"), start=1):
            session.add(
                IngestedFile(
                    path=f"/{identity}", sha256="", fingerprint="", outcome="added",
                    document_id=identity, at=datetime(2026, 1, n, tzinfo=UTC),
                )
            )  # fmt: skip
    with shelf.database.reading() as session:
        assert [row.id for row in queries.newest_documents(session, 4)] == ["d", "c", "b", "a"]


def test_problems_are_listed_by_place(shelf: Instance) -> None:
    """As the last sync left them."""
    shelf.write("z.md", "x")
    shelf.write("b.md", "x")
    shelf.sync()
    with shelf.database.reading() as session:
        assert [problem.path for problem in queries.problems(session)] == ["b.md", "z.md"]
