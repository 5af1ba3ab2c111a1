"""The library that `make bench` measures with."""

from __future__ import annotations

import numpy as np

from search.evaluation.beir import BeirSet, CorpusDocument
from search.fakes import HashingEmbedder
from search.passages import split
from tests.bench.corpus import library, questions
from tests.bench.vectors import KnownEmbedder, all_vectors

WORDS = "The valve of the northern reservoir closes slowly when pressure falls below nine metres. "


def some_set(name: str, documents: int) -> BeirSet:
    """A set of documents of three or so passages each, with a question for each."""
    corpus = {
        f"{name}{n}": CorpusDocument(f"{name} number {n}. {WORDS * 15}", f"{name} {n}", "en")
        for n in range(documents)
    }
    queries = {identity: f"what is {identity}" for identity in corpus}
    return BeirSet(name, corpus, queries, {identity: {identity: 1} for identity in corpus})


SETS = [some_set("alpha", 4), some_set("beta", 2)]


def test_a_library_has_as_many_passages_as_wanted_and_is_made_the_same_again() -> None:
    """The last document is whole; no id is there twice; a second time gives the same texts."""
    made = library(SETS, 100, distinct=10)
    assert 100 <= sum(len(one.passages) for one in made) < 100 + len(made[-1].passages)
    assert len({one.id for one in made}) == len(made)
    assert library(SETS, 100, distinct=10) == made


def test_a_larger_library_begins_with_the_smaller_one() -> None:
    """What is measured at two sizes differs in size alone."""
    small = library(SETS, 40, distinct=10)
    assert library(SETS, 80, distinct=10)[: len(small)] == small


def test_sets_are_taken_in_turns_and_then_repeated_with_other_words() -> None:
    """A repetition keeps most words of what it repeats, and is not the same."""
    made = library(SETS, 60, distinct=10)
    assert [one.title.split()[0] for one in made[:3]] == ["alpha", "beta", "alpha"]
    again = next(one for one in made if one.turn == 1)
    assert again.first == made[0].first == 0
    changed = [a != b for a, b in zip(again.body.split(), made[0].body.split(), strict=True)]
    assert 0 < sum(changed) < 0.3 * len(changed)


def test_passages_are_those_that_the_indexer_will_cut() -> None:
    """So that every text is known by its vector."""
    for one in library(SETS, 60, distinct=10):
        cut = split(one.body, one.language, [one.title])
        assert list(one.passages) == [passage.embedded(one.title) for passage in cut]


def test_vectors_of_repetitions_are_near_what_they_repeat() -> None:
    """Rows have length 1; the first are the real ones, the others at a cosine of .96 to one."""
    made = library(SETS, 60, distinct=10)
    rows = sum(len(one.passages) for one in made if one.turn == 0)
    distinct = np.linalg.qr(np.random.default_rng(1).standard_normal((384, rows)))[0].T
    vectors = all_vectors(made, distinct.astype(np.float32))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[:rows], distinct, atol=1e-5)
    nearest = (vectors[rows:] @ distinct.T).max(axis=1)
    assert np.allclose(nearest, 0.96, atol=0.02)


def test_known_passages_are_looked_up_and_others_embedded() -> None:
    """In the order asked for; the real embedder sees what is unknown alone."""
    real = HashingEmbedder()
    known = KnownEmbedder(real, ["one", "two"], np.eye(2, 256, dtype=np.float32))
    found = known.embed_passages(["two", "three", "one"])
    assert real.embedded == ["three"]
    assert known.asked == 1
    assert found[0, 1] == found[2, 0] == 1
    assert np.array_equal(found[1], real.embed_query("three"))


def test_no_question_is_asked_twice() -> None:
    """A cache of questions would answer it: those that warm are not those that are timed."""
    made = questions(SETS, warm=2, find=3, search=1)
    assert [len(some) for some in made.values()] == [2, 3, 1]
    assert len({text for some in made.values() for text in some}) == 6
    assert questions(SETS, warm=2, find=3, search=1) == made
