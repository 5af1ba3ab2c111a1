"""What an import remembers: which thread became which document, and who is not to come back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.models.base import Base, Moment


class ImportedThread(Base):
    """A thread that was imported. Losing these rows costs time, never posts.

    Attributes:
        key: platform and the thread's key on it.
        source_sha256: of everything the export said about it, so that the same is not worked on
            again.
        body_sha256: of the body that was written, so that edits by hand are noticed.
    """

    __tablename__ = "imported_threads"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    document_id: Mapped[str] = mapped_column(String(120), index=True)
    source_sha256: Mapped[str] = mapped_column(String(64))
    body_sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)


class ImportedExport(Base):
    """An export that was imported from beginning to end.

    Attributes:
        fingerprint: SHA-256 of its files' names and contents, of what was asked, and of the
            importers' version.
        report: what was reported then.
    """

    __tablename__ = "imported_exports"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    report: Mapped[dict[str, object]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)


class RemovedPerson(Base):
    """Somebody whose contributions were removed at their request; imports leave them out."""

    __tablename__ = "removed_people"

    person: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
