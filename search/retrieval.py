"""One query asked of one generation: both sides, fused and cut where meaning ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import ModelFault
from search.analysis import query_terms
from search.fusion import fuse
from search.keyword_index import KeywordQuery

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.embedder import Embedder
    from search.generation import Generation
    from search.query import ParsedQuery
    from search.results import Mode
    from search.vector_index import IntArray, Scored

DEPTH = 1000  # passages taken from each side
MOST_TERMS = 64
# The tail is cut where it is a small share of the best: of its nearness above noise, of its words.
NEAR_ENOUGH = 0.3
WORDS_ENOUGH = 0.25
_WEIGHTS: dict[Mode, float | None] = {"keyword": 0.0, "vector": 1.0, "hybrid": None}


@dataclass(frozen=True)
class Ranking:
    """Passages found, best first.

    Attributes:
        passages: ids with scores, 0 to 1.
        terms: the query's words as the keyword side took them.
        notes: what was left out.
    """

    passages: list[Scored]
    terms: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def retrieve(
    generation: Generation,
    embedder: Embedder,
    parsed: ParsedQuery,
    mode: Mode,
    documents: Collection[str] | None,
) -> Ranking:
    """Ask the index.

    Args:
        generation: the index.
        embedder: the model of the settings.
        parsed: the query.
        mode: which sides to ask.
        documents: ids of the documents to choose from; ``None`` means all.

    Raises:
        ModelFault: the mode is ``vector`` and there is no model to use.
    """
    terms = tuple(query_terms(parsed.text, generation.manifest.languages)[:MOST_TERMS])
    query = KeywordQuery(terms, parsed.phrases, parsed.without)
    allowed = None if documents is None else generation.passages_of(documents)
    notes: tuple[str, ...] = ()
    vector: list[Scored] = []
    keyword: list[Scored] = []
    if mode != "vector":
        keyword = generation.keywords.search(query, DEPTH, allowed)
    if mode != "keyword":
        try:
            vector = _by_meaning(generation, embedder, parsed, query, allowed)
        except ModelFault as fault:
            if mode == "vector":
                raise
            notes = (f"Only words were compared, not meaning: {fault}",)
    found = fuse(vector, keyword, weight=_WEIGHTS[mode])
    kept = _meaningful(vector, keyword, generation.manifest.noise)
    if query.phrases:  # whatever has the phrase was asked for
        kept |= {identity for identity, _ in vector}
    return Ranking([item for item in found if item.id in kept], terms, notes)


def _by_meaning(
    generation: Generation,
    embedder: Embedder,
    parsed: ParsedQuery,
    query: KeywordQuery,
    allowed: IntArray | None,
) -> list[Scored]:
    """Nearest passages; phrases and exclusions hold for them too."""
    if embedder.fingerprint != generation.manifest.model:
        raise ModelFault("The index was made with another model", "Run `kb sync`.")
    if query.phrases or query.without:
        admitted = generation.keywords.admitted(query)
        allowed = admitted if allowed is None else np.intersect1d(admitted, allowed)
    return generation.vectors.search(embedder.embed_query(parsed.text), DEPTH, allowed)


def _meaningful(vector: list[Scored], keyword: list[Scored], noise: float) -> set[int]:
    """Ids of what is near enough in meaning or shares enough of the query's words."""
    best_near = vector[0].score if vector else 0.0
    best_words = keyword[0].score if keyword else 0.0
    near = max(noise, noise + NEAR_ENOUGH * (best_near - noise))
    kept = {identity for identity, score in vector if score > near}
    return kept | {item.id for item in keyword if item.score >= WORDS_ENOUGH * best_words}
