"""A pipeline over the small library, with a worker that converts without converters."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ingest.jobs import IngestJob
from ingest.pipeline import IngestPipeline
from kb.settings import Settings

if TYPE_CHECKING:
    from ingest.report import FileOutcome, IngestReport
    from tests.instance import Instance

FAKE_WORKER = Path(__file__).with_name("fake_worker.py")


@dataclass
class Desk:
    """A moderator's desk: a folder to ingest, and the library it goes to.

    Attributes:
        library: where documents go.
        inbox: the folder.
        log: what the worker was asked to convert, in order.
    """

    library: Instance
    inbox: Path
    log: Path
    settings: Settings

    def put(self, name: str, text: str | bytes) -> Path:
        """Put a file into the inbox."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    @property
    def pipeline(self) -> IngestPipeline:
        """The pipeline with the fake worker."""
        worker = (sys.executable, str(FAKE_WORKER), str(self.log))
        home, database = self.library.home, self.library.database
        return IngestPipeline(self.settings, home, self.library.library, database, worker)

    def job(self, *paths: Path, **fields: Any) -> IngestJob:
        """A job for the inbox, or for other paths."""
        named = tuple(str(path) for path in paths or (self.inbox,))
        known: dict[str, Any] = {"hub": "water-distribution", "kind": "guide"}
        return IngestJob(named, **(known | fields))

    def ingest(self, *paths: Path, retry: bool = False, **fields: Any) -> IngestReport:
        """Run the pipeline."""
        return self.pipeline.run(self.job(*paths, **fields), retry=retry)

    def outcomes(self, report: IngestReport) -> dict[str, FileOutcome]:
        """Outcomes by file name."""
        return {Path(file.path).name: file for file in report.files}

    @property
    def converted(self) -> list[str]:
        """Names the worker was given."""
        return self.log.read_text().splitlines() if self.log.exists() else []

    def body(self, identity: str) -> str:
        """A document's text."""
        library = self.library
        return library.library.document(library.rows()[identity].path).body


@pytest.fixture
def desk(library: Instance, tmp_path: Path) -> Desk:
    """An empty inbox."""
    (tmp_path / "inbox").mkdir()
    settings = Settings(home=library.home.root, convert_workers=2, convert_seconds=20)
    return Desk(library, tmp_path / "inbox", tmp_path / "log", settings)
