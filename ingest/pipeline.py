"""The way in: discover, plan, convert in limited processes, write the library, one file at a time.

Every finished file is committed at once (original, Markdown, catalogue row, memory), so that a
process killed at any moment leaves whole documents and a journal of what was still to do.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.commit import Committer
from ingest.jobs import IngestJob, abandoned, claimed, journalled
from ingest.plan import PlannedFile, Planner, converter_fingerprint
from ingest.report import FileOutcome, IngestReport
from ingest.sandbox import WORKER, Sandbox
from ingest.sources import source_of
from kb.catalogue import sync_catalogue
from kb.errors import ConversionFault, UsageFault
from kb.library.entry import LANGUAGE
from kb.models import CatalogueHub
from kb.queries import hubs

if TYPE_CHECKING:
    from ingest.converters.base import ConvertedDocument
    from kb.db import Database
    from kb.home import Home
    from kb.library import Library
    from kb.settings import Settings

Progress = Callable[[int, int, str], None]
_Converted = tuple["ConvertedDocument | ConversionFault", float]


@dataclass(frozen=True)
class IngestPipeline:
    """Turns files into library documents."""

    settings: Settings
    home: Home
    library: Library
    database: Database
    worker: tuple[str, ...] = WORKER

    def run(
        self, job: IngestJob, *, retry: bool = False, progress: Progress | None = None
    ) -> IngestReport:
        """Ingest what the job names.

        Args:
            job: paths, hub, kind and language.
            retry: also files whose failure is remembered.
            progress: told ``(done, total, name)`` after each file.

        Raises:
            UsageFault: a path or hub that does not exist, or a language that is none.
        """
        if job.language is not None and not re.match(LANGUAGE, job.language):
            raise UsageFault(f"`{job.language}` is no language", "Use a code such as `en`.")
        sources = [source_of(Path(path)) for path in job.paths]
        sync_catalogue(self.database, self.library, self.home)
        self._require_hub(job.hub)
        with journalled(self.home.jobs, job) as scratch:
            items = chain.from_iterable(source.items(scratch) for source in sources)
            fingerprint = converter_fingerprint(self.settings)
            with self.database.reading() as session:
                planned = Planner(session, fingerprint, retry=retry).plan(items)
            committer = Committer(self.home, self.library, self.database, job, fingerprint)
            return _Run(self, committer, scratch, progress or _silent).settle(planned)

    def resume(self, progress: Progress | None = None) -> list[IngestReport]:
        """Finish the runs of processes that were killed. A job that no longer makes sense ends."""
        reports = []
        for journal in abandoned(self.home.jobs):
            with claimed(journal) as job:
                if job is not None and (report := self._finish(job, progress)):
                    reports.append(report)
        return reports

    def _finish(self, job: IngestJob, progress: Progress | None) -> IngestReport | None:
        paths = tuple(path for path in job.paths if Path(path).exists())
        try:
            return self.run(replace(job, paths=paths), progress=progress)
        except UsageFault:  # its hub is gone since: there is nothing left to finish
            return None

    def _require_hub(self, hub: str) -> None:
        with self.database.reading() as session:
            if session.get(CatalogueHub, hub) is None:
                names = ", ".join(row.id for row in hubs(session)) or "none yet"
                raise UsageFault(f"There is no hub `{hub}`", f"Hubs here: {names}.")


@dataclass(frozen=True)
class _Run:
    """One run under way: converts in worker threads, commits in the caller's."""

    pipeline: IngestPipeline
    committer: Committer
    scratch: Path
    progress: Progress
    stop: threading.Event = field(default_factory=threading.Event)

    def settle(self, planned: list[PlannedFile]) -> IngestReport:
        """Bring every planned file to its outcome."""
        outcomes: dict[int, FileOutcome] = {}
        todo: dict[int, PlannedFile] = {}
        for index, file in enumerate(planned):
            if file.outcome is None:
                todo[index] = file
            else:
                outcomes[index] = file.outcome
        self._mend([file for file in planned if file.outcome and file.outcome.document])
        pool = ThreadPoolExecutor(self.pipeline.settings.convert_workers or os.cpu_count() or 1)
        try:
            futures = {pool.submit(self._convert, file): index for index, file in todo.items()}
            for future in as_completed(futures):
                index = futures.pop(future)  # so that the texts of a large run do not add up
                outcomes[index] = self._outcome(todo[index], future)
                self.progress(len(outcomes), len(planned), todo[index].item.name)
        finally:
            self.stop.set()
            pool.shutdown(cancel_futures=True)
        return IngestReport([outcomes[index] for index in range(len(planned))])

    def _mend(self, known: list[PlannedFile]) -> None:
        """What a killed run or a careless hand has taken of files that are in the library."""
        originals = self.pipeline.home.originals_by_hash()
        for file in known:
            assert file.outcome is not None
            if file.outcome.outcome == "unchanged":
                if file.sha256 not in originals:
                    self.committer.keep_original(file)
                if file.known is None or file.known.sha256 != file.sha256:
                    self.committer.remember_known(file)

    def _convert(self, file: PlannedFile) -> _Converted:
        started = time.perf_counter()
        sandbox = Sandbox(self.pipeline.settings, self.scratch, self.stop, self.pipeline.worker)
        result: ConvertedDocument | ConversionFault
        try:
            assert file.item.path is not None
            result = sandbox.convert(file.item.path, file.item.name)
        except ConversionFault as fault:
            result = fault
        return result, time.perf_counter() - started

    def _outcome(self, file: PlannedFile, future: Future[_Converted]) -> FileOutcome:
        result, seconds = future.result()
        if isinstance(result, ConversionFault):
            return self.committer.remember_failure(file, result, seconds)
        try:
            return self.committer.commit(file, result, seconds)
        except ConversionFault as fault:
            return self.committer.remember_failure(file, fault, seconds)


def _silent(_done: int, _total: int, _name: str) -> None:
    """Nobody is watching."""
