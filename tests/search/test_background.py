"""What nearness to a question is measured against."""

from __future__ import annotations

import numpy as np
import pytest

from search.background import PRIOR, Background, Level
from search.fakes import ListVectorIndex
from search.manifest import Space, Unrelated
from search.passage_table import PassageTable
from search.vector_index import Scored


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    found: np.ndarray = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return found


def library(english: int, french: int, tilt: float) -> tuple[PassageTable, np.ndarray]:
    """Random passages; those in English lean towards the first axis, as a model would have it."""
    random = np.random.default_rng(0)
    vectors = random.normal(size=(english + french, 32))
    vectors[:english, 0] += tilt
    rows = [(i, i, 0, "en" if i < english else "fr") for i in range(english + french)]
    return PassageTable.of(rows), unit(vectors)


def background(table: PassageTable, vectors: np.ndarray) -> Background:
    """Measured as a generation does."""
    space = Space("model", 32, (), Unrelated(0.0, 0.18), len(table))
    return Background.of(table, ListVectorIndex(table.ids.tolist(), vectors), space)


def plain(table: PassageTable, vectors: np.ndarray) -> Background:
    """The same where nothing is taken out of a question."""
    made = background(table, vectors)
    made.__dict__["pull"] = np.zeros(32, dtype=np.float32)  # before it is computed
    return made


QUESTION = unit(np.eye(32)[:1] + 0.2)[0]


def test_no_language_buries_another() -> None:
    """A French passage that answers comes before English ones that are near for their language."""
    table, vectors = library(60, 60, tilt=3.0)
    cosines = vectors @ QUESTION
    cosines[100] = cosines[60:].max() + 0.05
    assert (cosines[:60] > cosines[100]).any()
    found = [Scored(i, float(cosines[i])) for i in np.argsort(-cosines)]
    levelled = plain(table, vectors).compared(QUESTION).levelled(found, table)
    assert levelled[0].id == 100
    assert {item.id for item in levelled} == {item.id for item in found}
    assert [item.score for item in levelled] == sorted((i.score for i in levelled), reverse=True)


def test_in_one_language_nothing_changes() -> None:
    """There is nothing to give back."""
    table, vectors = library(30, 0, tilt=1.0)
    found = [Scored(1, 0.9), Scored(2, 0.1)]
    levelled = plain(table, vectors).compared(QUESTION).levelled(found, table)
    assert levelled == [pytest.approx(item) for item in found]


def test_few_passages_of_a_language_are_given_little() -> None:
    """They may be of one subject, which is why they are far."""
    given = []
    for french in (4, 400):
        table, vectors = library(400, french, tilt=3.0)
        [back] = plain(table, vectors).compared(QUESTION).levelled([Scored(400, 0.2)], table)
        given.append(back.score - 0.2)
    assert 0 < given[0] < given[1]


def test_standing_is_in_deviations_of_the_question_s_own_cosines() -> None:
    """Whatever the model's range is."""
    table, vectors = library(300, 0, tilt=0.0)
    cosines = vectors @ QUESTION
    level = background(table, vectors).compared(QUESTION).levels[b"en"]
    expected = (0.8 - cosines.mean()) / cosines.std()
    assert level.standing(0.8) == pytest.approx(expected, rel=0.15)


def test_a_small_library_is_judged_by_what_is_usual() -> None:
    """One passage has no deviation."""
    table, vectors = library(1, 0, tilt=0.0)
    level = background(table, vectors).compared(vectors[0]).levels[b"en"]
    assert level.mean == pytest.approx(1 / (1 + PRIOR), abs=1e-6)
    assert level.deviation > 0.1


def test_a_question_far_from_everything_has_a_lower_noise() -> None:
    """As one in a language that the library has nothing in; never a higher one than usual."""
    table, vectors = library(300, 0, tilt=0.0)
    usual = plain(table, vectors)
    far = plain(table, vectors - 0.3 * QUESTION)
    noise = usual.compared(QUESTION).noise
    assert far.compared(QUESTION).noise < noise <= usual.unrelated.noise + 1e-6


def test_levels_are_numbers() -> None:
    """A cosine at the mean stands at 0."""
    assert Level(0.8, 0.02).standing(0.8) == 0.0
    assert Level(0.8, 0.02).standing(0.84) == pytest.approx(2.0)


def hubs(count: int) -> tuple[PassageTable, np.ndarray]:
    """Passages that lean to where all lean; the first half of them much more than the others."""
    random = np.random.default_rng(1)
    vectors = random.normal(size=(count, 32)) * 0.4
    vectors[:, 0] += 1.0
    vectors[: count // 2, 0] += 2.0
    return PassageTable.of([(i, i, 0, "en") for i in range(count)]), unit(vectors)


def test_what_is_near_to_everything_loses_part_of_that() -> None:
    """The passage that a question is about comes before those that every question is near to."""
    table, vectors = hubs(200)
    question = unit((vectors[150] + 1.2 * np.eye(32)[0])[None])[0]
    cosines = vectors @ question
    assert int(np.argmax(cosines)) < 100
    compared = background(table, vectors).compared(question)
    products = vectors @ compared.vector
    found = [Scored(i, float(products[i])) for i in np.argsort(-products)]
    levelled = compared.levelled(found, table)
    assert levelled[0].id == 150
    assert np.mean([item.score for item in levelled]) == pytest.approx(cosines.mean(), abs=1e-4)


def test_of_few_documents_the_middle_is_not_known() -> None:
    """It may be what they are all about, so nothing is taken out."""
    table, vectors = hubs(20)
    compared = background(table, vectors).compared(QUESTION)
    assert np.array_equal(compared.vector, QUESTION)


def test_without_passages_there_is_nothing_to_compare_with() -> None:
    """A question stays as it is, and noise is what it usually is."""
    table, vectors = library(0, 0, tilt=0.0)
    compared = background(table, vectors.reshape(0, 32)).compared(QUESTION)
    assert np.array_equal(compared.vector, QUESTION)
    assert compared.noise == compared.background.unrelated.noise
    assert compared.levelled([], table) == []
