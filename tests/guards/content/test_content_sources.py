"""Sources and footnotes of the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.pages import shelf
from tests.guards.content.sample import changed, told
from tests.guards.content.sources import by_publisher, by_title, check

BAD = [
    ("  year: 2019\n", "", "has other fields"),
    ("  url: https://example.org/tanks\n", "", "has other fields"),
    ("year: 2019", "year: about 2019", "Year about 2019"),
    ("year: 2019", "year: 2919", "Year 2919"),
    ("url: https://example.org/tanks", "url: example.org", "Address of"),
    ("publisher: National Water Agency", "publisher: ''", "An empty field"),
    ('title: "Notes on storage: a survey"', "title: Tanks and time", "is listed twice"),
    ("V ÷ Q`[^time]", "V ÷ Q`[^tyme]", "[^tyme] is not explained"),
    ("V ÷ Q`[^time]", "V ÷ Q`", "[^time] is used nowhere"),
    ("[^survey]: National", "[^time]: *Tanks and time*.\n[^survey]: National", "explained twice"),
    ("National Water Agency; read", "A survey; read", "[^survey] names no source"),
    ("National Water Agency; read", "A survey; read", "No footnote names the source “Notes"),
]


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_sources(path: str) -> None:
    """Sources are whole and used; marks and footnotes belong together."""
    require_none(check(shelf().pages[path], shelf()))


@pytest.mark.parametrize(("old", "new", "message"), BAD)
def test_the_check_catches(old: str, new: str, message: str) -> None:
    """Each of these faults is told."""
    assert message in told(check, changed(old, new))


def test_the_check_lets_a_good_page_pass() -> None:
    """A page without fault has none."""
    assert told(check, changed()) == ""


def test_a_page_without_sources_is_told() -> None:
    """No source and no footnote are two faults."""
    page = changed()
    page.fields = {"id": "x", "kind": "guide"}
    page.notes = []
    assert "It names no source" in told(check, page)
    assert "It has no footnote" in told(check, page)


@pytest.mark.parametrize(
    ("note", "title", "expected"),
    [
        ("*Night flows*, page 4.", "Night flows in practice", True),
        ("*Review of performance*, 2010.", "Agency: Review of service performance", True),
        ("Annex to Leakage in small towns today.", "Leakage in small towns: a survey", True),
        ("ESID Working Paper 152; abstract.", "A case (ESID Working Paper 152)", True),
        ("*Day flows*, page 4.", "Night flows in practice", False),
        ("*Performance of review*.", "Agency: Review of service performance", False),
        ("A page read in part.", "Night flows in practice", False),
    ],
)
def test_a_footnote_names_a_title(note: str, title: str, expected: bool) -> None:
    """Words in italics in the title's order, its beginning, or a part of it."""
    assert by_title(note, {"title": title}) is expected


@pytest.mark.parametrize(
    ("note", "publisher", "expected"),
    [
        ("Peal and others, 2020.", "A. Peal and others, Frontiers in Science", True),
        ("GWOPA's site.", "Global Water Operators' Partnerships Alliance (GWOPA)", True),
        ("ESID blog.", "Effective States and Inclusive Development Centre", True),
        ("Farm Radio, 2010.", "Farm Radio Weekly", True),
        ("The water page.", "Water Alliance", False),
        ("Another university.", "University of Leeds", False),
    ],
)
def test_a_footnote_names_a_publisher(note: str, publisher: str, expected: bool) -> None:
    """A family name, a short form, initials, or the first two words of a long name."""
    assert by_publisher(note, {"publisher": publisher}) is expected
