"""The gate before something slow that may be broken."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from kb.errors import SummaryFault
from search.gate import AT_ONCE, FAILURES, REST, Gate


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def fail(gate: Gate) -> None:
    """Go through and fail."""
    with pytest.raises(SummaryFault, match="down"), gate.passing():
        raise SummaryFault("down")


def test_it_closes_after_failures_in_a_row_and_opens_again() -> None:
    """Then one failure closes it at once, and one success lets it forget."""
    clock = Clock()
    gate = Gate(clock)
    for _ in range(FAILURES):
        fail(gate)
    with pytest.raises(SummaryFault, match="several times"), gate.passing():
        pytest.fail("it was open")
    clock.now += REST + 1
    fail(gate)
    with pytest.raises(SummaryFault, match="several times"), gate.passing():
        pytest.fail("it was open")
    clock.now += REST + 1
    with gate.passing():
        pass
    for _ in range(FAILURES - 1):
        fail(gate)
    with gate.passing():
        pass


def test_few_are_let_in_at_once() -> None:
    """Whoever is too many is refused at once, which is no failure of the service."""
    gate = Gate()
    with ExitStack() as inside:
        for _ in range(AT_ONCE):
            inside.enter_context(gate.passing())
        for _ in range(FAILURES + 1):
            with pytest.raises(SummaryFault, match="others"), gate.passing():
                pytest.fail("it let one more in")
    with gate.passing():
        pass


def test_another_fault_gives_the_place_back() -> None:
    """What is raised inside goes on, and the next one gets in."""
    gate = Gate()
    for _ in range(AT_ONCE + 1):
        with pytest.raises(KeyError), gate.passing():
            raise KeyError
