"""Of a document and its translation, the asker's own language comes first."""

from __future__ import annotations

import numpy as np
import pytest

from search.background import Background
from search.fakes import ListVectorIndex
from search.fusion import Group
from search.manifest import Space, Unrelated
from search.passage_table import PassageTable
from search.translations import own_language_first
from search.vector_index import Scored

COUNT = 200  # passages of each language; the n-th French one translates the n-th English one


def bilingual() -> tuple[PassageTable, ListVectorIndex, Background]:
    """What is said, with a component for the language, as multilingual models have it."""
    random = np.random.default_rng(0)
    said = random.normal(size=(COUNT, 48))
    english, french = said.copy(), said + random.normal(size=said.shape) * 0.2
    english[:, 0] += 5.0
    french[:, 1] += 5.0
    vectors = np.concatenate([english, french])
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    rows = [(i, i, 0, "en" if i < COUNT else "fr") for i in range(2 * COUNT)]
    table = PassageTable.of(rows)
    index = ListVectorIndex(table.ids.tolist(), unit)
    space = Space("model", 48, (), Unrelated(0.0, 0.1), 2 * COUNT)
    return table, index, Background.of(table, index, space)


def ranked(*ids: int) -> list[Group]:
    """Documents of one passage each, best first."""
    return [Group(str(one), 9.0 - n, [Scored(one, 1.0)]) for n, one in enumerate(ids)]


@pytest.mark.parametrize(
    ("likely", "expected"),
    [
        ({"fr": 1.0, "en": 0.1}, ["5", f"{COUNT + 7}", "7", "9"]),
        ({"fr": 0.1, "en": 1.0}, ["5", "7", f"{COUNT + 7}", "9"]),
        ({"fr": 1.0, "en": 1.0}, ["5", "7", f"{COUNT + 7}", "9"]),
    ],
)
def test_a_translation_takes_the_place_of_what_it_translates(
    likely: dict[str, float], expected: list[str]
) -> None:
    """Only where it is likelier to be read, and before nothing else; scores go on falling."""
    table, index, background = bilingual()
    groups = ranked(5, 7, 9, COUNT + 7) if expected[1] != "7" else ranked(5, 7, COUNT + 7, 9)
    found = own_language_first(groups, likely, table, index, background)
    assert [group.document_id for group in found] == expected
    assert [group.score for group in found] == [group.score for group in groups]


def test_what_is_in_the_asker_s_language_but_no_translation_stays() -> None:
    """Being French alone puts nothing before what is better."""
    table, index, background = bilingual()
    groups = ranked(5, 7, COUNT + 20)
    assert own_language_first(groups, {"fr": 1.0, "en": 0.0}, table, index, background) == groups


def test_in_one_language_nothing_moves() -> None:
    """Nor where nothing was found."""
    table, index, background = bilingual()
    assert own_language_first(ranked(1, 2), {"fr": 1.0}, table, index, background) == ranked(1, 2)
    assert own_language_first([], {"fr": 1.0}, table, index, background) == []
