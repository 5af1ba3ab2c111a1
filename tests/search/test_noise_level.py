"""How near a question comes to what has nothing to do with it."""

from __future__ import annotations

import numpy as np

from search.noise import PROBES, noise_level


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_unrelated_vectors_are_below_it_and_equal_ones_above() -> None:
    """With random directions, which have nothing to do with each other."""
    random = np.random.default_rng(0)
    probes, passages = (_unit(random.normal(size=(n, 64))) for n in (len(PROBES), 500))
    level = noise_level(probes, passages)
    others = _unit(random.normal(size=(200, 64)))
    assert ((others @ passages.T) < level).mean() > 0.99
    assert level < 0.9


def test_a_library_that_answers_some_probes_is_not_deaf() -> None:
    """A few probes that hit leave the level where it was."""
    random = np.random.default_rng(0)
    probes, passages = (_unit(random.normal(size=(n, 64))) for n in (len(PROBES), 500))
    answered = passages.copy()
    answered[:12] = probes[:12]
    assert abs(noise_level(probes, answered) - noise_level(probes, passages)) < 0.02


def test_without_passages_there_is_no_noise() -> None:
    """An empty library has an index too."""
    assert noise_level(np.ones((3, 4), np.float32), np.zeros((0, 4), np.float32)) == 0.0
