"""Front matter of the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.front_matter import check
from tests.guards.content.pages import PATHS, shelf
from tests.guards.content.sample import changed, told

LONG = "A sentence that goes on and on. " * 6
BAD = [
    ("licence: CC BY 4.0\n", "", "`licence` is missing"),
    ("licence: CC BY 4.0", "licence: CC0", "The licence is another"),
    ("tags: [", "colour: blue\ntags: [", "`colour` is not a key"),
    ("language: en\n", "tags2: x\nlanguage: en\n", "`tags2` is not a key"),
    ("kind: factsheet\nhub: water-distribution\n", "hub: water-distribution\nkind: factsheet\n",
     "`hub` stands before `kind`"),
    ("kind: factsheet", "kind: leaflet", "`leaflet` is no kind"),
    ("summary: The mean time that", "summary: Time. #", "The summary has 5 characters"),
    ("summary: The mean", f"summary: {LONG}The mean", "Write one of 60 to 160"),
    ("summary: The mean", "summary: The *mean*", "The summary holds Markdown"),
    ("title: How", f"title: {'How ' * 20}", "at most 80"),
    ("tags: [", "country: KE\ntags: [", "`country` is for case studies"),
    ("id: tank-time", "id: tank-times", "The file stands in another place"),
    ("also: [asset-management]", "also: [plumbing]", "`plumbing` is not another hub"),
    ("also: [asset-management]", "also: [water-distribution]", "is not another hub"),
    ("illustrative: The figures of the worked example are invented.\n", "", "says invented"),
    ("A tank keeps", "A tank  \nkeeps", "Blanks at the end"),
    ("A tank keeps", "\tA tank keeps", "a tab"),
    ("A tank keeps", "A ta\u0301nk keeps", "Not plain UTF-8"),
    ("tags: [tank, storage]", "tags: [tank,   storage]", "YAML would be written differently"),
    ("published: 2026-11-21", "published: 2026-13-21", "published"),
]  # fmt: skip


def test_every_file_is_read() -> None:
    """No file of the library has front matter that cannot be read at all."""
    assert {path: str(fault) for path, fault in shelf().unreadable.items()} == {}


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_front_matter(path: str) -> None:
    """Keys in their order, values that say enough, and the file where they say."""
    require_none(check(shelf().pages[path], shelf()))


@pytest.mark.parametrize(("old", "new", "message"), BAD)
def test_the_check_catches(old: str, new: str, message: str) -> None:
    """Each of these faults is told."""
    assert message in told(check, changed(old, new))


def test_the_check_lets_a_good_page_pass() -> None:
    """A page without fault has none, of any kind."""
    assert told(check, changed()) == ""
    assert told(check, changed(kind="case-study")) == ""


def test_a_case_study_names_country_and_operator() -> None:
    """Without them it is told."""
    page = changed(kind="case-study")
    for key in ("country", "operator"):
        page.fields.pop(key)
    assert "`country` is missing" in told(check, page)
    assert "`operator` is missing" in told(check, page)


def test_questions_say_that_they_are_ours() -> None:
    """A set of questions is illustrative, whether or not something is called invented."""
    page = changed("illustrative: The figures of the worked example are invented.\n", "")
    page.fields["kind"] = "questions"
    page.fields.pop("example")
    page.text = page.text.replace("invented", "made up")
    assert "Questions are illustrative" in told(check, page)


def test_paths_are_all_files() -> None:
    """What is checked is every Markdown file below content/."""
    assert set(PATHS) == {*shelf().pages, *shelf().unreadable}
