"""Questions asked of the catalogue: filters, facets, lists."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import case, extract, func, select

from kb.library.reading_list import LEVELS
from kb.models import (
    CatalogueDocument,
    CatalogueHub,
    CatalogueReadingItem,
    CatalogueReadingList,
    DocumentHub,
    IngestedFile,
    LibraryProblem,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

CHUNK = 500  # SQLite takes at most 999 variables in one statement on older builds


@dataclass(frozen=True)
class Filters:
    """What search results are narrowed to. An empty tuple or ``None`` does not narrow.

    Attributes:
        hub: hub ids; a document counts in its own hub and in those under ``also``.
        kind: document kinds.
        language: BCP 47 codes; ``pt`` takes ``pt-BR`` too.
        country: ISO 3166-1 codes.
        year: years of publication.
        verified: only documents whose verification holds (or does not).
    """

    hub: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    verified: bool | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, item.name) not in ((), None) for item in fields(self))


@dataclass(frozen=True)
class FacetValue:
    """One choice of a facet: what to filter by, how it reads, how many documents have it."""

    value: str
    label: str
    count: int


class DocumentFacts(NamedTuple):
    """What ranking and filters need of a document: a fraction of its row, read for hundreds.

    Attributes:
        id: the document's.
        kind: one of the kinds of documents.
        language: BCP 47.
        country: ISO 3166-1, where stated.
        year: of publication, where stated.
        posts: of a thread, how many it has; ``None`` for what is no thread.
        answer_post: number of the post that answers a thread's question.
        verified: whether somebody has checked the document and that still holds.
    """

    id: str
    kind: str
    language: str
    country: str | None
    year: int | None
    posts: int | None
    answer_post: int | None
    verified: bool


def matching_documents(session: Session, filters: Filters, today: date) -> set[str]:
    """Ids of the documents that pass every filter."""
    return set(session.scalars(select(CatalogueDocument.id).where(*_conditions(filters, today))))


def _conditions(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    table = CatalogueDocument
    conditions: list[ColumnElement[bool]] = []
    if filters.hub:
        inside = select(DocumentHub.document_id).where(DocumentHub.hub_id.in_(filters.hub))
        conditions.append(table.id.in_(inside))
    if filters.kind:
        conditions.append(table.kind.in_(filters.kind))
    if filters.language:
        conditions.append(func.substr(table.language, 1, 2).in_([v[:2] for v in filters.language]))
    if filters.country:
        conditions.append(table.country.in_([value.upper() for value in filters.country]))
    if filters.year:
        conditions.append(extract("year", table.published).in_(filters.year))
    if filters.verified is not None:
        passes = _verified(today)
        conditions.append(passes if filters.verified else ~passes)
    return conditions


def _verified(today: date) -> ColumnElement[bool]:
    table = CatalogueDocument
    holds = (table.verified_on <= today) & (
        table.verified_until.is_(None) | (table.verified_until >= today)
    )
    return func.coalesce(holds, False)


def chunks(ids: Collection[str]) -> Iterator[Sequence[str]]:
    """Ids by as many as one statement takes."""
    wanted = list(ids)
    for start in range(0, len(wanted), CHUNK):
        yield wanted[start : start + CHUNK]


def facts_by_id(session: Session, ids: Collection[str], today: date) -> dict[str, DocumentFacts]:
    """Facts of the documents of these ids; ids that are not catalogued are left out.

    Args:
        session: the database's.
        ids: each once.
        today: verifications that have run out by then do not count.
    """
    table = CatalogueDocument
    columns = (
        table.id,
        table.kind,
        table.language,
        table.country,
        extract("year", table.published),
        table.posts,
        table.answer_post,
        _verified(today),
    )
    found: dict[str, DocumentFacts] = {}
    for chunk in chunks(ids):
        rows = session.execute(select(*columns).where(table.id.in_(chunk)))
        found.update((row[0], DocumentFacts._make(row)) for row in rows)
    return found


def documents_by_id(session: Session, ids: Collection[str]) -> dict[str, CatalogueDocument]:
    """Catalogue rows of these ids; ids that are not catalogued are left out."""
    found: dict[str, CatalogueDocument] = {}
    for chunk in chunks(ids):
        rows = session.scalars(select(CatalogueDocument).where(CatalogueDocument.id.in_(chunk)))
        found.update((row.id, row) for row in rows)
    return found


def document_hashes(session: Session) -> dict[str, str]:
    """Content hash of every catalogued document, by id."""
    rows = session.execute(select(CatalogueDocument.id, CatalogueDocument.content_hash))
    return dict(rows.tuples().all())


def hubs(session: Session) -> Sequence[CatalogueHub]:
    """Every hub in its order."""
    return session.scalars(
        select(CatalogueHub).order_by(CatalogueHub.position, CatalogueHub.title)
    ).all()


def hub_sizes(session: Session) -> dict[str, int]:
    """How many documents each hub holds."""
    rows = session.execute(select(DocumentHub.hub_id, func.count()).group_by(DocumentHub.hub_id))
    return {row[0]: row[1] for row in rows}


def documents_in_hub(session: Session, hub_id: str) -> Sequence[CatalogueDocument]:
    """A hub's documents by kind: its own before other hubs', newest first, undated ones last."""
    return session.scalars(
        select(CatalogueDocument)
        .join(DocumentHub, DocumentHub.document_id == CatalogueDocument.id)
        .where(DocumentHub.hub_id == hub_id)
        .order_by(
            CatalogueDocument.kind,
            CatalogueDocument.hub_id != hub_id,
            CatalogueDocument.published.is_(None),
            CatalogueDocument.published.desc(),
            CatalogueDocument.title,
        )
    ).all()


def newest_documents(session: Session, limit: int) -> Sequence[CatalogueDocument]:
    """What came last: by the time of ingest, then by date of publication."""
    table = CatalogueDocument
    came = (
        select(IngestedFile.document_id, func.max(IngestedFile.at).label("at"))
        .group_by(IngestedFile.document_id)
        .subquery()
    )
    return session.scalars(
        select(table)
        .outerjoin(came, came.c.document_id == table.id)
        .order_by(
            came.c.at.is_(None),
            came.c.at.desc(),
            table.published.is_(None),
            table.published.desc(),
            table.title,
        )
        .limit(limit)
    ).all()


def count_documents(session: Session) -> int:
    """How many documents are catalogued."""
    return session.scalar(select(func.count()).select_from(CatalogueDocument)) or 0


def reading_lists(
    session: Session,
    *,
    hub: str | None = None,
    level: str | None = None,
    longest: int | None = None,
) -> Sequence[CatalogueReadingList]:
    """Reading lists by hub, from the first steps up; ``None`` does not narrow.

    Args:
        session: the database's.
        hub: id of the hub a list belongs to.
        level: one of `LEVELS`.
        longest: minutes that the whole list takes at most.
    """
    table = CatalogueReadingList
    wanted = ((table.hub_id == hub, hub), (table.level == level, level))
    conditions = [condition for condition, value in wanted if value is not None]
    if longest is not None:
        conditions.append(table.minutes <= longest)
    return session.scalars(_lists().where(*conditions)).all()


def reading_lists_with(session: Session, document_id: str) -> Sequence[CatalogueReadingList]:
    """Reading lists that a document is an item of."""
    inside = select(CatalogueReadingItem.list_id).where(
        CatalogueReadingItem.document_id == document_id
    )
    return session.scalars(_lists().where(CatalogueReadingList.id.in_(inside))).all()


def _lists() -> Select[CatalogueReadingList]:
    table = CatalogueReadingList
    ladder = case({level: place for place, level in enumerate(LEVELS)}, value=table.level)
    hub = CatalogueHub
    in_order = hub.position, hub.title, ladder, table.title
    return select(table).join(hub, hub.id == table.hub_id).order_by(*in_order)


def problems(session: Session) -> Sequence[LibraryProblem]:
    """What the last sync could not read."""
    return session.scalars(
        select(LibraryProblem).order_by(LibraryProblem.path, LibraryProblem.line)
    ).all()
