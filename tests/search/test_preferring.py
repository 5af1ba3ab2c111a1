"""Verified documents among equals."""

from __future__ import annotations

from datetime import date

from kb.models import CatalogueDocument
from search.fusion import Group
from search.preferring import EQUAL, preferred

TODAY = date(2026, 11, 22)


def row(identity: str, *, verified: bool = False, until: date | None = None) -> CatalogueDocument:
    """A catalogued document."""
    made = CatalogueDocument(id=identity)
    made.verified_on = date(2026, 1, 1) if verified else None
    made.verified_until = until
    return made


def order(*scored: tuple[CatalogueDocument, float]) -> list[str]:
    """Ids in the order that they come in."""
    groups = [Group(document.id, score) for document, score in scored]
    rows = {document.id: document for document, _ in scored}
    return [group.document_id for group in preferred(groups, rows, TODAY)]


def test_of_equals_the_verified_one_comes_first() -> None:
    """Equal is what differs by less than scores say anything."""
    assert order((row("a"), 2.0), (row("b", verified=True), 2.0 - EQUAL / 2)) == ["b", "a"]


def test_what_is_better_stays_first() -> None:
    """Being verified does not make up for a worse match."""
    assert order((row("a"), 2.0), (row("b", verified=True), 2.0 - 2 * EQUAL)) == ["a", "b"]


def test_a_verification_that_has_run_out_does_not_count() -> None:
    """It is as if there were none."""
    old = row("b", verified=True, until=date(2026, 2, 1))
    assert order((row("a"), 2.0), (old, 1.99)) == ["a", "b"]


def test_without_verified_ones_nothing_moves() -> None:
    """Scores stay too."""
    groups = [Group("a", 2.0), Group("b", 2.0), Group("c", 1.0)]
    rows = {name: row(name) for name in "abc"}
    assert preferred(groups, rows, TODAY) == groups


def test_what_is_not_catalogued_is_left_out() -> None:
    """As a document that was deleted a moment ago."""
    assert preferred([Group("gone", 2.0)], {}, TODAY) == []
