"""Reading lists of the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.pages import Page, Shelf, shelf
from tests.guards.content.reading_lists import check

ITEM = "- document: d{0}\n  why: It comes here because it is the {0} of all.\n  minutes: 3\n"
LIST = """---
id: first-steps
title: First steps
kind: reading-list
hub: water-distribution
level: practice
items:
{0}---

Read these.
"""
GOOD = LIST.format("".join(ITEM.format(number) for number in range(1, 6)))


def told(text: str) -> str:
    """What the check says of a list in a library of five documents of 360 words."""
    pages = [
        Page(f"---\nid: d{number}\nkind: guide\n---\n" + "word " * 360, f"w/guide/d{number}.md")
        for number in range(1, 6)
    ]
    page = Page(text, "water-distribution/reading-list/first-steps.md")
    library = Shelf({one.path: one for one in [*pages, page]})
    return "\n".join(str(fault) for fault in check(page, library))


@pytest.mark.parametrize("path", sorted(page.path for page in shelf().lists.values()))
def test_reading_list(path: str) -> None:
    """Five to eight documents that exist, each with why and with minutes that can be kept."""
    require_none(check(shelf().pages[path], shelf()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("level: practice", "level: expert", "Level expert"),
        (ITEM.format(5), "", "It has 4 items"),
        (ITEM.format(5), "".join(ITEM.format(n) for n in (5, 1, 2, 3, 4)), "It has 9 items"),
        ("document: d2", "document: d1", "d1 is there twice"),
        ("document: d2", "document: d9", "d9 does not exist"),
        ("minutes: 3", "minutes: 1", "It takes 2 to 6"),
        ("minutes: 3", "minutes: 7", "It takes 2 to 6"),
        ("minutes: 3", "minutes: 2.5", "2.5 minutes"),
        ("  why: It comes here because it is the 1 of all.\n", "", "Give it document, why"),
        ("it is the 1 of all.", "it is the 1 of all", "`why` has"),
    ],
)
def test_a_bad_list_is_told(old: str, new: str, message: str) -> None:
    """Each of these faults is told."""
    assert old in GOOD
    assert message in told(GOOD.replace(old, new, 1))


def test_a_fault_names_the_line_of_its_item() -> None:
    """The second item of the sample begins on line 11."""
    assert told(GOOD.replace("document: d2", "document: d9")).startswith(
        "water-distribution/reading-list/first-steps.md:11:"
    )


def test_a_good_list_passes() -> None:
    """A list without fault has none."""
    assert told(GOOD) == ""
