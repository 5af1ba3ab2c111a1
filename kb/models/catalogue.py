"""The catalogue: rows that mirror the library's files, so that lists and filters need no disk."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.library.reading_time import reading_minutes
from kb.models.base import Base


class CatalogueHub(Base):
    """A hub file's row."""

    __tablename__ = "hubs"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(35))
    position: Mapped[int] = mapped_column(default=100)
    path: Mapped[str] = mapped_column(Text, unique=True)
    content_hash: Mapped[str] = mapped_column(String(64))

    @property
    def url(self) -> str:
        """The hub's page, relative to the site."""
        return f"/hubs/{self.id}"


class DocumentHub(Base):
    """A document's place in a hub: its own one, and those under ``also``."""

    __tablename__ = "document_hubs"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    hub_id: Mapped[str] = mapped_column(
        ForeignKey("hubs.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CatalogueDocument(Base):
    """A document file's row.

    Attributes:
        posts: of a thread, how many it has; ``None`` for what is no thread.
        answer_post: number of the post that answers a thread's question; ``None`` while it is open.
        last_post: day of a thread's last post.
    """

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_filter", "kind", "language", "country"),)

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    title: Mapped[str] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(20))
    hub_id: Mapped[str] = mapped_column(ForeignKey("hubs.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(35))
    country: Mapped[str | None] = mapped_column(String(2))
    operator: Mapped[str | None] = mapped_column(Text)
    published: Mapped[date | None] = mapped_column(index=True)
    summary: Mapped[str | None] = mapped_column(Text)
    illustrative: Mapped[str | None] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    source_title: Mapped[str | None] = mapped_column(Text)
    source_url: Mapped[str | None] = mapped_column(Text)
    source_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    source_file: Mapped[str | None] = mapped_column(Text)
    licence: Mapped[str | None] = mapped_column(Text)
    verified_by: Mapped[str | None] = mapped_column(Text)
    verified_on: Mapped[date | None]
    verified_until: Mapped[date | None]
    words: Mapped[int] = mapped_column(default=0)
    posts: Mapped[int | None]
    answer_post: Mapped[int | None]
    last_post: Mapped[date | None]
    path: Mapped[str] = mapped_column(Text, unique=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[int] = mapped_column(server_default="0")

    hub: Mapped[CatalogueHub] = relationship(lazy="joined")
    hubs: Mapped[list[CatalogueHub]] = relationship(
        secondary="document_hubs", order_by=CatalogueHub.position, viewonly=True
    )

    @property
    def url(self) -> str:
        """The document's page, relative to the site."""
        return f"/documents/{self.id}"

    @property
    def year(self) -> int | None:
        """Year of publication, where stated."""
        return self.published.year if self.published else None

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return reading_minutes(self.words)

    def is_verified(self, today: date) -> bool:
        """Whether somebody has checked the document and that still holds."""
        if self.verified_on is None or self.verified_on > today:
            return False
        return self.verified_until is None or today <= self.verified_until


class LibraryProblem(Base):
    """What the last ``kb sync`` could not read: one file, line, field and remedy."""

    __tablename__ = "library_problems"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    line: Mapped[int]
    field: Mapped[str] = mapped_column(String(60), default="")
    message: Mapped[str] = mapped_column(Text)
    remedy: Mapped[str] = mapped_column(Text, default="")
