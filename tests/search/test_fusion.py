"""Several rankings of passages made one ranking of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fusion import PASSAGES, Group, Side, fuse
from search.passage_table import PassageTable
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Collection

ALL = {"en": 0.5, "fr": 0.5}
RANKING = st.dictionaries(st.integers(0, 39), st.floats(0.01, 1), max_size=30).map(
    lambda found: sorted((Scored(i, s) for i, s in found.items()), key=lambda item: -item.score)
)


def table(
    documents: list[int], about: Collection[int] = (), french: Collection[int] = ()
) -> PassageTable:
    """Passages 0, 1, 2 … and the document each stands in."""
    rows = [
        (i, number, -1 if i in about else i, "fr" if i in french else "en")
        for i, number in enumerate(documents)
    ]
    return PassageTable.of(rows)


def ranked(sides: list[Side], passages: PassageTable, documents: int = 0) -> list[Group]:
    """Documents are named by their numbers."""
    names = {number: str(number) for number in passages.documents.tolist()}
    return fuse(sides, passages, names, documents or len(names))


def order(sides: list[Side], passages: PassageTable, documents: int = 0) -> list[str]:
    """Document ids, best first."""
    return [group.document_id for group in ranked(sides, passages, documents)]


@given(RANKING, RANKING)
def test_every_document_found_is_there_once_best_first(
    meaning: list[Scored], words: list[Scored]
) -> None:
    """With at most four of its passages, best first."""
    passages = table([i // 4 for i in range(40)])
    found = ranked([Side(meaning, ALL), Side(words, ALL, absent=0.0)], passages)
    assert {group.document_id for group in found} == {str(i.id // 4) for i in meaning + words}
    assert len({group.document_id for group in found}) == len(found)
    assert [group.score for group in found] == sorted((g.score for g in found), reverse=True)
    for group in found:
        scores = [item.score for item in group.passages]
        assert 1 <= len(scores) <= PASSAGES
        assert scores == sorted(scores, reverse=True)
        assert {str(item.id // 4) for item in group.passages} == {group.document_id}


@pytest.mark.parametrize("absent", [None, 0.0])
def test_one_side_alone_keeps_its_order(absent: float | None) -> None:
    """Where the other side finds nothing."""
    found = [Scored(5, 0.9), Scored(2, 0.5), Scored(9, 0.1)]
    sides = [Side(found, ALL, absent), Side([], ALL)]
    assert order(sides, table(list(range(10)))) == ["5", "2", "9"]


def test_a_document_that_both_sides_like_beats_one_that_only_one_likes() -> None:
    """Agreement counts."""
    meaning = [Scored(1, 0.60), Scored(2, 0.59), Scored(3, 0.1), Scored(0, 0.1)]
    words = [Scored(4, 9.0), Scored(2, 8.9), Scored(5, 1.0)]
    assert order([Side(meaning, ALL), Side(words, ALL, 0.0)], table(list(range(6))))[0] == "2"


def test_the_surer_side_weighs_more() -> None:
    """A word that one document has outweighs cosines that are nearly all alike."""
    guessing = [Scored(n, 0.31 - n / 1000) for n in range(10)]
    sure = [Scored(99, 20.0), *(Scored(n, 2.0) for n in range(10, 19))]
    sides = [Side(guessing, ALL), Side(sure, ALL, 0.0)]
    assert order(sides, table(list(range(100))))[0] == "99"


def test_one_word_that_one_document_has_is_no_less_for_being_found_alone() -> None:
    """The documents without it are what it stands out from."""
    near = [Scored(n, 0.5 - n / 100) for n in range(8)]
    sides = [Side(near, ALL), Side([Scored(7, 3.0)], ALL, 0.0)]
    assert order(sides, table(list(range(8))))[0] == "7"


def test_further_passages_lift_a_document_a_little() -> None:
    """Of two documents with equal best passages the one that says more comes first."""
    found = [Scored(0, 0.9), Scored(2, 0.9), Scored(3, 0.8), Scored(1, 0.1)]
    assert order([Side(found, ALL)], table([0, 0, 1, 1]))[0] == "1"


def test_of_what_is_said_about_a_document_only_the_best_counts() -> None:
    """Three questions that match lift a document no higher than one, and one is told."""
    found = [Scored(n, 1.0 - n / 10) for n in range(5)]
    groups = ranked([Side(found, ALL)], table([0, 0, 0, 1, 0], about={0, 1, 2}))
    assert {g.document_id: [item.id for item in g.passages] for g in groups} == {
        "0": [0, 4],
        "1": [3],
    }


def test_a_side_counts_only_in_languages_that_it_can_judge() -> None:
    """What a model of English thinks of French passages is not heard."""
    found = [Scored(0, 0.9), Scored(1, 0.5), Scored(2, 0.4)]
    shares = [{"en": 0.5, "fr": 1.0}, {"en": 0.5}]
    blind = [Scored(2, 0.9), Scored(0, 0.2), Scored(1, 0.1)]
    sides = [Side(found, shares[0]), Side(blind, shares[1])]
    assert order(sides, table([0, 1, 2], french={2}))[0] == "0"


def test_scores_that_are_all_alike_say_nothing_and_break_nothing() -> None:
    """Every document stays, in the order of its number."""
    found = [Scored(n, 0.5) for n in range(4)]
    groups = ranked([Side(found, ALL)], table(list(range(4))))
    assert [group.document_id for group in groups] == ["0", "1", "2", "3"]
    assert all(np.isfinite(group.score) for group in groups)
