"""Reading an export with the Workplace importer alone, its counts checked."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ingest.threads.platforms.workplace import WorkplaceImporter
from tests.ingest.threads import reading

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.threads.base import SourceThread, Tally

_numbers = itertools.count()


def read(path: Path) -> tuple[list[SourceThread], Tally]:
    """The threads of an export, and what was counted: posts in are posts out and skipped."""
    return reading.read(WorkplaceImporter(), path, path.parent / f"scratch-{next(_numbers)}")


def texts(threads: list[SourceThread]) -> list[list[str]]:
    """What was said in each thread."""
    return [[post.text for post in thread.posts] for thread in threads]


def recognised(path: Path) -> float:
    """How surely the importer knows an export."""
    return reading.recognised(WorkplaceImporter(), path, path.parent / f"scratch-{next(_numbers)}")
