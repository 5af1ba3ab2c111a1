"""Write one converted file into the library: original, Markdown, catalogue row, memory."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlalchemy import select

from ingest.originals import ContentChanged, store_original
from ingest.proposal import propose_document, with_language
from ingest.report import FileOutcome, Outcome
from kb.catalogue import catalogue_document
from kb.errors import ConversionFault, LibraryFault
from kb.files import sha256_of_text
from kb.library import Document, Library, Origin, document_path
from kb.models import CatalogueDocument, IngestedFile

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ingest.converters.base import ConvertedDocument
    from ingest.jobs import IngestJob
    from ingest.plan import PlannedFile
    from kb.db import Database
    from kb.home import Home


class SourceChanged(ConversionFault):
    """The file was changed or taken away during the run: nothing to remember."""

    def __init__(self) -> None:
        super().__init__("was changed while it was being read", "Ingest it again.")


@dataclass(frozen=True)
class Committer:
    """Commits the files of one run, each under the library lock and in one transaction."""

    home: Home
    library: Library
    database: Database
    job: IngestJob
    fingerprint: str

    def commit(
        self, file: PlannedFile, converted: ConvertedDocument, seconds: float
    ) -> FileOutcome:
        """Write a document.

        The order matters for a process that is killed half way: the original first, so that no
        document ever names one that is not there; then the Markdown, from which `kb sync` can make
        the row; then the rows.
        """
        converted = with_language(converted, self.job.language)  # before anybody waits for us
        with self.home.locked_library(), self.database.writing() as session:
            twin = session.scalars(
                select(CatalogueDocument.id).where(CatalogueDocument.source_sha256 == file.sha256)
            ).first()
            if twin is not None:  # another process brought the same file in the meantime
                return FileOutcome(file.item.key, "unchanged", twin)
            existing = self._existing(session, file)
            if existing is not None and self._edited(existing[1], file):
                return self._leave_edited(session, file, *existing)
            return self._write(session, file, converted, existing, seconds)

    def keep_original(self, file: PlannedFile) -> None:
        """Put a known document's original back where it has been lost."""
        with suppress(SourceChanged), self.home.locked_library():
            self._keep_original(file)

    def remember_known(self, file: PlannedFile) -> None:
        """Remember a file whose document is there already: a killed run, or a moved folder.

        Without that, the next version of the file would become a second document.
        """
        with self.home.locked_library(), self.database.writing() as session:
            row = session.get(CatalogueDocument, file.document_id)
            if row is None or row.source_file is None:  # written by hand from that source
                return
            earlier = select(IngestedFile).where(
                IngestedFile.sha256 == file.sha256, IngestedFile.document_id == row.id
            )
            known = session.scalars(earlier).first()
            with suppress(LibraryFault):
                document = self.library.document(row.path)
                self._remember(session, file, "unchanged", document=document)
                if known is not None and known.body_sha256:  # it may have been edited since
                    session.get_one(IngestedFile, file.item.key).body_sha256 = known.body_sha256

    def _leave_edited(
        self, session: Session, file: PlannedFile, path: str, document: Document
    ) -> FileOutcome:
        reason = "a new version came, but the document has been edited by hand since"
        remedy = f"Merge it yourself, or delete {path} and ingest it again."
        self._remember(session, file, "skipped", reason=reason, remedy=remedy)
        return FileOutcome(file.item.key, "skipped", document.id, reason=reason, remedy=remedy)

    def remember_failure(
        self, file: PlannedFile, fault: ConversionFault, seconds: float
    ) -> FileOutcome:
        """Remember why a file could not be converted, so that the next run need not try again."""
        if not isinstance(fault, SourceChanged):
            with self.database.writing() as session:
                self._remember(session, file, "failed", reason=fault.message, remedy=fault.remedy)
        return FileOutcome(
            file.item.key, "failed", None, None, seconds, fault.message, fault.remedy
        )

    def _existing(self, session: Session, file: PlannedFile) -> tuple[str, Document] | None:
        """The document that an earlier version of this file became, with its path."""
        row = session.get(CatalogueDocument, file.document_id)
        if row is None or file.known is None or file.known.document_id != row.id:
            return None
        try:
            return row.path, self.library.document(row.path)
        except LibraryFault:
            return None

    @staticmethod
    def _edited(document: Document, file: PlannedFile) -> bool:
        return file.known is not None and file.known.body_sha256 != sha256_of_text(document.body)

    def _write(
        self,
        session: Session,
        file: PlannedFile,
        converted: ConvertedDocument,
        existing: tuple[str, Document] | None,
        seconds: float,
    ) -> FileOutcome:
        self._keep_original(file)
        path, document = self._document(session, file, converted, existing)
        data = self.library.write(path, document)
        catalogue_document(session, path, data, document)
        outcome: Outcome = "updated" if existing else "added"
        self._remember(session, file, outcome, document=document, pages=converted.pages)
        return FileOutcome(
            file.item.key, outcome, document.id, converted.pages, seconds,
            warnings=converted.warnings,
        )  # fmt: skip

    def _keep_original(self, file: PlannedFile) -> None:
        """Copy the file to the originals, unless it is there.

        Raises:
            SourceChanged: its bytes are no longer those that were planned and converted.
        """
        assert file.item.path is not None
        if self.home.original(file.sha256):
            return
        try:
            store_original(self.home, file.item.path, file.sha256, file.item.name)
        except (ContentChanged, OSError) as error:
            raise SourceChanged from error

    def _document(
        self,
        session: Session,
        file: PlannedFile,
        converted: ConvertedDocument,
        existing: tuple[str, Document] | None,
    ) -> tuple[str, Document]:
        origin = Origin(file=file.item.name, sha256=file.sha256)
        if existing is not None:  # what a moderator has set in the front matter stays
            path, document = existing
            document.body = converted.markdown
            changed = {"file": origin.file, "sha256": origin.sha256}
            document.source = (document.source or Origin()).model_copy(update=changed)
            return path, document
        try:
            document = propose_document(
                converted,
                document_id=self._free_id(session, file),
                hub=self.job.hub,
                kind=self.job.kind,
                origin=origin,
            )
        except ValidationError as error:
            first = error.errors()[0]
            raise ConversionFault(
                f"its {first['loc'][0]} does not fit a document: {first['msg']}",
                "Report this file: a converter proposed what the library does not take.",
            ) from error
        return document_path(document), document

    def _free_id(self, session: Session, file: PlannedFile) -> str:
        """The planned id, or one with the content's hash where another process has taken it."""
        taken = session.get(CatalogueDocument, file.document_id) is not None
        planned = Path(self.job.hub) / self.job.kind / f"{file.document_id}.md"
        if taken or (self.library.root / planned).exists():
            return f"{file.document_id}-{file.sha256[:8]}"
        return file.document_id

    def _remember(
        self,
        session: Session,
        file: PlannedFile,
        outcome: Outcome,
        *,
        document: Document | None = None,
        pages: int | None = None,
        reason: str = "",
        remedy: str = "",
    ) -> None:
        known = session.get(IngestedFile, file.item.key)
        row = known or IngestedFile(path=file.item.key)
        row.sha256, row.fingerprint, row.outcome = file.sha256, self.fingerprint, outcome
        row.reason, row.remedy, row.pages = reason, remedy, pages
        if document is not None:
            row.document_id, row.body_sha256 = document.id, sha256_of_text(document.body)
        row.at = datetime.now(UTC)
        session.add(row)
