"""Reading lists in the catalogue: they follow their files and name what is missing."""

from __future__ import annotations

from sqlalchemy import select

from kb.models import CatalogueReadingItem, LibraryProblem
from tests.instance import Instance, both, list_text

pytestmark = both


def items_of(library: Instance, identity: str) -> list[tuple[str, int, bool]]:
    """A list's items in order: document, minutes, and whether the document is there."""
    with library.database.reading() as session:
        query = (
            select(CatalogueReadingItem)
            .where(CatalogueReadingItem.list_id == identity)
            .order_by(CatalogueReadingItem.position)
        )
        rows = session.scalars(query)
        return [(row.document_id, row.minutes, row.document is not None) for row in rows]


def test_a_list_is_catalogued_with_its_items(library: Instance) -> None:
    """Every field is in its row, items keep their order, and it is no document."""
    library.document("a")
    library.document("b")
    library.reading_list("l", {"b": 7, "a": 5}, summary="Short.", published="2026-11-21")
    report = library.sync()
    assert (report.added, report.reading_lists, report.problems) == (["a", "b"], 1, [])
    row = library.lists()["l"]
    assert (row.title, row.hub_id, row.language) == ("Read l", "water-distribution", "en")
    assert (row.level, row.audience, row.summary) == ("introduction", "Anybody", "Short.")
    assert (str(row.published), row.size, row.minutes) == ("2026-11-21", 2, 12)
    assert [(item.position, item.why) for item in row.items] == [(1, "As b"), (2, "As a")]
    assert items_of(library, "l") == [("b", 7, True), ("a", 5, True)]
    assert set(library.rows()) == {"a", "b"}


def test_an_edited_list_is_read_again(library: Instance) -> None:
    """Items that changed places, went and came are as the file has them."""
    for identity in "abc":
        library.document(identity)
    library.reading_list("l", {"a": 1, "b": 2})
    library.sync()
    library.reading_list("l", {"c": 3, "a": 4}, title="New")
    report = library.sync()
    assert (report.problems, report.changed) == ([], [])
    assert items_of(library, "l") == [("c", 3, True), ("a", 4, True)]
    assert library.lists()["l"].title == "New"


def test_a_list_may_lie_anywhere(library: Instance) -> None:
    """Its front matter says that it is one; a file that moves keeps its row."""
    library.document("a")
    path = library.reading_list("l", {"a": 1}, path="hub.md")
    library.sync()
    path.rename(library.home.content / "other.md")
    assert library.sync().problems == []
    assert library.lists()["l"].path == "other.md"


def test_two_lists_that_swap_names_keep_their_rows(library: Instance) -> None:
    """The path is unique, yet a swap does not trip over itself half way."""
    library.document("a")
    one = library.reading_list("one", {"a": 1})
    two = library.reading_list("two", {"a": 1})
    library.sync()
    first, second = one.read_text(), two.read_text()
    one.write_text(second)
    two.write_text(first)
    assert library.sync().problems == []
    assert library.lists()["one"].path.endswith("two.md")


def test_a_deleted_list_leaves_with_its_items(library: Instance) -> None:
    """Rows of items do not stay behind."""
    library.document("a")
    path = library.reading_list("l", {"a": 1})
    library.sync()
    path.unlink()
    assert library.sync().reading_lists == 0
    assert library.lists() == {}
    assert items_of(library, "l") == []


def test_a_file_may_become_another_kind(library: Instance) -> None:
    """A document whose file now holds a list is gone, and the list is there; and back."""
    library.document("a")
    path = library.document("b")
    before = path.read_text()
    library.sync()
    path.write_text(list_text("b", {"a": 1}))
    assert library.sync().deleted == ["b"]
    assert (set(library.rows()), set(library.lists())) == ({"a"}, {"b"})
    path.write_text(before)
    assert library.sync().added == ["b"]
    assert library.lists() == {}


def test_a_missing_document_is_named_and_stays_in_the_list(library: Instance) -> None:
    """File, line and remedy are named; the list is there, its time counts what is."""
    library.document("a")
    library.reading_list("l", {"a": 5, "gone": 7})
    [problem] = library.sync().problems
    assert (problem.path, problem.line, problem.field) == (
        "water-distribution/reading-list/l.md", 11, "items",
    )  # fmt: skip
    assert problem.message == "There is no document `gone`"
    assert "take the item out" in problem.remedy
    assert items_of(library, "l") == [("a", 5, True), ("gone", 7, False)]
    row = library.lists()["l"]
    assert (row.size, row.minutes) == (2, 5)


def test_a_document_that_goes_or_comes_is_noticed_in_unchanged_lists(library: Instance) -> None:
    """Nobody touches the list, and still the next sync knows; so does the one after."""
    path = library.document("a")
    library.document("b")
    library.reading_list("l", {"a": 5, "b": 1})
    assert library.sync().problems == []
    text = path.read_text()
    path.unlink()
    for _ in range(2):
        assert [problem.line for problem in library.sync().problems] == [10]
    assert library.lists()["l"].minutes == 1
    path.write_text(text)
    assert library.sync().problems == []
    assert library.lists()["l"].minutes == 6
    with library.database.reading() as session:
        assert session.scalars(select(LibraryProblem)).all() == []


def test_two_lists_with_one_id_are_named(library: Instance) -> None:
    """The one that was there stays, whatever the names; a document may share the id."""
    library.document("l")
    library.reading_list("l", {"l": 1}, path="z.md", title="First")
    library.sync()
    library.reading_list("l", {"l": 1}, path="b.md", title="Copy")
    [problem] = library.sync().problems
    assert (problem.path, problem.line, problem.field) == ("b.md", 2, "id")
    assert problem.message == "`l` is also the id of z.md"
    assert library.lists()["l"].title == "First"


def test_a_list_of_a_hub_that_does_not_exist_is_named(library: Instance) -> None:
    """It is left out until the hub is there, also when the hub was there before."""
    hub = library.hub("h")
    library.document("a")
    library.reading_list("l", {"a": 1}, hub="h")
    assert library.sync().problems == []
    hub.unlink()
    [problem] = library.sync().problems
    assert (problem.path, problem.line, problem.field) == ("h/reading-list/l.md", 5, "hub")
    assert library.lists() == {}
    library.hub("h")
    assert library.sync().problems == []
    assert set(library.lists()) == {"l"}
