"""What the documents that matched can be narrowed to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from kb.models import DocumentHub
from kb.queries import CHUNK, FacetValue, hubs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from kb.models import CatalogueDocument


def facets(
    session: Session, documents: Collection[CatalogueDocument], today: date
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
        counts["verified"]["yes" if row.is_verified(today) else "no"] += 1
        if row.country:
            counts["country"][row.country] += 1
        if row.year:
            counts["year"][str(row.year)] += 1
    counts["hub"].update(_hubs(session, [row.id for row in documents]))
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


def _hubs(session: Session, ids: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        yield from session.scalars(
            select(DocumentHub.hub_id).where(DocumentHub.document_id.in_(chunk))
        )
