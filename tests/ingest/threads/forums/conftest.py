"""What tests of importers of forums share: an export imported, and the sums that must hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ingest.threads import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.threads.base import SourceThread, Tally, ThreadImporter

SAMPLES = Path(__file__).parents[5] / "shared" / "samples" / "discussions"


@dataclass
class Imported:
    """What came out of an export."""

    threads: list[SourceThread]
    tally: Tally

    def __getitem__(self, key: str) -> SourceThread:
        """The thread of that key; several of the same key are a mistake."""
        (found,) = [thread for thread in self.threads if thread.key == key]
        return found


@pytest.fixture
def imported(tmp_path: Path) -> Callable[[ThreadImporter, Path], Imported]:
    """Imports an export and holds that no post was lost and none came from nowhere."""

    def run(importer: ThreadImporter, path: Path) -> Imported:
        return Imported(*reading.read(importer, path, tmp_path / "scratch"))

    return run


@pytest.fixture
def recognised(tmp_path: Path) -> Callable[[ThreadImporter, Path], float]:
    """How surely an importer knows an export."""

    def run(importer: ThreadImporter, path: Path) -> float:
        return reading.recognised(importer, path, tmp_path / "scratch")

    return run


@pytest.fixture
def samples() -> Path:
    """The shared samples; tests that need them are skipped where they are absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are not here")
    return SAMPLES
