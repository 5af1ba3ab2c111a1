"""How near a question is to a library as a whole: what any nearness has to be measured against.

A cosine says little by itself. Models put everything into a narrow range, each into another one,
and a multilingual model puts texts of one language nearer to each other than what they say would
have it. So a question is compared with an even sample of each language's passages, and then:

- `Background.levelled` gives passages back what their language takes from them, so that no language
  buries another (centring each language's vectors, as in work on language-agnostic embeddings, but
  at query time: vectors stay as they are);
- `Level.standing` says how many standard deviations a text stands above the passages of its
  language, which means the same for every model, language and question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.manifest import Unrelated
from search.vector_index import Scored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedder import FloatArray
    from search.manifest import Space
    from search.passage_table import PassageTable
    from search.vector_index import VectorIndex

SAMPLE = 500  # passages of a language
FEW = 20  # with so many documents a language is levelled by half: they may be of one subject
SURE = 2.0  # deviations above a question's level that no passage is by chance
PRIOR = 30  # what is known of all questions weighs as much as so many passages


class Level(NamedTuple):
    """A question's cosines with passages in general."""

    mean: float
    deviation: float

    def standing(self, cosine: float) -> float:
        """Deviations above the mean."""
        return (cosine - self.mean) / self.deviation


@dataclass(frozen=True)
class Background:
    """A sample of a library's passages.

    Attributes:
        samples: vectors by language, two letters as bytes.
        counts: how many documents have passages in each.
        unrelated: the cosines of questions that have nothing to do with the library.
    """

    samples: Mapping[bytes, FloatArray]
    counts: Mapping[bytes, int]
    unrelated: Unrelated

    @property
    def usual(self) -> Level:
        """The level of questions that have nothing to do with the library."""
        return Level(self.unrelated.middle, max(self.unrelated.deviation, 1e-3))

    @classmethod
    def of(cls, table: PassageTable, vectors: VectorIndex, space: Space) -> Background:
        """Take the sample."""
        samples, counts = {}, {}
        for language in np.unique(table.languages).tolist():
            ids = table.ids[table.languages == language]
            even = np.unique(np.linspace(0, len(ids) - 1, SAMPLE).astype(np.int64))
            samples[language] = vectors.vectors(ids[even])
            counts[language] = len(np.unique(table.documents[table.languages == language]))
        return cls(samples, counts, space.unrelated)

    def levels(self, question: FloatArray) -> dict[bytes, Level]:
        """A question's level in each language."""
        return {language: self._level(own @ question) for language, own in self.samples.items()}

    def _level(self, cosines: FloatArray) -> Level:
        """Mean and deviation, drawn towards what is usual where there are few passages."""
        count = len(cosines)
        mean = (float(cosines.sum()) + PRIOR * self.usual.mean) / (count + PRIOR)
        spread = float(((cosines - mean) ** 2).sum()) + PRIOR * self.usual.deviation**2
        return Level(mean, max((spread / (count + PRIOR)) ** 0.5, 1e-3))

    def noise(self, question: FloatArray) -> float:
        """The cosine, levelled, below which nearness to this question means nothing.

        Usually what it is for all questions; less for one in a language that the library has
        little of, which is far from everything in it.
        """
        level = max(self.levels(question).values(), default=self.usual)
        return min(self.unrelated.noise, level.mean + SURE * level.deviation)

    def levelled(
        self, found: Sequence[Scored], question: FloatArray, table: PassageTable
    ) -> list[Scored]:
        """Passages with what their language takes from them given back, best first.

        Args:
            found: passages with their cosines.
            question: the question's vector.
            table: which language each is in.
        """
        if len(self.samples) < 2 or not found:
            return list(found)
        near = {language: float((own @ question).mean()) for language, own in self.samples.items()}
        nearest = max(near.values())
        given = {
            language: (nearest - near[language]) * count / (count + FEW)
            for language, count in self.counts.items()
        }
        languages = table.languages[table.rows_of(item.id for item in found)].tolist()
        back = [
            Scored(item.id, item.score + given[language])
            for item, language in zip(found, languages, strict=True)
        ]
        return sorted(back, key=lambda item: -item.score)
