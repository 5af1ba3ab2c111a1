"""Nothing unsourced in the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.pages import shelf
from tests.guards.content.quantities import quantities
from tests.guards.content.sample import changed, told
from tests.guards.content.sourcing import check
from tests.guards.content.text import MARK

HOURS = "kept water for 30 hours.[^survey]"
LEAD = "The towns were these:[^survey]"


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_nothing_is_unsourced(path: str) -> None:
    """Case studies: every block. Elsewhere: every block with a quantity."""
    require_none(check(shelf().pages[path], shelf()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (HOURS, "kept water for 30 hours.", "“2012” without"),
        (HOURS, "kept water for 30 hours.\n\nIt fell by 12 %.", "“12 %” without"),
        (HOURS, "kept water long.[^survey]\n\nIt cost US$4 million.", "“US$4 million” without"),
        (LEAD, "The towns:\n\n- Northport, 30 hours\n\nAs a table:", "“30 hours” without"),
        ("Lower the level", "Lower it by 2 m", "“2 m” without"),
    ],
)
def test_a_quantity_without_source_is_told(old: str, new: str, message: str) -> None:
    """In a paragraph, a list item or a table, whatever stands beside it."""
    assert message in told(check, changed(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("Lower the level", "Our advice: lower it by 2 m"),
        ("Lower the level", "A tank (invented) was lowered by 2 m"),
        ("at night.", "by 2 m. Then wait 5 days (our advice).\n-"),
        ("Lower the level", "Look at staff per 1,000 connections"),
        ("Lower the level", "See 150 m³ and 7.5 minutes above"),
        ("## What to do", "## What to do (our advice)\n\n- Stop for 20 minutes."),
    ],
)
def test_what_is_ours_passes(old: str, new: str) -> None:
    """Our advice, what is invented, numbers of the worked example, and reference amounts."""
    assert told(check, changed(old, new)) == ""


def test_nearly_every_mark_is_needed() -> None:
    """Take the marks of a block with a figure away, and nine times of ten a fault is told."""
    caught = tried = 0
    for page in shelf().documents.values():
        before = len(list(check(page, shelf())))
        for block in page.blocks:
            text = block.text
            if block.kind in {"text", "item"} and MARK.search(text) and quantities(text):
                block.text = MARK.sub("", text)
                caught += len(list(check(page, shelf()))) > before
                tried += 1
                block.text = text
    assert tried > 100
    assert caught >= 0.9 * tried


def test_a_case_study_is_held_to_more() -> None:
    """There every paragraph, item and table needs a mark, with or without a figure."""
    found = told(check, changed(kind="case-study"))
    assert "“A tank keeps water for hours. This sheet …”" in found
    assert "“Lower the level at night." in found
    assert "The survey is old" not in found


@pytest.mark.parametrize(
    ("heading", "message"),
    [("What it does not show", ""), ("Our view", ""), ("What came of it", "Lower the level")],
)
def test_a_heading_can_declare_ours(heading: str, message: str) -> None:
    """Under these headings of a case study our own words need no source."""
    found = told(check, changed("## What to do", f"## {heading}", kind="case-study"))
    assert ("Lower the level" in found) == bool(message)


def test_ours_may_hold_no_figure() -> None:
    """Under such a heading a quantity still needs its source."""
    page = changed("## What to do", "## Our view\n\nIt cost 3 million.", kind="case-study")
    assert "“3 million” without" in told(check, page)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell from 1,200 m³ to 40 % in 1998.", ["1,200 m³", "40 %", "1998"]),
        ("US$4.5 million, KES 300 and €20", ["US$4.5 million", "KES 300", "€20"]),
        ("10 to 20 litres, 3 kWh/m³, 5 people", ["10 to 20 litres", "3 kWh", "5 people"]),
        ("Step 3 of 5, a PN10 pipe, `18 × 420 km`, point 4.", []),
    ],
)
def test_quantities_are_recognised(text: str, expected: list[str]) -> None:
    """Numbers with units, money and years; not counts, names and formulas."""
    assert quantities(text) == expected
