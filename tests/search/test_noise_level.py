"""How near a question comes to what has nothing to do with it."""

from __future__ import annotations

import numpy as np

from search.noise import PROBES, SAMPLE, sample, unrelated


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_unrelated_vectors_are_below_it_and_equal_ones_above() -> None:
    """With random directions, which have nothing to do with each other."""
    random = np.random.default_rng(0)
    probes, passages = (_unit(random.normal(size=(n, 64))) for n in (len(PROBES), 500))
    level = unrelated(probes, passages).noise
    others = _unit(random.normal(size=(200, 64)))
    assert ((others @ passages.T) < level).mean() > 0.99
    assert level < 0.9


def test_a_library_that_answers_some_probes_is_not_deaf() -> None:
    """A few probes that hit leave the level where it was."""
    random = np.random.default_rng(0)
    probes, passages = (_unit(random.normal(size=(n, 64))) for n in (len(PROBES), 500))
    answered = passages.copy()
    answered[:12] = probes[:12]
    assert abs(unrelated(probes, answered).noise - unrelated(probes, passages).noise) < 0.02


def test_without_passages_there_is_no_noise() -> None:
    """An empty library has an index too."""
    assert unrelated(np.ones((3, 4), np.float32), np.zeros((0, 4), np.float32)).noise == 0.0


def test_a_sample_says_what_all_say() -> None:
    """Always the same passages of a large library, all of a small one; the level is the same."""
    random = np.random.default_rng(0)
    probes, passages = (_unit(random.normal(size=(n, 64))) for n in (len(PROBES), 40_000))
    ids = np.arange(40_000)
    chosen = sample(ids)
    assert len(chosen) == SAMPLE
    assert np.array_equal(chosen, sample(ids))
    assert np.array_equal(sample(ids[:100]), ids[:100])
    of_some, of_all = (unrelated(probes, vectors) for vectors in (passages[chosen], passages))
    assert abs(of_some.noise - of_all.noise) < 0.005
