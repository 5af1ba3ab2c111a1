"""How near a question comes to passages that have nothing to do with it.

A vector index always has a nearest passage. What nearness means differs from model to model and
from library to library, so it is measured in every index: questions from far-away fields are asked,
and how near they come to passages is noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.manifest import Unrelated

if TYPE_CHECKING:
    from search.embedder import FloatArray
    from search.vector_index import IntArray

PROBES = (
    "Which chord follows the dominant seventh in a jazz standard?",
    "How long should sourdough bread rest before baking?",
    "Who won the football championship after extra time?",
    "What opening did the chess grandmaster play with black?",
    "Which actor played the detective in the old film?",
    "How do I knit a pullover with a cable pattern?",
    "When does the train to the capital leave on Sunday?",
    "What is the plural of this Latin noun?",
    "How do bees find their way back to the hive?",
    "Which painter invented cubism together with a friend?",
    "My phone's screen stays black after the update",
    "guitar strings for beginners",
    "What visa do I need for a holiday in Japan?",
    "How many moons does Jupiter have?",
    "best running shoes for a marathon",
    "Why did the empire's cavalry lose the battle?",
    "How do I convert a string to an integer in Python?",
    "What does the dream about flying mean?",
    "recipe for chocolate cake with walnuts",
    "Which vaccine does a puppy need first?",
    "How are wedding rings sized?",
    "What is the offside rule?",
    "lyrics of a lullaby about the moon",
    "How do I file taxes as a freelance translator?",
)


SAMPLE = 5_000  # of 17,000 passages: twenty such samples gave the level of all to within 0.0006
GROWTH = 0.1  # until there are so many more or fewer passages, the level of before holds


def unrelated(probes: FloatArray, vectors: FloatArray) -> Unrelated:
    """How near questions come to passages that have nothing to do with them.

    Args:
        probes: vectors of `PROBES`, one a row.
        vectors: passages' vectors, one a row: all of them or a `sample`.
    """
    import numpy as np

    if not len(vectors):
        return Unrelated(0.0, 0.0)
    cosines = vectors @ probes.T
    middle = float(np.median(cosines))
    return Unrelated(middle, 1.4826 * float(np.median(np.abs(cosines - middle))))


def sample(ids: IntArray) -> IntArray:
    """The passages that noise is measured on, always the same of the same."""
    import numpy as np

    if len(ids) <= SAMPLE:
        return ids
    return np.sort(np.random.default_rng(0).choice(ids, SAMPLE, replace=False))
