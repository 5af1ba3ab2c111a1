"""A page of hits made of what a query found: texts read, the parts worth showing picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.folding import text_of
from search.highlight import Wanted, excerpt
from search.results import Hit, PassageHit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.models import CatalogueDocument
    from search.folding import Place
    from search.found import Found
    from search.fusion import Group
    from search.store import StoredPassage
    from search.vector_index import Scored


def page_of(
    found: Found, places: Sequence[Place], offset: int, rows: Mapping[str, CatalogueDocument]
) -> tuple[Hit, ...]:
    """The hits of one page.

    Args:
        found: what was found.
        places: those on the page.
        offset: how many come before it.
        rows: the catalogue's, by id, of all documents on the page.
    """
    page = [(place, _shown(found, place.group)) for place in places]
    stored = found.read(passage.id for _, shown in page for passage in shown)
    hits = []
    for rank, (place, shown) in enumerate(page, start=offset + 1):
        document = rows.get(place.group.document_id)
        if document is None:  # deleted a moment ago
            continue
        passages = {
            passage.id: _passage_hit(found, stored[passage.id], passage.score, document.language)
            for passage in shown
            if passage.id in stored
        }
        if passages:
            apart = shown[0].id in found.about and len(passages) > 1
            said = passages.pop(shown[0].id, None) if apart else None
            first, *more = passages.values()
            same = tuple(rows[one] for one in place.same if one in rows)
            hits.append(Hit(rank, place.group.score, document, first, tuple(more), said, same))
    return tuple(hits)


def _shown(found: Found, item: Group) -> list[Scored]:
    """The document's own best passages, before them what is said about it where that won."""
    own = set(text_of(found, item))
    text = [passage for passage in item.passages if passage.id in own]
    best = item.passages[0]
    return [best, *text] if best.id in found.about else text


def _passage_hit(found: Found, passage: StoredPassage, score: float, language: str) -> PassageHit:
    terms = frozenset(stem for alternatives in found.terms for stem in alternatives)
    wanted = Wanted(terms, found.parsed.phrases)
    text, ranges = excerpt(passage.text, wanted, language)
    return PassageHit(passage.text, text, ranges, passage.headings, passage.anchor, score)
