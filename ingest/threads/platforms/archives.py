"""Archives that lie in an export, opened."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.sources.archive import is_archive
from ingest.sources.base import shown
from ingest.threads.export import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import Export, ExportFile

__all__ = ["names_within", "with_archives"]

_LOOKED_INTO = 20


def with_archives(export: Export, tally: Tally) -> Iterator[ExportFile]:
    """The files of an export, and in place of the archives among them what is in these.

    A file of an archive is called by the archive's name and its own. An archive of which the export
    has the files already is left alone.
    """
    folders = {one.name.partition("/")[0] for one in export.files if "/" in one.name}
    for file in export.files:
        if not is_archive(file.path):
            yield file
        elif file.name not in folders:
            with opened(file.path, export.scratch) as inner:
                for one in inner.files:
                    yield replace(one, name=f"{file.name}/{one.name}")
                for left in inner.left_out:
                    whole = left.name == shown(str(file.path))
                    tally.fault(file.name if whole else f"{file.name}/{left.name}", left.reason)


def names_within(export: Export) -> Iterator[str]:
    """Names of the export's files, and of those in its first zip archives, which stay packed."""
    packed = 0
    for file in export.files:
        yield file.name
        if packed < _LOOKED_INTO and file.name.lower().endswith(".zip"):
            packed += 1
            try:
                with zipfile.ZipFile(file.path) as archive:
                    yield from archive.namelist()
            except (OSError, zipfile.BadZipFile):
                continue
