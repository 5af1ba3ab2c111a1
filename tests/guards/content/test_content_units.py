"""Units in the starter library: where they belong, and spelled alike."""

from __future__ import annotations

import pytest

from tests.guards.content import spelling_of_units, units
from tests.guards.content.faults import require_none
from tests.guards.content.pages import shelf
from tests.guards.content.sample import changed, told


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_units_are_there(path: str) -> None:
    """Every symbol and every column of numbers has its unit."""
    require_none(units.check(shelf().pages[path], shelf()))


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_units_are_spelled_alike(path: str) -> None:
    """SI units in British spelling, commas for thousands, points for decimals."""
    require_none(spelling_of_units.check(shelf().pages[path], shelf()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("| Symbol | Meaning | Unit |", "| Symbol | Meaning | Remark |", "without units"),
        ("| V | volume | m³ |", "| V | volume | |", "The symbol V has no unit"),
        ("| Town | Time (hours) |", "| Town | Time |", "The column “Time” has numbers"),
    ],
)
def test_a_missing_unit_is_told(old: str, new: str, message: str) -> None:
    """In a symbol table, and in a column of numbers."""
    assert message in told(units.check, changed(old, new))


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Time (hours)", "30"), ("Time", "30 hours"), ("Score", "4"), ("People", "300"),
        ("Seen", "20 May 2012"), ("Income (US$)", "40"), ("Loss (no unit)", "0.4"),
    ],
)  # fmt: skip
def test_a_unit_in_head_or_cell_passes(head: str, cell: str) -> None:
    """Also what is counted, dates, money and what has no unit and says so."""
    old = "| Town | Time (hours) |\n| --- | --- |\n| Northport | 30 |\n| Southport | 41 |"
    new = f"| Town | {head} |\n| --- | --- |\n| Northport | {cell} |\n| Southport | {cell} |"
    assert told(units.check, changed(old, new)) == ""


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ("40 m3", "m³"), ("40 m^3", "m³"), ("3 km2", "km²"), ("40 lps", "L/s"), ("40 l/s", "L/s"),
        ("5 liters", "litres"), ("5 cubic meters", "cubic metres"), ("40%", "40 %"),
        ("3 kwh", "kWh"), ("3 Kpa", "kPa"), ("5 Km", "km"), ("3 hrs", "hours"), ("2 mg/l", "mg/L"),
        ("40 percent", "per cent"), ("12000 people", "12,000"), ("3400 people", "3,400"),
        ("12 000 people", "12,000"), ("3,5 m", "3.5"), ("50 lpcd", "litres per person"),
        ("20km", "Leave a space"),
    ],
)  # fmt: skip
def test_a_wrong_spelling_is_told(wrong: str, remedy: str) -> None:
    """With what to write instead."""
    page = changed("Lower the level", f"Count {wrong}")
    assert remedy in told(spelling_of_units.check, page)


@pytest.mark.parametrize(
    "right",
    ["1,200 m³", "40 %", "0.4 L/s", "ISO 24510", "in 2012", "5,000.5 km", "DN 100, meters",
     "https://example.org/page/12345", "page 1234", "2.5 and 3,000"],
)  # fmt: skip
def test_a_right_spelling_passes(right: str) -> None:
    """Years, names of standards and addresses are no quantities."""
    assert told(spelling_of_units.check, changed("Lower the level", f"Count {right}")) == ""
