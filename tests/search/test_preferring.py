"""Verified documents among equals."""

from __future__ import annotations

from kb.queries import DocumentFacts
from search.fusion import Group
from search.preferring import EQUAL, preferred


def row(identity: str, *, verified: bool = False, answer: int | None = None) -> DocumentFacts:
    """A catalogued document."""
    return DocumentFacts(identity, "thread", "en", None, None, 3, answer, verified)


def order(*scored: tuple[DocumentFacts, float]) -> list[str]:
    """Ids in the order that they come in."""
    groups = [Group(document.id, score) for document, score in scored]
    rows = {document.id: document for document, _ in scored}
    return [group.document_id for group in preferred(groups, rows)]


def test_of_equals_the_verified_one_comes_first() -> None:
    """Equal is what differs by less than scores say anything."""
    assert order((row("a"), 2.0), (row("b", verified=True), 2.0 - EQUAL / 2)) == ["b", "a"]


def test_what_is_better_stays_first() -> None:
    """Being verified does not make up for a worse match."""
    assert order((row("a"), 2.0), (row("b", verified=True), 2.0 - 2 * EQUAL)) == ["a", "b"]


def test_of_equals_the_answered_thread_comes_first() -> None:
    """It has what people look for, an open one only the same question."""
    assert order((row("a"), 2.0), (row("b", answer=2), 2.0 - EQUAL / 2)) == ["b", "a"]


def test_without_verified_ones_nothing_moves() -> None:
    """Scores stay too."""
    groups = [Group("a", 2.0), Group("b", 2.0), Group("c", 1.0)]
    rows = {name: row(name) for name in "abc"}
    assert preferred(groups, rows) == groups


def test_what_is_not_catalogued_is_left_out() -> None:
    """As a document that was deleted a moment ago."""
    assert preferred([Group("gone", 2.0)], {}) == []
