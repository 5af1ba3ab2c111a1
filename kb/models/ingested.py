"""What ingest remembers of files it has seen, so that a second run converts nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.models.base import Base, Moment


class IngestedFile(Base):
    """The last outcome of one source file. Losing these rows costs time, never documents."""

    __tablename__ = "ingested_files"

    path: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(10))
    document_id: Mapped[str | None] = mapped_column(String(120), index=True)
    body_sha256: Mapped[str | None] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")
    remedy: Mapped[str] = mapped_column(Text, default="")
    pages: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)
