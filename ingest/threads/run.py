"""Import an export: its threads as its importer gives them, a few dozen at a time, into files."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from ingest.threads import fingerprint
from ingest.threads.attachments import Attachments
from ingest.threads.base import ImportOptions, Tally
from ingest.threads.counting import Counting
from ingest.threads.export import opened
from ingest.threads.importers import detect, importer
from ingest.threads.people import People, people_key
from ingest.threads.report import ImportReport
from ingest.threads.scratch import scratch
from ingest.threads.transcript import Transcriber
from ingest.threads.writing import ThreadWriter
from kb.catalogue import sync_catalogue
from kb.errors import UsageFault
from kb.models import CatalogueDocument, ImportedExport, RemovedPerson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.threads.base import ThreadImporter
    from ingest.threads.drafts import Source, Transcript
    from ingest.threads.export import Export
    from ingest.threads.outcome import HubChoice
    from ingest.threads.people import PeopleMode
    from kb.db import Database
    from kb.home import Home
    from kb.library import Library

BATCH = 32
Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class ImportJob:
    """What one run is asked to do.

    Attributes:
        path: the export: a file, a folder or an archive.
        platform: importer's name; ``None`` to find out.
        hub: the hub that new threads go to, or how it is chosen; part of what is remembered.
        people: how people are called.
        keep_contacts: leave e-mail addresses and phone numbers in texts.
        options: what the export does not say of itself.
        dry_run: change nothing and report all the same.
    """

    path: Path
    hub: str
    platform: str | None = None
    people: PeopleMode = "pseudonym"
    keep_contacts: bool = False
    options: ImportOptions = field(default_factory=ImportOptions)
    dry_run: bool = False

    @property
    def asked(self) -> tuple[object, ...]:
        """What the result depends on besides the export."""
        platform = self.platform or ""
        return platform, self.hub, self.people, self.keep_contacts, asdict(self.options)


@dataclass(frozen=True)
class ThreadImport:
    """Imports exports into one instance.

    Attributes:
        home: the instance.
        library: its files.
        database: its rows.
        find: gives the importer for an export and a platform's name.
    """

    home: Home
    library: Library
    database: Database
    find: Callable[[Export, str | None], ThreadImporter] = field(
        default=lambda export, name: importer(name) if name else detect(export)
    )

    def run(
        self,
        job: ImportJob,
        hub_of: Callable[[Transcript], HubChoice],
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import what the job names.

        Args:
            job: export and options.
            hub_of: chooses the hub of each new thread.
            progress: told how many threads are done, and the title of the last.

        Raises:
            UsageFault: there is nothing to import, or nobody knows what it is.
        """
        started = time.monotonic()
        if not job.path.exists():
            raise UsageFault(f"There is nothing to import at {job.path}", "Check the path.")
        if not job.dry_run:
            sync_catalogue(self.database, self.library, self.home)
        whole = fingerprint.of_export(job.path, job.asked)
        if (told := self._known(whole)) is not None:
            told.dry_run, told.seconds = job.dry_run, time.monotonic() - started
            return told
        with scratch(self.home) as folder, opened(job.path, folder) as export:
            run = self._prepared(job, export, hub_of)
            counting = run.through(progress or _silent)
        report = counting.finished(time.monotonic() - started)
        if not job.dry_run:
            self._remember(whole, counting)
        return report

    def _prepared(
        self, job: ImportJob, export: Export, hub_of: Callable[[Transcript], HubChoice]
    ) -> _Run:
        found = self.find(export, job.platform)
        tally = Tally()
        attachments = Attachments(self.home, export, tally)
        with self.database.reading() as session:
            removed = frozenset(session.scalars(select(RemovedPerson.person)))
        known = self.home.people_key.exists() or not job.dry_run
        key = people_key(self.home) if known else secrets.token_bytes(32)
        people = People(key, job.people)
        transcriber = Transcriber(
            found.name, people, job.people, job.keep_contacts, removed, attachments, tally
        )
        writer = ThreadWriter(
            self.home, self.library, self.database, attachments, hub_of, job.dry_run
        )
        left_out = [(one.name, one.reason) for one in export.left_out]
        report = ImportReport(found.name, str(job.path), job.dry_run, left_out=left_out)
        threads = found.threads(export, tally, job.options)
        sources = (one for thread in threads if (one := transcriber.source(thread)))
        return _Run(sources, transcriber, writer, Counting(report, tally))

    def _known(self, whole: str) -> ImportReport | None:
        """What was reported of the same export, if everything it brought is still there."""
        with self.database.reading() as session:
            row = session.get(ImportedExport, whole)
            if row is None:
                return None
            there = set(session.scalars(select(CatalogueDocument.id)))
        memory: dict[str, list[str]] = row.report["memory"]  # type: ignore[assignment]
        originals = self.home.originals_by_hash().keys()
        if not there.issuperset(memory["documents"]) or not originals >= set(memory["originals"]):
            return None
        return ImportReport.of_json(row.report["report"]).again()  # type: ignore[arg-type]

    def _remember(self, whole: str, counting: Counting) -> None:
        memory = {
            "documents": sorted(counting.documents),
            "originals": sorted(counting.originals),
        }
        told = {"report": counting.report.as_json(), "memory": memory}
        with self.database.writing() as session:
            session.merge(ImportedExport(fingerprint=whole, report=told, at=datetime.now(UTC)))


@dataclass(frozen=True)
class _Run:
    """One run under way."""

    sources: Iterator[Source]
    transcriber: Transcriber
    writer: ThreadWriter
    counting: Counting

    def through(self, progress: Progress) -> Counting:
        """Bring every thread to its end."""
        done = 0
        while batch := list(islice(self.sources, BATCH)):
            self._settle(batch)
            done += len(batch)
            progress(done, batch[-1].thread.title)
        return self.counting

    def _settle(self, batch: list[Source]) -> None:
        todo = []
        known = self.writer.settled(self.transcriber.platform, batch)
        for source, written in zip(batch, known, strict=True):
            if written is not None:
                self.counting.written(source, written)
                continue
            transcript = self.transcriber.transcript(source)
            if transcript.has_content:
                todo.append((source, transcript))
            else:
                self.counting.without_content(transcript)
        if todo:
            written_now = self.writer.write([transcript for _, transcript in todo])
            for (source, _), done in zip(todo, written_now, strict=True):
                self.counting.written(source, done)


def require_zone(name: str) -> None:
    """Check that a time zone is one.

    Raises:
        UsageFault: it is not.
    """
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise UsageFault(
            f"`{name}` is no time zone", "Use a name such as Africa/Nairobi."
        ) from error


def _silent(_done: int, _name: str) -> None:
    """Nobody is watching."""
