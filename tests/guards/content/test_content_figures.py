"""Figures of the starter library."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.figures import check
from tests.guards.content.pages import shelf
from tests.guards.content.sample import changed, told

TEXT = "text: Northport keeps water for 30 hours and Southport for 41 hours."
LINE = """type: line
title: Time
text: Northport kept water for 30 hours and then for 41 hours.
x: year
y: {name: Time, unit: hours}
series: {Northport: [[2001, 30], [2012, 77]]}
"""
WHOLE = """type: breakdown
title: Time
text: Of 41 hours some are night and some are day.
whole: {name: All, value: 41, parts: [{name: Night, value: 19}, {name: Day, value: 22}]}
"""
BARS = """type: bars
title: Time in two tanks
text: Northport keeps water for 30 hours and Southport for 41 hours.
unit: hours
values: {"Northport": 30, "Southport": 41}
"""


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_figures(path: str) -> None:
    """The site can draw each, and what they plot is said in words and sourced."""
    require_none(check(shelf().pages[path], shelf()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: bars", "type: pie", "`type` cannot be `pie`"),
        (f"{TEXT}\n", "", "`text` is missing"),
        (TEXT, "text: Two bars.", "`text` has 9 characters"),
        ('"Southport": 41}', '"Southport": 52}', "52 is plotted and not in words"),
        (BARS, LINE, "77 is plotted and not in words"),
        (BARS, WHOLE, "19 is plotted and not in words"),
        ("```figure", "```yaml", "A figure in another fence"),
        ("values: {", "values: [", "not YAML"),
    ],
)
def test_a_bad_figure_is_told(old: str, new: str, message: str) -> None:
    """Each of these faults is told."""
    assert message in told(check, changed(old, new))


def test_a_figure_stands_beside_its_source() -> None:
    """A figure with values between paragraphs without marks is told."""
    page = changed("```figure", "A picture.\n\n```figure")
    place = next(n for n, block in enumerate(page.blocks) if block.text == "A picture.")
    assert told(check, page) == ""
    page.blocks[place + 2].text = "The survey is old."
    assert "no mark beside it" in told(check, page)
    block = page.blocks[place + 1]
    block.text = block.text.replace("Time in two tanks", "The worked example")
    assert told(check, page) == ""


def test_a_good_figure_passes() -> None:
    """Values in the text, a mark beside it: no fault."""
    assert told(check, changed()) == ""
