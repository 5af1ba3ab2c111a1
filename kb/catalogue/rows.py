"""From a file's entry to its rows: the one place that says what a column holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete

from kb.library.reading_time import count_words
from kb.models import (
    CatalogueDocument,
    CatalogueHub,
    CatalogueReadingItem,
    CatalogueReadingList,
    DocumentHub,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kb.catalogue.found import Found
    from kb.library import Document, Hub, ReadingList

MAPPING = 3
"""Raise this with every change to what a document's columns hold or how it is computed.

Each row remembers the mapping it was made by. A document whose row has another one is read again by
the next sync although its file has not changed. (Hubs and reading lists are read by every sync.)
"""


def catalogue_document(session: Session, path: str, data: bytes, document: Document) -> None:
    """Write one document's row; the caller holds the library lock and has checked its hubs."""
    write_document(session, path, hashlib.sha256(data).hexdigest(), document)


def write_document(session: Session, path: str, content_hash: str, document: Document) -> None:
    """As `catalogue_document`, of bytes whose hash is known."""
    row = session.get(CatalogueDocument, document.id) or CatalogueDocument(id=document.id)
    source, verified = document.source, document.verified
    row.title, row.kind, row.hub_id = document.title, document.kind, document.hub
    row.language, row.country, row.operator = document.language, document.country, document.operator
    row.published, row.tags = document.published, list(document.tags)
    row.summary, row.illustrative = document.summary, document.illustrative
    row.source_title = source.title if source else None
    row.source_url = source.url if source else None
    row.source_sha256 = source.sha256 if source else None
    row.source_file = source.file if source else None
    row.licence = document.licence or (source.licence if source else None)
    row.verified_by = verified.by if verified else None
    row.verified_on = verified.on if verified else None
    row.verified_until = verified.until if verified else None
    row.words = count_words(document.body)
    thread = document.thread
    row.posts = thread.posts if thread else None
    row.answer_post = thread.answer if thread else None
    row.last_post = thread.last if thread else None
    row.path, row.content_hash, row.mapping = path, content_hash, MAPPING
    session.add(row)
    session.flush()
    session.execute(delete(DocumentHub).where(DocumentHub.document_id == document.id))
    for hub in dict.fromkeys([document.hub, *document.also]):
        session.add(DocumentHub(document_id=document.id, hub_id=hub))
    session.flush()


def write_hub(session: Session, found: Found[Hub]) -> None:
    """Write one hub's row."""
    hub = found.entry
    row = session.get(CatalogueHub, hub.id) or CatalogueHub(id=hub.id)
    row.title, row.summary, row.language = hub.title, hub.summary, hub.language
    row.position, row.path, row.content_hash = hub.order, found.path, found.content_hash
    session.add(row)


def write_list(session: Session, found: Found[ReadingList]) -> None:
    """Write one reading list's row and those of its items."""
    entry = found.entry
    row = session.get(CatalogueReadingList, entry.id) or CatalogueReadingList(id=entry.id)
    row.title, row.hub_id, row.language = entry.title, entry.hub, entry.language
    row.level, row.audience, row.summary = entry.level, entry.audience, entry.summary
    row.published, row.path, row.content_hash = entry.published, found.path, found.content_hash
    session.add(row)
    session.flush()
    session.execute(delete(CatalogueReadingItem).where(CatalogueReadingItem.list_id == entry.id))
    for position, item in enumerate(entry.items, 1):
        session.add(
            CatalogueReadingItem(
                list_id=entry.id,
                position=position,
                document_id=item.document,
                why=item.why,
                minutes=item.minutes,
            )
        )
    session.flush()
