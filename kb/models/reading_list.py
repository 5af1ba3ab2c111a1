"""Reading lists: rows that mirror their files, with the documents that are there."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, column_property, foreign, mapped_column, relationship

from kb.models.base import Base
from kb.models.catalogue import CatalogueDocument, CatalogueHub


class CatalogueReadingItem(Base):
    """One item of a list. Its document may be missing: files come and go on their own."""

    __tablename__ = "reading_list_items"

    list_id: Mapped[str] = mapped_column(
        ForeignKey("reading_lists.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(String(120), index=True)
    why: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]

    document: Mapped[CatalogueDocument | None] = relationship(
        primaryjoin=lambda: foreign(CatalogueReadingItem.document_id) == CatalogueDocument.id,
        lazy="joined",
        viewonly=True,
    )


class CatalogueReadingList(Base):
    """A reading list file's row.

    Attributes:
        size: how many items it has.
        minutes: how long those take whose document is there.
    """

    __tablename__ = "reading_lists"

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    hub_id: Mapped[str] = mapped_column(ForeignKey("hubs.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(35))
    level: Mapped[str] = mapped_column(String(20))
    audience: Mapped[str] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    published: Mapped[date | None]
    path: Mapped[str] = mapped_column(Text, unique=True)
    content_hash: Mapped[str] = mapped_column(String(64))

    size: Mapped[int] = column_property(
        select(func.count())
        .where(CatalogueReadingItem.list_id == id)  # noqa: A003  # the column above
        .correlate_except(CatalogueReadingItem)
        .scalar_subquery()
    )
    minutes: Mapped[int] = column_property(
        select(func.coalesce(func.sum(CatalogueReadingItem.minutes), 0))
        .join(CatalogueDocument, CatalogueDocument.id == CatalogueReadingItem.document_id)
        .where(CatalogueReadingItem.list_id == id)  # noqa: A003  # the column above
        .correlate_except(CatalogueReadingItem, CatalogueDocument)
        .scalar_subquery()
    )

    hub: Mapped[CatalogueHub] = relationship(lazy="joined")
    items: Mapped[list[CatalogueReadingItem]] = relationship(
        order_by=CatalogueReadingItem.position, viewonly=True
    )

    @property
    def url(self) -> str:
        """The list's page, relative to the site."""
        return f"/reading-lists/{self.id}"
