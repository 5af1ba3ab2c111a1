"""Decide for every file found, before anything is converted, what is to be done with it."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from ingest.converters.registry import ConverterRegistry
from ingest.proposal import document_id_for
from ingest.report import FileOutcome
from kb.files import sha256_of
from kb.models import CatalogueDocument, IngestedFile
from kb.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from ingest.sources import SourceItem
    from kb.settings import Settings

_REMEMBERED_REMEDY = "It has not changed since; `--retry` tries it again."


@dataclass(frozen=True)
class PlannedFile:
    """One file of a run.

    Attributes:
        item: where it is.
        sha256: hash of its bytes, empty where they could not be read.
        document_id: the id its document has or will have.
        known: what is known of the same path from an earlier run.
        outcome: settled without converting; ``None`` where it must be converted.
    """

    item: SourceItem
    sha256: str = ""
    document_id: str = ""
    known: IngestedFile | None = None
    outcome: FileOutcome | None = None


def converter_fingerprint(settings: Settings) -> str:
    """What a failure depends on besides the file: versions, limits, OCR. Another one, try again."""
    parts = (
        VERSION,
        ConverterRegistry.default().fingerprint(),
        f"{settings.convert_seconds} {settings.convert_memory_mb}",
        f"{settings.ocr} {settings.ocr_languages} {shutil.which('tesseract')}",
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Planner:
    """Plans a run against what the catalogue and ingest's memory hold."""

    def __init__(self, session: Session, fingerprint: str, *, retry: bool) -> None:
        """``retry`` converts files again whose failure is remembered."""
        self.fingerprint = fingerprint
        self.retry = retry
        documents = session.execute(select(CatalogueDocument.id, CatalogueDocument.source_sha256))
        rows = documents.all()
        self.by_hash = {row.source_sha256: row.id for row in rows if row.source_sha256}
        self.documents = {row.id for row in rows}
        self.taken = set(self.documents)
        memory = list(session.scalars(select(IngestedFile)))
        self.memory = {row.path: row for row in memory}
        self.failures = {row.sha256: row for row in memory if row.outcome == "failed"}
        self.in_run: dict[str, str] = {}

    def plan(self, items: Iterable[SourceItem]) -> list[PlannedFile]:
        """One entry for each item, in order.

        Ids are given in the order of names, whatever the order in which paths were named.
        """
        found = list(items)
        order = sorted(range(len(found)), key=lambda index: found[index].key)
        planned = {index: self._plan(found[index]) for index in order}
        return [planned[index] for index in range(len(found))]

    def _plan(self, item: SourceItem) -> PlannedFile:
        if item.path is None:
            left_out = FileOutcome(item.key, item.outcome, reason=item.refusal, remedy=item.remedy)
            return PlannedFile(item, outcome=left_out)
        try:
            sha256 = sha256_of(item.path)
        except OSError as error:
            return PlannedFile(
                item,
                outcome=FileOutcome(
                    item.key, "failed", reason=f"cannot be read ({error.strerror})",
                    remedy="Make it readable for this user.",
                ),
            )  # fmt: skip
        if sha256 in self.in_run:
            reason = f"the same bytes as {self.in_run[sha256]}"
            return PlannedFile(
                item, sha256, outcome=FileOutcome(item.key, "skipped", reason=reason)
            )
        self.in_run[sha256] = item.name
        return self._against_memory(item, sha256)

    def _against_memory(self, item: SourceItem, sha256: str) -> PlannedFile:
        known = self.memory.get(item.key)
        if sha256 in self.by_hash:
            document_id = self.by_hash[sha256]
            settled = FileOutcome(item.key, "unchanged", document_id)
            return PlannedFile(item, sha256, document_id, known, settled)
        document_id = self._document_id(item, sha256, known)
        outcome = None if self.retry else self._remembered(item, sha256, known)
        return PlannedFile(item, sha256, document_id, known, outcome)

    def _remembered(
        self, item: SourceItem, sha256: str, known: IngestedFile | None
    ) -> FileOutcome | None:
        """The outcome that converting these bytes again could only repeat."""
        failure = self.failures.get(sha256)
        if failure and failure.fingerprint == self.fingerprint:
            remedy = f"{failure.remedy} {_REMEMBERED_REMEDY}".strip()
            return FileOutcome(item.key, "failed", reason=failure.reason, remedy=remedy)
        left = known and (known.outcome, known.sha256) == ("skipped", sha256)
        if known and left and known.document_id in self.documents:
            return FileOutcome(
                item.key, "skipped", known.document_id, reason=known.reason, remedy=known.remedy
            )
        return None

    def _document_id(self, item: SourceItem, sha256: str, known: IngestedFile | None) -> str:
        """The id of the document this path became before, else a new one, reserved for the run."""
        if known and known.document_id in self.documents:
            return str(known.document_id)
        document_id = document_id_for(item.name, sha256, self.taken)
        self.taken.add(document_id)
        return document_id
