"""What the documents that matched can be narrowed to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kb.models import DocumentHub
from kb.queries import FacetValue, chunks, hubs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from kb.queries import DocumentFacts


def facets(
    session: Session, documents: Collection[DocumentFacts]
) -> Mapping[str, tuple[FacetValue, ...]]:
    """Count documents by hub, kind, language, country, year and whether they are verified.

    Labels are codes, save a hub's title: how a code reads is for pages to say.
    """
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("hub", "kind", "language", "country", "year", "verified")
    }
    for row in documents:
        counts["kind"][row.kind] += 1
        counts["language"][row.language.partition("-")[0]] += 1
        counts["verified"]["yes" if row.verified else "no"] += 1
        if row.country:
            counts["country"][row.country] += 1
        if row.year:
            counts["year"][str(row.year)] += 1
    counts["hub"] = _hubs(session, [row.id for row in documents])
    titles = {hub.id: hub.title for hub in hubs(session)}
    return {
        name: tuple(
            FacetValue(value, titles.get(value, value) if name == "hub" else value, count)
            for value, count in sorted(counter.items(), key=lambda item: _order(name, *item))
        )
        for name, counter in counts.items()
        if counter
    }


def _order(name: str, value: str, count: int) -> tuple[int, str]:
    """Most first; years newest first."""
    return (-int(value), value) if name == "year" else (-count, value)


def _hubs(session: Session, ids: Sequence[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for chunk in chunks(ids):
        inside = DocumentHub.document_id.in_(chunk)
        of_hub = select(DocumentHub.hub_id, func.count()).where(inside)
        for hub, number in session.execute(of_hub.group_by(DocumentHub.hub_id)).tuples():
            counted[hub] += number
    return counted
