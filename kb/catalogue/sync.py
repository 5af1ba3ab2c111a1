"""Bring the catalogue in step with the library's files: new, changed, moved, deleted.

Whatever wrote them (ingest, an editor, ``git pull``), one pass over the folder settles the rows,
and what cannot be read is named with file, line and remedy while the rest goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, select

from kb.catalogue.found import of_kind
from kb.catalogue.reading import Reader
from kb.catalogue.report import SyncReport
from kb.catalogue.rows import MAPPING, write_document, write_hub, write_list
from kb.files import home_fault
from kb.library import Document, Hub, ReadingList
from kb.models import (
    CatalogueDocument,
    CatalogueHub,
    CatalogueReadingList,
    DocumentHub,
    LibraryProblem,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from kb.catalogue.found import Found
    from kb.db import Database
    from kb.home import Home
    from kb.library import Library

NO_HUB = "Name an existing hub (`kb hubs` lists them) or add its hub.md."
NO_DOCUMENT = "Mend the id, add that document, or take the item out."


class _State(NamedTuple):
    path: str
    content_hash: str
    mapping: int


def sync_catalogue(database: Database, library: Library, home: Home) -> SyncReport:
    """Reconcile the catalogue with the files, in one transaction under the library lock."""
    with home.locked_library(), database.writing() as session:
        try:
            for path in home.leftovers():
                path.unlink(missing_ok=True)
        except OSError as error:
            raise home_fault(error, "Clearing up after a process that was killed") from error
        return _Pass(session, library).run()


class _Pass:
    """One reconciliation: hubs first, because the others name them; removed hubs last.

    A document whose file and mapping have not changed is not read. Hubs and reading lists, which
    are few, always are: what they name may have come or gone.
    """

    def __init__(self, session: Session, library: Library) -> None:
        self.session = session
        self.report = SyncReport()
        self.before = self._state()
        others = (CatalogueHub.path, CatalogueReadingList.path)
        known = {row.path for row in self.before.values()}
        known.update(path for column in others for path in session.scalars(select(column)))
        self.reader = Reader(library, self.report, known)

    def run(self) -> SyncReport:
        hashes = self.reader.hashes()
        kept = {
            identity: row.path
            for identity, row in self.before.items()
            if row.mapping == MAPPING and hashes.get(row.path) == row.content_hash
        }
        entries = self.reader.read(hashes.keys() - set(kept.values()))
        hubs = self.reader.unique(of_kind(entries, Hub), {})
        gone = self._settle_hubs(hubs)
        # Documents of a removed hub are read again even where their files have not changed.
        in_gone = select(DocumentHub.document_id).where(DocumentHub.hub_id.in_(gone))
        orphans = set(self.session.scalars(in_gone)) & kept.keys()
        entries += self.reader.read([kept.pop(identity) for identity in sorted(orphans)])
        documents = [one for one in of_kind(entries, Document) if self._hubs_exist(one, hubs)]
        self._settle_documents(self.reader.unique(documents, kept), kept)
        lists = [one for one in of_kind(entries, ReadingList) if self._hubs_exist(one, hubs)]
        self._settle_lists(self.reader.unique(lists, {}))
        # Only now does nothing refer to a removed hub any more.
        self.session.execute(delete(CatalogueHub).where(CatalogueHub.id.in_(gone)))
        self._compare(self._state())
        self._remember_problems()
        return self.report

    def _state(self) -> dict[str, _State]:
        table = CatalogueDocument
        rows = self.session.execute(
            select(table.id, table.path, table.content_hash, table.mapping)
        )  # fmt: skip
        return {row.id: _State(row.path, row.content_hash, row.mapping) for row in rows}

    def _settle_hubs(self, hubs: Mapping[str, Found[Hub]]) -> list[str]:
        """Write the hubs' rows; returns the ids of those that are gone."""
        rows = {row.id: row for row in self.session.scalars(select(CatalogueHub))}
        self._free_paths(rows.values())
        for found in hubs.values():
            write_hub(self.session, found)
        self.session.flush()
        self.report.hubs = len(hubs)
        return [identity for identity in rows if identity not in hubs]

    def _settle_documents(
        self, documents: Mapping[str, Found[Document]], kept: Mapping[str, str]
    ) -> None:
        rows = {row.id: row for row in self.session.scalars(select(CatalogueDocument))}
        for identity in rows.keys() - kept.keys() - documents.keys():
            self.session.delete(rows[identity])
        self._free_paths([rows[identity] for identity in rows.keys() & documents.keys()])
        for found in documents.values():
            write_document(self.session, found.path, found.content_hash, found.entry)

    def _settle_lists(self, lists: Mapping[str, Found[ReadingList]]) -> None:
        """Write the lists' rows, and name their items whose document is not there."""
        rows = {row.id: row for row in self.session.scalars(select(CatalogueReadingList))}
        for identity in rows.keys() - lists.keys():
            self.session.delete(rows.pop(identity))
        self._free_paths(rows.values())
        there = set(self.session.scalars(select(CatalogueDocument.id)))
        for found in lists.values():
            write_list(self.session, found)
            for place, item in enumerate(found.entry.items):
                if item.document not in there:
                    where = ("items", place, "document")
                    message = f"There is no document `{item.document}`"
                    self.report.problem(found, where, message, NO_DOCUMENT)
        self.report.reading_lists = len(lists)

    def _free_paths(
        self, rows: Collection[CatalogueHub | CatalogueDocument | CatalogueReadingList]
    ) -> None:
        """Take the paths off rows: two files that swapped names must not collide half way."""
        for row in rows:
            row.path = f"//{row.id}"
        self.session.flush()

    def _hubs_exist(
        self, found: Found[Document] | Found[ReadingList], hubs: Collection[str]
    ) -> bool:
        entry = found.entry
        named: list[tuple[tuple[str | int, ...], str]] = [(("hub",), entry.hub)]
        if isinstance(entry, Document):
            named += [(("also", place), hub) for place, hub in enumerate(entry.also)]
        for where, hub in named:
            if hub not in hubs:
                self.report.problem(found, where, f"There is no hub `{hub}`", NO_HUB)
                return False
        return True

    def _compare(self, after: Mapping[str, _State]) -> None:
        report, before = self.report, self.before
        both = sorted(before.keys() & after.keys())
        report.added = sorted(after.keys() - before.keys())
        report.deleted = sorted(before.keys() - after.keys())
        report.moved = [i for i in both if before[i].path != after[i].path]
        report.changed = [i for i in both if before[i].content_hash != after[i].content_hash]
        report.unchanged = len(both) - len({*report.moved, *report.changed})

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
