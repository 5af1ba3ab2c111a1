"""Bring the catalogue in step with the library's files: new, changed, moved, deleted.

The files are the truth. Whatever wrote them (ingest, an editor, ``git pull``), one pass over the
folder settles the rows, and what cannot be read is named with file, line and remedy while the rest
goes on.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, select

from kb.errors import LibraryFault
from kb.files import home_fault
from kb.library.anchors import strip_anchors
from kb.library.document import Document
from kb.library.folder import decode, is_hub_file
from kb.library.hub import Hub
from kb.models import CatalogueDocument, CatalogueHub, DocumentHub, LibraryProblem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kb.db import Database
    from kb.home import Home
    from kb.library import Library


@dataclass
class SyncReport:
    """What one pass found. Lists hold document ids, sorted; ``problems`` are named faults."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unchanged: int = 0
    hubs: int = 0
    problems: list[LibraryFault] = field(default_factory=list)


class _File(NamedTuple):
    path: str
    content_hash: str


def sync_catalogue(database: Database, library: Library, home: Home) -> SyncReport:
    """Reconcile the catalogue with the files, in one transaction under the library lock."""
    with home.locked_library(), database.writing() as session:
        try:
            for path in home.leftovers():
                path.unlink(missing_ok=True)
        except OSError as error:
            raise home_fault(error, "Clearing up after a process that was killed") from error
        return _Pass(session, library).run()


def catalogue_document(session: Session, path: str, data: bytes, document: Document) -> None:
    """Write one document's row; the caller holds the library lock and has checked its hubs."""
    row = session.get(CatalogueDocument, document.id) or CatalogueDocument(id=document.id)
    source, verified = document.source, document.verified
    row.title, row.kind, row.hub_id = document.title, document.kind, document.hub
    row.language, row.country, row.operator = document.language, document.country, document.operator
    row.published, row.tags = document.published, list(document.tags)
    row.source_title = source.title if source else None
    row.source_url = source.url if source else None
    row.source_sha256 = source.sha256 if source else None
    row.source_file = source.file if source else None
    row.licence = document.licence or (source.licence if source else None)
    row.verified_by = verified.by if verified else None
    row.verified_on = verified.on if verified else None
    row.verified_until = verified.until if verified else None
    row.words = len(strip_anchors(document.body).split())
    row.path, row.content_hash = path, hashlib.sha256(data).hexdigest()
    session.add(row)
    session.flush()
    session.execute(delete(DocumentHub).where(DocumentHub.document_id == document.id))
    for hub in dict.fromkeys([document.hub, *document.also]):
        session.add(DocumentHub(document_id=document.id, hub_id=hub))
    session.flush()


class _Pass:
    """One reconciliation: hubs first, because documents name them; removed hubs last."""

    def __init__(self, session: Session, library: Library) -> None:
        self.session = session
        self.library = library
        self.report = SyncReport()

    def run(self) -> SyncReport:
        files = [file for path in self.library.paths() if (file := self._hashed(path))]
        for path in self.library.misnamed():
            self._problem(path, 0, "", "The file's name is not UTF-8", "Rename it.")
        hubs = self._parse_hubs([file for file in files if is_hub_file(file.path)])
        before = self._state()
        gone = self._settle_hubs(hubs)
        self._settle_documents([file for file in files if not is_hub_file(file.path)], gone)
        # Only now does no document refer to a removed hub any more.
        self.session.execute(delete(CatalogueHub).where(CatalogueHub.id.in_(gone)))
        self._compare(before, self._state())
        self._remember_problems()
        return self.report

    def _hashed(self, path: str) -> _File | None:
        try:
            return _File(path, hashlib.sha256(self.library.read_bytes(path)).hexdigest())
        except LibraryFault as fault:
            self.report.problems.append(fault)
            return None

    def _problem(self, path: str, line: int, field_name: str, message: str, remedy: str) -> None:
        self.report.problems.append(LibraryFault(path, line, field_name, message, remedy))

    def _state(self) -> dict[str, _File]:
        columns = CatalogueDocument.id, CatalogueDocument.path, CatalogueDocument.content_hash
        rows = self.session.execute(select(*columns))
        return {row.id: _File(row.path, row.content_hash) for row in rows}

    def _parse_hubs(self, files: list[_File]) -> dict[str, tuple[_File, Hub]]:
        found: dict[str, tuple[_File, Hub]] = {}
        for file in files:
            try:
                hub = self.library.hub(file.path)
            except LibraryFault as fault:
                self.report.problems.append(fault)
                continue
            if hub.id in found:
                self._duplicate(file.path, hub.line_of("id"), hub.id, found[hub.id][0].path)
            else:
                found[hub.id] = (file, hub)
        return found

    def _settle_hubs(self, hubs: dict[str, tuple[_File, Hub]]) -> list[str]:
        """Write the hubs' rows; returns the ids of those that are gone."""
        rows = {row.id: row for row in self.session.scalars(select(CatalogueHub))}
        for row in rows.values():  # two files that swapped names must not collide half way
            row.path = f"//{row.id}"
        self.session.flush()
        for hub_id, (file, hub) in hubs.items():
            row = rows.get(hub_id) or CatalogueHub(id=hub_id)
            row.title, row.summary, row.language = hub.title, hub.summary, hub.language
            row.position, row.path, row.content_hash = hub.order, file.path, file.content_hash
            self.session.add(row)
        self.session.flush()
        self.hubs = set(hubs)
        self.report.hubs = len(hubs)
        return [hub_id for hub_id in rows if hub_id not in hubs]

    def _settle_documents(self, files: list[_File], gone: list[str]) -> None:
        # Documents of a removed hub are read again even where their files have not changed.
        in_gone = select(DocumentHub.document_id).where(DocumentHub.hub_id.in_(gone))
        unsettled = set(self.session.scalars(in_gone))
        rows = {row.id: row for row in self.session.scalars(select(CatalogueDocument))}
        settled = {
            (row.path, row.content_hash): row.id
            for row in rows.values()
            if row.id not in unsettled
        }  # fmt: skip
        kept = {settled[file]: file.path for file in files if file in settled}
        known = {row.path for row in rows.values()}
        # A file in its old place comes before a copy of it that somebody made elsewhere.
        fresh = sorted(
            (file.path for file in files if file not in settled),
            key=lambda path: (path not in known, path),
        )
        documents = self._parse_documents(fresh, kept)
        for document_id in rows.keys() - kept.keys() - documents.keys():
            self.session.delete(rows[document_id])
        for document_id in rows.keys() & documents.keys():
            rows[document_id].path = f"//{document_id}"
        self.session.flush()
        for path, data, document in documents.values():
            catalogue_document(self.session, path, data, document)

    def _parse_documents(
        self, paths: list[str], kept: dict[str, str]
    ) -> dict[str, tuple[str, bytes, Document]]:
        found: dict[str, tuple[str, bytes, Document]] = {}
        taken = dict(kept)
        for path in paths:
            try:
                data = self.library.read_bytes(path)
                document = Document.parse(decode(data, path), path)
            except LibraryFault as fault:
                self.report.problems.append(fault)
                continue
            if not self._hubs_exist(path, document):
                continue
            if document.id in taken:
                self._duplicate(path, document.line_of("id"), document.id, taken[document.id])
                continue
            taken[document.id] = path
            found[document.id] = (path, data, document)
        return found

    def _hubs_exist(self, path: str, document: Document) -> bool:
        for name, hubs in (("hub", [document.hub]), ("also", document.also)):
            for hub in hubs:
                if hub not in self.hubs:
                    remedy = "Name an existing hub (`kb hubs` lists them) or add its hub.md."
                    line = document.line_of(name)
                    self._problem(path, line, name, f"There is no hub `{hub}`", remedy)
                    return False
        return True

    def _duplicate(self, path: str, line: int, identity: str, other: str) -> None:
        message = f"`{identity}` is also the id of {other}"
        self._problem(path, line, "id", message, "Give one of the two another id, or delete it.")

    def _compare(self, before: dict[str, _File], after: dict[str, _File]) -> None:
        report, both = self.report, sorted(before.keys() & after.keys())
        report.added = sorted(after.keys() - before.keys())
        report.deleted = sorted(before.keys() - after.keys())
        report.moved = [i for i in both if before[i].path != after[i].path]
        report.changed = [i for i in both if before[i].content_hash != after[i].content_hash]
        report.unchanged = sum(before[i] == after[i] for i in both)

    def _remember_problems(self) -> None:
        self.report.problems.sort(key=lambda fault: (fault.path, fault.line))
        self.session.execute(delete(LibraryProblem))
        for fault in self.report.problems:
            self.session.add(
                LibraryProblem(
                    path=fault.path,
                    line=fault.line,
                    field=fault.field[:60],
                    message=fault.message,
                    remedy=fault.remedy,
                )
            )
