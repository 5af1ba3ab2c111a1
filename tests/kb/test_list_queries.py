"""Questions asked of the reading lists, on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from kb import queries
from tests.instance import Instance, both

pytestmark = both


@pytest.fixture
def shelf(library: Instance) -> Instance:
    """Four lists of two hubs that differ in level, time and documents, one of them missing."""
    library.hub("assets", order=1)
    for identity in "ab":
        library.document(identity)
    library.reading_list("lead", {"a": 30}, level="leadership")
    library.reading_list("first", {"a": 20, "b": 40})
    library.reading_list("again", {"b": 61}, level="practice", hub="assets")
    library.reading_list("start", {"gone": 500, "a": 5}, hub="assets", title="Another")
    library.sync()
    return library


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["start", "again", "first", "lead"]),
        ({"hub": "assets"}, ["start", "again"]),
        ({"hub": "nowhere"}, []),
        ({"level": "introduction"}, ["start", "first"]),
        ({"longest": 60}, ["start", "first", "lead"]),
        ({"longest": 59}, ["start", "lead"]),
        ({"longest": 4}, []),
        ({"hub": "assets", "level": "practice", "longest": 61}, ["again"]),
        ({"hub": "assets", "level": "practice", "longest": 60}, []),
        ({"hub": None, "level": None, "longest": None}, ["start", "again", "first", "lead"]),
    ],
)
def test_lists_are_narrowed_and_in_order(
    shelf: Instance, filters: dict[str, Any], found: list[str]
) -> None:
    """By hub in its order, then from the first steps up; a missing document takes no time."""
    with shelf.database.reading() as session:
        assert [row.id for row in queries.reading_lists(session, **filters)] == found


@pytest.mark.parametrize(
    ("document", "found"),
    [("a", ["start", "first", "lead"]), ("b", ["again", "first"]), ("gone", ["start"]), ("c", [])],
)
def test_lists_that_contain_a_document(shelf: Instance, document: str, found: list[str]) -> None:
    """Of all hubs, in the same order, whether or not the document is there."""
    with shelf.database.reading() as session:
        assert [row.id for row in queries.reading_lists_with(session, document)] == found
