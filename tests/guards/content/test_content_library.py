"""The starter library as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guards.content import coverage, repetition, report
from tests.guards.content.__main__ import main
from tests.guards.content.checks import CHECKS
from tests.guards.content.faults import Fault, require_none
from tests.guards.content.pages import CONTENT, Page, shelf
from tests.guards.content.sample import changed, library

LONG = "Close the inlet at night and watch whether the level in the tank falls before morning."


def page(name: str, body: str) -> Page:
    """A page with this body."""
    return Page(f"---\nid: {name}\n---\n{body}\n", f"h/guide/{name}.md")


def test_the_library_is_whole() -> None:
    """Ten hubs with enough in each, every subject, every level, African cases."""
    require_none(coverage.check(shelf()))


def test_an_incomplete_library_is_told() -> None:
    """Hubs, kinds, subjects, numbers and levels that are missing."""
    found = "\n".join(map(str, coverage.check(library(changed(kind="case-study")))))
    assert "Hub young-professionals is missing" in found
    assert "asset-management/: 0 of kind case-study" in found
    assert "Nothing on pump efficiency" in found
    assert "2 documents" in found
    assert "No reading list of level practice" in found


def test_no_two_documents_repeat_each_other() -> None:
    """Shared runs of words and shared sentences, any two documents of the library."""
    require_none(repetition.check(list(shelf().documents.values())))


def test_repetition_is_told() -> None:
    """A sentence taken over, and a paragraph taken over in other order."""
    faults = list(repetition.check([page("one", LONG), page("two", f"Before. {LONG}")]))
    assert any("This sentence is in h/guide/two.md too" in one.message for one in faults)
    assert any("100% of it is in" in one.message for one in faults)


def test_what_is_said_in_other_words_passes() -> None:
    """The same subject without the same words is no repetition."""
    other = "Watch the tank: if it empties while the inlet is shut, something leaks."
    assert list(repetition.check([page("one", LONG), page("two", other)])) == []


def test_the_report_is_up_to_date() -> None:
    """docs/starter-library.md is what `make docs` writes."""
    assert report.PAGE.read_text("utf-8") == report.report(shelf())


def test_the_report_lists_a_document() -> None:
    """With its kind, words, time, grade, sources, figures and example."""
    row = report.report(library(changed())).partition("tank-time.md) ")[2].partition("\n")[0]
    kind, words, minutes, grade, *rest = row.strip("| ").split(" | ")
    assert (kind, minutes, rest) == ("factsheet", "3", ["2", "1", "yes"])
    assert int(words) == changed().words
    assert -5 < float(grade) < 10


def test_the_command_tells_the_faults_of_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the file it is given, and of no other."""
    page = changed("[assets]", "[here]")
    assert main([str(CONTENT / page.path)], library(page)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(page.path) for line in lines)
    assert any("The link says “here”" in line for line in lines)


def test_the_command_checks_the_whole_library(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file, every page and what the library lacks."""
    assert main([], library(changed())) == 1
    told = capsys.readouterr().out
    assert "asset-management/hub.md: It has no footnote" in told
    assert "Nothing on pump efficiency" in told


def test_the_command_knows_what_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is none of the library's is told, and is no success."""
    assert main(["nothing.md"], library(changed())) == 2
    assert "nothing.md is no file of" in capsys.readouterr().out


def test_every_check_is_run() -> None:
    """A module with a check of one page is in the list of checks."""
    modules = [path.stem for path in Path(__file__).parent.glob("*.py")]
    text = {name: Path(__file__).with_name(f"{name}.py").read_text("utf-8") for name in modules}
    found = {name for name in modules if "\ndef check(page: Page, shelf: Shelf)" in text[name]}
    assert found == set(CHECKS)


def test_a_fault_names_its_place() -> None:
    """File and line where there is one, what is wrong, what to write instead."""
    assert str(Fault("a/b.md", 4, "Wrong", "Do this")) == "a/b.md:4: Wrong. Do this"
    assert str(Fault("", 0, "Wrong", "Do this")) == "library: Wrong. Do this"
