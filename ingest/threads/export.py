"""An export as its importer sees it: named files, whether they lie in a folder or in an archive.

Files of archives are unpacked into the run's scratch folder, under limits as for all archives
(`ingest.sources.archive`). Links are not followed, and a name never says where anything is written:
it is only a name.
"""

from __future__ import annotations

import fnmatch
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.sources.archive import ArchiveLimits, ArchiveSource, is_archive
from ingest.sources.base import shown
from kb.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Exports hold more and larger files than collections of documents do.
LIMITS = ArchiveLimits(members=500_000, member_bytes=4 * 2**30, total_bytes=16 * 2**30, ratio=200)
_HEAD = 64 * 1024


@dataclass(frozen=True)
class ExportFile:
    """One file of an export.

    Attributes:
        name: relative to the export, ``/`` between its parts; for reports and for matching only.
        path: where its bytes are while the export is open.
    """

    name: str
    path: Path

    @property
    def basename(self) -> str:
        """The last part of its name."""
        return PurePosixPath(self.name).name

    def head(self, size: int = _HEAD) -> bytes:
        """Its first bytes."""
        with self.path.open("rb") as stream:
            return stream.read(size)


@dataclass(frozen=True)
class LeftOut:
    """A file of the export that was not opened, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Export:
    """The files of one export, sorted by name.

    Attributes:
        path: what the person named: a file, a folder or an archive.
        scratch: a folder for this run alone, removed after it.
        files: every plain file in it.
        left_out: links, what archives refuse, and the like.
    """

    path: Path
    scratch: Path
    files: tuple[ExportFile, ...]
    left_out: tuple[LeftOut, ...] = ()

    def matching(self, *patterns: str) -> list[ExportFile]:
        """Files whose whole name or last part matches a pattern such as ``*.json``, any case."""
        wanted = [pattern.lower() for pattern in patterns]
        return [
            file
            for file in self.files
            if any(
                fnmatch.fnmatchcase(name.lower(), pattern)
                for name in (file.name, file.basename)
                for pattern in wanted
            )
        ]

    def file(self, name: str) -> ExportFile | None:
        """The file of exactly this name; a name that leads out of the export is none of its."""
        return next((file for file in self.files if file.name == name), None)


@contextmanager
def opened(path: Path, scratch: Path) -> Iterator[Export]:
    """An export to read from.

    Args:
        path: a file, a folder, or a zip or tar archive.
        scratch: an existing folder for what is unpacked; the caller removes it.

    Raises:
        UsageFault: there is nothing at ``path``.
    """
    if path.is_dir():
        files, left_out = _folder(path)
    elif is_archive(path) and path.is_file():
        files, left_out = _archive(path, scratch)
    elif path.is_file():
        files, left_out = [ExportFile(shown(path.name), path)], []
    else:
        raise UsageFault(f"There is nothing to import at {shown(path)}", "Check the path.")
    ordered = tuple(sorted(files, key=lambda file: file.name))
    yield Export(path, scratch, ordered, tuple(left_out))


def _folder(root: Path) -> tuple[list[ExportFile], list[LeftOut]]:
    files, left_out = [], []
    for path in sorted(root.rglob("*")):
        name = shown(path.relative_to(root).as_posix())
        if path.is_symlink():
            left_out.append(LeftOut(name, "a link: only files themselves are read"))
        elif path.is_file():
            files.append(ExportFile(name, path))
    return files, left_out


def _archive(path: Path, scratch: Path) -> tuple[list[ExportFile], list[LeftOut]]:
    files, left_out = [], []
    prefix = shown(f"{path}!/")
    for item in ArchiveSource(path, replace(LIMITS)).items(scratch):
        name = item.key.removeprefix(prefix)
        if item.path is None:
            left_out.append(LeftOut(name, item.refusal))
        else:
            files.append(ExportFile(name, item.path))
    return files, left_out
