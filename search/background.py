"""How near a question is to a library as a whole: what any nearness has to be measured against.

A cosine says little by itself. Models put everything into a narrow range, each into another one;
some passages are near to every question, most of all those that say little; and a multilingual
model puts texts of one language nearer to each other than what they say would have it. So a
question is compared with an even sample of each language's passages, and then:

- `Compared.vector` takes half of the library's middle out of the question, so that passages which
  are near to everything lose what makes them so (centring against hubs: Suzuki et al. 2013,
  "Centering Similarity Measures to Reduce Hubs"; half of it, as measured: ``docs/relevance.md``);
- `Compared.levelled` gives passages back what their language takes from them, so that no language
  buries another (centring each language's vectors, as in work on language-agnostic embeddings, but
  at query time: vectors stay as they are);
- `Level.standing` says how many standard deviations a text stands above the passages of its
  language, which means the same for every model, language and question.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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
CENTRED = 0.5  # how much of a library's middle is taken out of a question
FEW = 20  # so few documents may be of one subject: no middle, and a language half levelled
SURE = 2.0  # deviations above a question's level that no passage is by chance
PRIOR = 30  # what is known of all questions weighs as much as so many passages


def mutual_cosines(vectors: FloatArray) -> FloatArray:
    """Of each vector with each, shape ``(count, count)``; of a vector without length 0."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    near: FloatArray = unit @ unit.T
    return near


class Level(NamedTuple):
    """A question's cosines with passages in general."""

    mean: float
    deviation: float

    def standing(self, cosine: float) -> float:
        """Deviations above the mean."""
        return (cosine - self.mean) / self.deviation


@dataclass(frozen=True)
class Background:
    """A sample of the passages of one space.

    Attributes:
        samples: vectors by language, two letters as bytes.
        counts: how many documents have passages in each.
        unrelated: the cosines of questions that have nothing to do with the library.
    """

    samples: Mapping[bytes, FloatArray]
    counts: Mapping[bytes, int]
    unrelated: Unrelated

    @classmethod
    def of(cls, table: PassageTable, vectors: VectorIndex, space: Space) -> Background:
        """Take the sample."""
        rows = table.rows_of(vectors.ids)
        languages, documents = table.languages[rows], table.documents[rows]
        samples, counts = {}, {}
        for language in np.unique(languages).tolist():
            ids = vectors.ids[languages == language]
            even = np.unique(np.linspace(0, len(ids) - 1, SAMPLE).astype(np.int64))
            samples[language] = vectors.vectors(ids[even])
            counts[language] = len(np.unique(documents[languages == language]))
        return cls(samples, counts, space.unrelated)

    @property
    def usual(self) -> Level:
        """The level of questions that have nothing to do with the library."""
        return Level(self.unrelated.middle, max(self.unrelated.deviation, 1e-3))

    @cached_property
    def pull(self) -> FloatArray:
        """What is taken out of every question: a part of the mean passage of an average document.

        Nothing where there are few documents: what is near to all of them is their subject.
        """
        everything = sum(self.counts.values())
        known = CENTRED * everything / (everything + FEW) if everything > FEW else 0.0
        pull = np.zeros(1, dtype=np.float32)
        for language, own in self.samples.items():
            pull = pull + own.mean(axis=0) * np.float32(known * self.counts[language] / everything)
        return pull

    def mean_of(self, language: bytes) -> FloatArray:
        """The mean passage of a language, nearer to nothing the fewer documents it has."""
        mean: FloatArray = self._means[language]
        return mean

    def centred(self, vectors: FloatArray, languages: Sequence[bytes]) -> FloatArray:
        """Vectors of passages less the mean of each one's language."""
        apart: FloatArray = vectors - np.stack([self.mean_of(one) for one in languages])
        return apart

    @cached_property
    def _means(self) -> dict[bytes, FloatArray]:
        return {
            one: own.mean(axis=0) * (self.counts[one] / (self.counts[one] + FEW))
            for one, own in self.samples.items()
        }

    @cached_property
    def pulled(self) -> Mapping[bytes, FloatArray]:
        """How much nearer that made each passage of the sample, by language."""
        return {language: own @ self.pull for language, own in self.samples.items()}

    @cached_property
    def pulled_usually(self) -> float:
        """The mean of that, documents of every language counting alike."""
        everything = max(1, sum(self.counts.values()))
        pulled = self.pulled.items()
        return sum(float(own.mean()) * self.counts[one] for one, own in pulled) / everything

    def compared(self, question: FloatArray) -> Compared:
        """Compare a question with the sample: the one product that all else is made of."""
        cosines = {language: own @ question for language, own in self.samples.items()}
        return Compared(self, question, cosines)

    def level(self, cosines: FloatArray) -> Level:
        """Mean and deviation, drawn towards what is usual where there are few passages."""
        count = len(cosines)
        mean = (float(cosines.sum()) + PRIOR * self.usual.mean) / (count + PRIOR)
        spread = float(((cosines - mean) ** 2).sum()) + PRIOR * self.usual.deviation**2
        return Level(mean, max((spread / (count + PRIOR)) ** 0.5, 1e-3))


@dataclass(frozen=True)
class Compared:
    """A question against the background of one space.

    Attributes:
        background: it.
        question: the question's vector.
        cosines: with each passage of the sample, by language.
    """

    background: Background
    question: FloatArray
    cosines: Mapping[bytes, FloatArray]

    @property
    def levels(self) -> dict[bytes, Level]:
        """The question's level in each language, in plain cosines."""
        return {language: self.background.level(own) for language, own in self.cosines.items()}

    @property
    def vector(self) -> FloatArray:
        """What to look for: the question without what passages are near to everything by.

        Inner products with it are put where cosines are by `levelled`.
        """
        return self.question - self.background.pull

    @cached_property
    def _centred(self) -> dict[bytes, FloatArray]:
        """The cosines, each less what its passage is nearer to everything than usual."""
        own, usually = self.background.pulled, self.background.pulled_usually
        return {one: cosines - own[one] + usually for one, cosines in self.cosines.items()}

    @property
    def noise(self) -> float:
        """The nearness, levelled, below which it means nothing for this question.

        Usually what it is for all questions; less for one in a language that the library has
        little of, which is far from everything in it.
        """
        if not self.cosines:
            return self.background.unrelated.noise
        level = max(self.background.level(own) for own in self._centred.values())
        return min(self.background.unrelated.noise, level.mean + SURE * level.deviation)

    def levelled(self, found: Sequence[Scored], table: PassageTable) -> list[Scored]:
        """Passages with what their language takes from them given back, best first.

        Args:
            found: passages with their inner products with `vector`.
            table: which language each is in.
        """
        near = {language: float(own.mean()) for language, own in self._centred.items()}
        nearest = max(near.values(), default=0.0)
        counts, usually = self.background.counts, self.background.pulled_usually
        given = {
            one: usually + (nearest - mean) * counts[one] / (counts[one] + FEW)
            for one, mean in near.items()
        }
        languages = table.languages_of(item.id for item in found)
        back = [
            Scored(item.id, item.score + given[language])
            for item, language in zip(found, languages, strict=True)
        ]
        return sorted(back, key=lambda item: -item.score)
