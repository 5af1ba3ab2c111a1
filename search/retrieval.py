"""One query asked of one generation: every side, fused and cut where meaning ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import ModelFault
from search.analysis import query_terms
from search.asked_language import reach
from search.cutting import meaningful
from search.fusion import fuse
from search.keyword_index import KeywordQuery
from search.manifest import ENGLISH_PASSAGES
from search.regularising import regularised
from search.shares import weighed
from search.translations import own_language_first
from search.wording import keyword_query

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kb.library import Glossary
    from search.background import Compared, Level
    from search.embedder import Embedder, Embedders
    from search.fusion import Group
    from search.generation import Generation
    from search.passage_table import PassageTable
    from search.query import ParsedQuery
    from search.results import Mode
    from search.vector_index import IntArray, Scored, VectorIndex

DEPTH = 1000  # passages taken from each side
MOST_TERMS = 64
LIKELY = 0.5  # how likely a question must be English to be asked of the model of English


@dataclass(frozen=True)
class Ranking:
    """Documents found, best first.

    Attributes:
        groups: each with its best passages.
        terms: the query's words as the keyword side took them.
        notes: what was left out.
        levels: how near the question is to the library as a whole, by language.
    """

    groups: list[Group]
    terms: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    levels: Mapping[bytes, Level] = field(default_factory=dict)


@dataclass(frozen=True)
class Meant:
    """What was found by meaning.

    Attributes:
        found: passages by side, best first.
        noise: the nearness that means nothing, by side.
        levels: how near the question is to the library as a whole, by language.
    """

    found: dict[str, list[Scored]] = field(default_factory=dict)
    noise: dict[str, float] = field(default_factory=dict)
    levels: Mapping[bytes, Level] = field(default_factory=dict)

    def add(
        self,
        side: str,
        compared: Compared,
        vectors: VectorIndex,
        table: PassageTable,
        allowed: IntArray | None,
        noise: float,
    ) -> None:
        """Look for the nearest passages of a space, in which ``noise`` is what means nothing."""
        nearest = vectors.search(compared.vector, DEPTH, allowed)
        self.found[side] = compared.levelled(nearest, table)
        self.noise[side] = noise


def retrieve(
    generation: Generation,
    embedders: Embedders,
    parsed: ParsedQuery,
    mode: Mode,
    documents: Collection[str] | None,
    glossary: Glossary,
) -> Ranking:
    """Ask the index.

    Args:
        generation: the index.
        embedders: the models of the settings.
        parsed: the query.
        mode: which sides to ask.
        documents: ids of the documents to choose from; ``None`` means all.
        glossary: other words for what the query says.

    Raises:
        ModelFault: the mode is ``vector`` and there is no model to use.
    """
    terms = tuple(query_terms(parsed.text, generation.manifest.languages)[:MOST_TERMS])
    query = keyword_query(parsed, terms, glossary, generation.manifest.languages)
    allowed = None if documents is None else generation.passages_of(documents)
    if query.phrases or query.without:
        allowed = _admitted(generation, query, allowed)
    notes: tuple[str, ...] = ()
    likely = reach(parsed.text, generation.languages)
    found: dict[str, list[Scored]] = {}
    meant = Meant()
    if mode != "vector":
        found["words"] = generation.keywords.search(query, DEPTH, allowed)
    if mode != "keyword":
        try:
            meant = by_meaning(generation, embedders, parsed, allowed, likely)
        except ModelFault as fault:
            if mode == "vector":
                raise
            notes = (f"Only words were compared, not meaning: {fault}",)
    found |= meant.found
    looked_at = generation.documents if documents is None else documents
    groups = fuse(weighed(found, likely), generation.table, generation.names, len(looked_at))
    if meant.found and mode == "hybrid":  # before the cut: what is noise tells likes apart too
        groups = regularised(groups, generation, by_english="english" in meant.found)
    kept = meaningful(found, meant.noise)
    if query.phrases:  # whatever has the phrase was asked for
        kept |= {item.id for item in meant.found.get("meaning", [])}
    groups = [group for group in groups if any(item.id in kept for item in group.passages)]
    if meant.found:
        groups = own_language_first(
            groups, likely, generation.table, generation.vectors, generation.background
        )
    return Ranking(groups, terms, notes, meant.levels)


def _admitted(generation: Generation, query: KeywordQuery, allowed: IntArray | None) -> IntArray:
    """Passages of text that have every phrase and nothing excluded.

    What is said about a document is left out: it lacks the words for which its text is left out.
    """
    admitted = generation.keywords.admitted(query)
    admitted = admitted[~np.isin(admitted, generation.table.ids[generation.table.about])]
    return admitted if allowed is None else np.intersect1d(admitted, allowed)


def by_meaning(
    generation: Generation,
    embedders: Embedders,
    parsed: ParsedQuery,
    allowed: IntArray | None,
    likely: Mapping[str, float],
) -> Meant:
    """Nearest passages by each model.

    Raises:
        ModelFault: there is no model for every language, or the index was made with another one.
    """
    if embedders.main.fingerprint != generation.manifest.main.model:
        raise ModelFault("The index was made with another model", "Run `kb sync`.")
    compared = generation.background.compared(embedders.main.embed_query(parsed.gist))
    meant = Meant(levels=compared.levels)
    meant.add("meaning", compared, generation.vectors, generation.table, allowed, compared.noise)
    if likely.get(ENGLISH_PASSAGES, 0.0) >= LIKELY:
        _add_english(meant, generation, embedders.english, parsed.gist, allowed)
    return meant


def _add_english(
    meant: Meant,
    generation: Generation,
    embedder: Embedder | None,
    question: str,
    allowed: IntArray | None,
) -> None:
    """Nearest passages in English, if there is a model for them and the index was made with it."""
    space, vectors = generation.manifest.english, generation.english
    background = generation.english_background
    if embedder is None or space is None or vectors is None or background is None:
        return
    if embedder.fingerprint != space.model:
        return
    if allowed is not None:
        allowed = np.intersect1d(allowed, vectors.ids)
    compared = background.compared(embedder.embed_query(question))
    # Question and passages are in its language: what is noise for all questions is noise for this.
    meant.add("english", compared, vectors, generation.table, allowed, space.noise)
