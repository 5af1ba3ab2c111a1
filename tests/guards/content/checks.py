"""Every check of one page, by the name under which tests and the command line show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.guards.content import (
    figures,
    front_matter,
    links,
    readability,
    reading_lists,
    sources,
    sourcing,
    spelling,
    spelling_of_units,
    structure,
    units,
    worked_examples,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

CHECKS: dict[str, Callable[[Page, Shelf], Iterator[Fault]]] = {
    module.__name__.rsplit(".", 1)[-1]: module.check
    for module in (
        front_matter, structure, sources, sourcing, spelling_of_units, units, worked_examples,
        figures, links, reading_lists, spelling, readability,
    )
}  # fmt: skip


def faults(page: Page, shelf: Shelf) -> list[Fault]:
    """Everything wrong with one page."""
    return sorted(fault for check in CHECKS.values() for fault in check(page, shelf))
