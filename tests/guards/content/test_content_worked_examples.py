"""Worked examples of the starter library, recomputed."""

from __future__ import annotations

import pytest

from tests.guards.content.faults import require_none
from tests.guards.content.pages import shelf
from tests.guards.content.sample import changed
from tests.guards.content.worked_examples import check, left_over, recompute


def mean_time(*, volume_m3: float, flow_m3_h: float) -> dict[str, float]:
    """T = 60 V / Q in minutes."""
    return {"time_min": 60 * volume_m3 / flow_m3_h}


@pytest.mark.parametrize("path", sorted(shelf().pages))
def test_worked_example(path: str) -> None:
    """The results in front matter follow from the inputs, and the text shows each of them."""
    require_none(check(shelf().pages[path], shelf()))


def test_every_function_has_its_document() -> None:
    """No function is left over, and each stands in the module of its document's hub."""
    assert list(left_over(shelf())) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("time_min: 7.5", "time_min: 7.6", "does not follow"),
        ("volume_m3: 150", "volume_m3: 160", "does not follow"),
        ("volume_m3: 150", "volume: 150", "The inputs do not fit"),
        ("time_min: 7.5", "minutes: 7.5", "The results are minutes"),
        ("= 7.5 minutes", "= 7.51 minutes", "does not show the result `time_min`"),
        ("= 7.5 minutes", "= 17.5 minutes", "does not show the result `time_min`"),
    ],
)
def test_a_wrong_example_is_told(old: str, new: str, message: str) -> None:
    """In its inputs, its results and its text."""
    found = list(recompute(changed(old, new), {"tank-time": mean_time}))
    assert message in "\n".join(map(str, found))


def test_a_good_example_passes() -> None:
    """What follows from the inputs and is shown has no fault."""
    assert list(recompute(changed(), {"tank-time": mean_time})) == []


def test_an_example_needs_its_function() -> None:
    """An example that nothing recomputes is told, with the module to write it in."""
    (fault,) = recompute(changed(), {})
    assert "tests/guards/examples/water_distribution.py" in fault.remedy


def test_a_formula_needs_an_example() -> None:
    """A formula in a code span without a worked example is told."""
    page = changed("example:\n  inputs: {volume_m3: 150, flow_m3_h: 1200}\n", "note:\n")
    (fault,) = recompute(page, {})
    assert "`T = 60 × V ÷ Q` without a worked example" in fault.message
