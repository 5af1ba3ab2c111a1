"""Words measured and wrapped without a browser, and numbers for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.figures.measure import bare
from tests.web.figures.samples import NAMES
from web.rendering.figures.lettering import BOLD, NAME, NOTE, Style, is_right_to_left
from web.rendering.figures.numbers import labels, marks, shown


@given(NAMES, st.sampled_from([NAME, BOLD, NOTE]), st.floats(30, 300))
def test_no_line_is_wider_than_its_room(text: str, style: Style, width: float) -> None:
    """And no letter is lost."""
    lines = style.wrapped(text, width)
    assert all(style.width(line) <= width for line in lines)
    assert bare("".join(lines)) == bare(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Pressure reducing valve", ["Pressure", "reducing", "valve"]),
        ("Consumption/production", ["Consumption/", "production"]),
        ("Wasserversorgungsunternehmen", ["Wasserversor-", "gungsuntern-", "ehmen"]),
        ("a", ["a"]),
    ],
)
def test_words_are_kept_whole_where_they_can(text: str, lines: list[str]) -> None:
    """A word too long for a line is cut with a hyphen, and leaves no stump."""
    assert NAME.wrapped(text, 96) == lines


@pytest.mark.parametrize(
    ("text", "turned"),
    [("Emptying", False), ("12 تفريغ", True), ("DMA تفريغ", False), ("7", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, turned: bool) -> None:
    """Digits have none."""
    assert is_right_to_left(text) is turned


@pytest.mark.parametrize(
    ("number", "text"), [(1241, "1,241"), (12.0, "12.0"), (0.05, "0.05"), (1.5e-7, "1.5e-07")]
)
def test_numbers_are_shown_as_they_were_given(number: float, text: str) -> None:
    """With thousands apart."""
    assert shown(number) == text


@pytest.mark.parametrize(
    ("low", "high", "most", "whole", "expected"),
    [
        (0, 72, 5, False, [0, 20, 40, 60, 80]),
        (1993, 2010, 4, True, [1990, 2000, 2010]),
        (2001, 2003, 6, True, [2001, 2002, 2003]),
        (0, 1, 5, False, [0, 0.25, 0.5, 0.75, 1]),
        (5, 5, 3, False, [5, 7.5]),
        (-8, -2, 4, False, [-8, -6, -4, -2]),
    ],
)
def test_marks_are_round(
    low: float, high: float, most: int, whole: bool, expected: list[float]
) -> None:
    """Few, at equal distances, around all values."""
    assert marks(low, high, most, whole=whole) == expected


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.integers(2, 8))
def test_marks_enclose_what_is_plotted(low: float, spread: float, most: int) -> None:
    """Whatever the range."""
    found = marks(low, low + spread, most)
    near = 1e-6 * max(1, abs(low), spread)
    assert found[0] <= low + near
    assert found[-1] >= low + spread - near
    assert 2 <= len(found) <= most + 2


def test_labels_have_the_same_digits() -> None:
    """As many as the finest needs; years have no comma."""
    assert labels([0, 0.25, 0.5]) == ["0.00", "0.25", "0.50"]
    assert labels([1990, 2000], plain=True) == ["1990", "2000"]
