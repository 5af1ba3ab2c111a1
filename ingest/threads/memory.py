"""What is remembered of imported threads, looked up a few at a time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import select

from kb.errors import LibraryFault
from kb.models import CatalogueDocument, ImportedThread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from kb.library import Library


def memory_key(platform: str, key: str) -> str:
    """What names a thread among those of all platforms."""
    return f"{platform} {key}"


def remembered(session: Session, keys: Iterable[str]) -> dict[str, ImportedThread]:
    """What is remembered of threads, by `memory_key`; at most a few hundred keys."""
    rows = session.scalars(select(ImportedThread).where(ImportedThread.key.in_(list(keys))))
    return {row.key: row for row in rows}


def catalogued(session: Session, ids: Iterable[str]) -> dict[str, CatalogueDocument]:
    """Documents by id, at most a few hundred."""
    rows = session.scalars(select(CatalogueDocument).where(CatalogueDocument.id.in_(list(ids))))
    return {row.id: row for row in rows}


def unremembered(session: Session, library: Library) -> dict[str, str]:
    """Document ids, by `memory_key`, of threads that the library has and nobody remembers.

    They are what a killed import had written and not yet remembered, or all threads where the
    table was lost. What they are stands in their front matter.
    """
    known = select(ImportedThread.document_id)
    query = select(CatalogueDocument.id, CatalogueDocument.path).where(
        CatalogueDocument.posts.is_not(None), CatalogueDocument.id.not_in(known)
    )
    found = {}
    for identity, path in session.execute(query):
        with suppress(LibraryFault):
            thread = library.document(path).thread
            if thread is not None:
                found[memory_key(thread.platform, thread.key)] = identity
    return found
