"""Which source a path is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sources.archive import ArchiveSource, is_archive
from ingest.sources.folder import FileSource, FolderSource
from kb.errors import UsageFault

if TYPE_CHECKING:
    from ingest.sources.base import Source


def source_of(path: Path) -> Source:
    """The source for a path given by a person.

    Raises:
        UsageFault: nothing is there.
    """
    path = Path(path).absolute()
    if path.is_dir():
        return FolderSource(path)
    if not path.is_file():
        raise UsageFault(f"There is no file or folder {path.name}", "Check the path.")
    return ArchiveSource(path) if is_archive(path) else FileSource(path)
