"""A page of hits made of what a query found: texts read, the parts worth showing picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.highlight import Wanted, excerpt
from search.results import Hit, PassageHit

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.found import Found
    from search.fusion import Group
    from search.store import StoredPassage
    from search.vector_index import Scored

SHOWN = 3  # passages of one document on a page of results


def page_of(found: Found, offset: int, limit: int) -> tuple[Hit, ...]:
    """The hits after the first ``offset``, at most ``limit``."""
    page = [(item, _shown(item, found.about)) for item in found.groups[offset : offset + limit]]
    stored = found.read(passage.id for _, shown in page for passage in shown)
    hits = []
    for rank, (item, shown) in enumerate(page, start=offset + 1):
        document = found.documents[item.document_id]
        passages = {
            passage.id: _passage_hit(found, stored[passage.id], passage.score, document.language)
            for passage in shown
            if passage.id in stored
        }
        if passages:
            apart = shown[0].id in found.about and len(passages) > 1
            said = passages.pop(shown[0].id, None) if apart else None
            first, *more = passages.values()
            hits.append(Hit(rank, item.score, document, first, tuple(more), said))
    return tuple(hits)


def _shown(item: Group, about: Collection[int]) -> list[Scored]:
    """The document's own best passages, before them what is said about it where that won."""
    text = [passage for passage in item.passages if passage.id not in about][:SHOWN]
    best = item.passages[0]
    return [best, *text] if best.id in about else text


def _passage_hit(found: Found, passage: StoredPassage, score: float, language: str) -> PassageHit:
    terms = frozenset(stem for alternatives in found.terms for stem in alternatives)
    wanted = Wanted(terms, found.parsed.phrases)
    text, ranges = excerpt(passage.text, wanted, language)
    return PassageHit(passage.text, text, ranges, passage.headings, passage.anchor, score)
