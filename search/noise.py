"""How near a question comes to passages that have nothing to do with it.

A vector index always has a nearest passage. What nearness means differs from model to model and
from library to library, so every generation measures it: questions from far-away fields are asked,
and how near they come to passages is noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from search.embedder import FloatArray

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
# Deviations above the middle of all pairs. Medians, because a library may well have an answer to a
# few of the probes. Measured with the default model: about 0.22; questions of another field have
# their best passage at 0.15-0.33, and right passages asked for in other words begin at 0.24, so
# this leans to showing too much: saying that nothing answers is the business of `search.answerer`.
_SPREADS = 2.75


def noise_level(probes: FloatArray, vectors: FloatArray) -> float:
    """The cosine below which nearness means nothing.

    Args:
        probes: vectors of `PROBES`, one a row.
        vectors: every passage's vector, one a row.
    """
    if not len(vectors):
        return 0.0
    cosines = vectors @ probes.T
    middle = float(np.median(cosines))
    deviation = 1.4826 * float(np.median(np.abs(cosines - middle)))
    return middle + _SPREADS * deviation
