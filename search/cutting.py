"""Where a ranking ends: a vector index always has a nearest passage, which is no match for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.vector_index import Scored

# The tail is cut where it is a small share of the best: of its nearness above noise, of its words.
NEAR_ENOUGH = 0.3
WORDS_ENOUGH = 0.25


def meaningful(found: Mapping[str, list[Scored]], noise: float) -> set[int]:
    """Ids of what is near enough in meaning or shares enough of the query's words."""
    meaning, words = found.get("meaning", []), found.get("words", [])
    near = max(noise, noise + NEAR_ENOUGH * (meaning[0].score - noise)) if meaning else 0.0
    enough = WORDS_ENOUGH * words[0].score if words else 0.0
    kept = {item.id for item in meaning if item.score > near}
    return kept | {item.id for item in words if item.score >= enough}
