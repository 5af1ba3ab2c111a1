"""The catalogue follows the files, whatever was done to them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from kb.catalogue import SyncReport
from kb.models import CatalogueHub, DocumentHub, LibraryProblem
from tests.instance import Instance, both, document_text

pytestmark = both


def hubs_of(library: Instance, identity: str) -> set[str]:
    """The hubs a document is shown in."""
    with library.database.reading() as session:
        query = select(DocumentHub.hub_id).where(DocumentHub.document_id == identity)
        return set(session.scalars(query))


def quiet(report: SyncReport) -> bool:
    """Whether a pass found nothing to do."""
    return not (report.added or report.changed or report.moved or report.deleted or report.problems)


def test_a_new_document_is_catalogued(library: Instance) -> None:
    """Every field of the front matter is in its row, and its words are counted."""
    library.document(
        "night-flow", country="KE", operator="Kisumu", published="2023-05-22", tags="[dma, ü]",
        source=f"{{title: T, url: U, sha256: {'a' * 64}, licence: L, file: n.pdf}}",
        verified="{by: Nia, on: 2026-11-01, until: 2027-11-01}", summary="S.", illustrative="I.",
        body="<!-- page: 1 -->\n\nThree words here.\n",
    )  # fmt: skip
    report = library.sync()
    assert (report.added, report.unchanged, report.hubs) == (["night-flow"], 0, 1)
    row = library.rows()["night-flow"]
    assert (row.title, row.kind, row.hub_id) == (
        "About night-flow",
        "factsheet",
        "water-distribution",
    )
    assert (row.country, row.operator, row.tags) == ("KE", "Kisumu", ["dma", "ü"])
    assert (row.published, row.year) == (date(2023, 5, 22), 2023)
    assert (row.source_title, row.source_url, row.licence) == ("T", "U", "L")
    assert (row.source_sha256, row.source_file) == ("a" * 64, "n.pdf")
    assert (row.verified_by, row.verified_on) == ("Nia", date(2026, 11, 1))
    assert row.is_verified(date(2027, 1, 1))
    assert not row.is_verified(date(2028, 1, 1))
    assert (row.words, row.minutes, row.summary, row.illustrative) == (3, 1, "S.", "I.")
    assert row.hub.title == "Water-Distribution"


def test_a_second_pass_finds_nothing(library: Instance) -> None:
    """Unchanged files are counted and left alone."""
    for identity in "ab":
        library.document(identity)
    library.sync()
    report = library.sync()
    assert (quiet(report), report.unchanged) == (True, 2)


def test_an_edited_document_is_read_again(library: Instance) -> None:
    """A changed field and one that was taken out both show."""
    library.document("a", title="Old", country="KE")
    library.sync()
    library.document("a", title="New")
    assert library.sync().changed == ["a"]
    row = library.rows()["a"]
    assert (row.title, row.country) == ("New", None)


def test_a_moved_file_keeps_its_row(library: Instance) -> None:
    """A renamed file is the same document at another place."""
    old = library.document("a")
    library.sync()
    old.rename(library.home.content / "elsewhere.md")
    report = library.sync()
    assert (report.moved, report.added, report.deleted, report.changed) == (["a"], [], [], [])
    assert library.rows()["a"].path == "elsewhere.md"


def test_a_deleted_file_leaves_the_catalogue(library: Instance) -> None:
    """Its row and its places in hubs go with it."""
    path = library.document("a")
    library.sync()
    path.unlink()
    assert library.sync().deleted == ["a"]
    assert library.rows() == {}
    assert hubs_of(library, "a") == set()


def test_two_files_that_swap_names_keep_their_documents(library: Instance) -> None:
    """The path is unique, yet a swap does not trip over itself half way."""
    one, two = library.document("one"), library.document("two")
    library.sync()
    one.rename(one.with_name("tmp.md"))
    two.rename(one)
    one.with_name("tmp.md").rename(two)
    report = library.sync()
    assert report.moved == ["one", "two"]
    assert library.rows()["one"].path.endswith("two.md")


def test_two_hubs_that_swap_folders_are_followed(library: Instance) -> None:
    """Hub files too may take one another's names."""
    first = library.hub("one")
    second = library.hub("two")
    library.sync()
    first_text, second_text = first.read_text(), second.read_text()
    first.write_text(second_text)
    second.write_text(first_text)
    report = library.sync()
    assert report.problems == []
    with library.database.reading() as session:
        assert session.get_one(CatalogueHub, "one").path == "two/hub.md"


def test_two_files_with_one_id_are_named(library: Instance) -> None:
    """The one that was there stays; the other is named with its line, and what to do."""
    library.document("a", path="water-distribution/z.md", title="First")
    library.sync()
    library.document("a", path="water-distribution/b.md", title="Copy")
    report = library.sync()
    [problem] = report.problems
    assert (problem.path, problem.line, problem.field) == ("water-distribution/b.md", 2, "id")
    assert "water-distribution/z.md" in problem.message
    assert library.rows()["a"].title == "First"


def test_an_edited_file_keeps_its_id_against_a_copy(library: Instance) -> None:
    """Even if both are new to us at once, the file in its old place is the document."""
    library.document("a", path="water-distribution/z.md", title="First")
    library.sync()
    library.document("a", path="water-distribution/z.md", title="Edited")
    library.document("a", path="water-distribution/b.md", title="Copy")
    assert [problem.path for problem in library.sync().problems] == ["water-distribution/b.md"]
    assert library.rows()["a"].title == "Edited"


def test_the_copy_takes_over_when_the_first_goes(library: Instance) -> None:
    """A duplicate is a problem only while there are two."""
    first = library.document("a", path="x.md")
    library.sync()
    library.document("a", path="y.md")
    library.sync()
    first.unlink()
    report = library.sync()
    assert (report.problems, report.moved) == ([], ["a"])
    assert library.rows()["a"].path == "y.md"


@pytest.mark.parametrize(
    ("field", "line"), [({"hub": "nowhere"}, 5), ({"also": "[water-distribution, nowhere]"}, 7)]
)
def test_a_hub_that_does_not_exist_is_named(
    library: Instance, field: dict[str, str], line: int
) -> None:
    """Named under `hub` or under `also`, with the line, while the rest goes on."""
    library.document("a", path="a.md", **field)
    library.document("b")
    report = library.sync()
    [problem] = report.problems
    assert (problem.path, problem.line, problem.field) == ("a.md", line, next(iter(field)))
    assert "`nowhere`" in problem.message
    assert report.added == ["b"]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        (document_text("x", published="2023-02-30"), 7, "published"),
        ("---\nid: x\nid: y\n---\n", 3, ""),
        ("just text", 1, ""),
        (b"---\nid: x\ntitle: \xff\n---\n", 3, ""),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    library: Instance, text: str | bytes, line: int, field: str
) -> None:
    """A date that is none, broken YAML, no front matter, not UTF-8: file, line, field."""
    library.write("bad.md", text)
    library.document("good")
    report = library.sync()
    [problem] = report.problems
    assert (problem.path, problem.line, problem.field) == ("bad.md", line, field)
    assert report.added == ["good"]
    with library.database.reading() as session:
        [row] = session.scalars(select(LibraryProblem))
        assert (row.path, row.line, row.remedy) == ("bad.md", line, problem.remedy)


def test_a_problem_that_is_mended_is_forgotten(library: Instance) -> None:
    """A document that broke leaves the catalogue and comes back once its file is right."""
    path = library.document("a")
    library.sync()
    good = path.read_text()
    path.write_text(good.replace("language: en", "language: ?"))
    report = library.sync()
    assert (len(report.problems), report.deleted) == (1, ["a"])
    path.write_text(good)
    report = library.sync()
    assert (report.problems, report.added) == ([], ["a"])
    with library.database.reading() as session:
        assert session.scalars(select(LibraryProblem)).all() == []


def test_a_file_whose_name_is_not_utf8_is_named(library: Instance) -> None:
    """Such a name cannot be stored: it is shown as far as it can be, and the rest goes on."""
    (library.home.content / b"caf\xe9.md".decode(errors="surrogateescape")).write_text("x")
    library.document("a")
    report = library.sync()
    assert [problem.path for problem in report.problems] == ["caf\ufffd.md"]
    assert report.added == ["a"]


def test_documents_of_a_removed_hub_are_named(library: Instance) -> None:
    """Unchanged files that name it, under `hub` or `also`, become problems; others stay."""
    gone = library.hub("gone")
    library.document("in-it", path="1.md", hub="gone")
    library.document("also-in-it", path="2.md", also="[gone]")
    library.document("other")
    library.sync()
    gone.unlink()
    report = library.sync()
    assert [(p.path, p.line, p.field) for p in report.problems] == [
        ("1.md", 5, "hub"), ("2.md", 7, "also"),
    ]  # fmt: skip
    assert report.deleted == ["also-in-it", "in-it"]
    assert set(library.rows()) == {"other"}
    library.hub("gone")
    assert library.sync().added == ["also-in-it", "in-it"]


def test_a_renamed_hub_keeps_the_rows_of_its_documents(library: Instance) -> None:
    """Hub and documents renamed in one go: changed, not deleted and added."""
    library.hub("old", path="folder/hub.md")
    library.document("a", path="folder/a.md", hub="old")
    library.sync()
    library.hub("new", path="folder/hub.md")
    library.document("a", path="folder/a.md", hub="new")
    report = library.sync()
    assert (report.changed, report.added, report.deleted) == (["a"], [], [])
    assert hubs_of(library, "a") == {"new"}
    with library.database.reading() as session:
        assert session.get(CatalogueHub, "old") is None


def test_a_document_is_in_its_own_hub_and_the_others(library: Instance) -> None:
    """`also` adds hubs, a repeated one counts once, and a later edit is followed."""
    library.hub("assets")
    library.document("a", also="[assets, water-distribution]")
    library.sync()
    assert hubs_of(library, "a") == {"assets", "water-distribution"}
    library.document("a")
    library.sync()
    assert hubs_of(library, "a") == {"water-distribution"}


def test_two_hubs_with_one_id_are_named(library: Instance) -> None:
    """The second hub file is left out with a reason."""
    library.hub("water-distribution", path="zz/hub.md")
    [problem] = library.sync().problems
    assert (problem.path, problem.field) == ("zz/hub.md", "id")


def test_hidden_files_are_not_the_librarys(library: Instance) -> None:
    """A `.git` folder in the library is none of our business; nor are links to nothing."""
    library.document("a", path=".git/a.md")
    library.document("b", path="x/.b.md")
    (library.home.content / "link.md").symlink_to("nowhere.md")
    assert quiet(library.sync())


def test_what_a_killed_writer_left_is_removed(library: Instance) -> None:
    """Temporary files in the library, among the originals and in the home go; others stay."""
    folders = (library.home.content, library.home.originals, library.home.root)
    for folder in folders:
        (folder / ".wellspring-0123.tmp").write_text("half")
    mine = library.home.content / "mine.tmp"
    mine.touch()
    library.sync()
    assert library.home.leftovers() == []
    assert mine.exists()


def test_a_hundred_files_in_any_state_are_settled(library: Instance) -> None:
    """Many at once: some new, some changed, some moved, some gone."""
    paths = {n: library.document(f"d{n}") for n in range(100)}
    library.sync()
    for n in range(0, 100, 4):
        paths[n].unlink()
        library.document(f"d{n + 1}", title="Changed")
        paths[n + 2].rename(library.home.content / f"moved{n}.md")
    report = library.sync()
    found = [len(part) for part in (report.deleted, report.changed, report.moved, report.added)]
    assert found == [25, 25, 25, 0]
    assert report.unchanged == 25
