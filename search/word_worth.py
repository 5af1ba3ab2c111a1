"""What the words of a question are worth that stand in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from search.sentences import Candidate


def worths(found: Sequence[Candidate]) -> npt.NDArray[np.float64]:
    """Share of the question's words in each candidate, a rare word counting more, 0 to 1.

    Rare is what few of the candidates have: every one of them has the subject's words, and what
    tells them apart is the rest (an inverse document frequency over the candidates alone).
    """
    words = np.array([candidate.words for candidate in found], dtype=np.float64)
    if not words.size:
        return np.zeros(len(found))
    having = (words > 0).sum(axis=0)
    rarity = np.where(having > 0, np.log1p(len(found) / (having + 0.5)), 0.0)
    shares: npt.NDArray[np.float64] = words @ rarity / max(float(rarity.sum()), 1e-9)
    return shares
