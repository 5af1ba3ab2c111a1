"""Files and folders on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sources.archive import ArchiveSource, is_archive
from ingest.sources.base import SourceItem, shown
from ingest.sources.noise import is_noise

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class FileSource:
    """One file."""

    path: Path

    def items(self, scratch: Path) -> Iterator[SourceItem]:
        """The file itself."""
        del scratch
        yield _whole(self.path)


@dataclass(frozen=True)
class FolderSource:
    """Every file below a folder, archives opened, links out of the folder not followed."""

    path: Path

    def items(self, scratch: Path) -> Iterator[SourceItem]:
        """Files in the order of their paths, those of a folder before those of its subfolders."""
        closed: list[OSError] = []
        for folder, subfolders, names in os.walk(self.path, onerror=closed.append):
            subfolders[:] = sorted(name for name in subfolders if not is_noise(name))
            for name in subfolders:
                if (Path(folder) / name).is_symlink():
                    reason, remedy = "a link to a folder", "Ingest that folder itself."
                    yield _left_out(Path(folder) / name, reason, remedy)
            for name in sorted(name for name in names if not is_noise(name)):
                yield from self._item(Path(folder) / name, scratch)
        for error in closed:
            yield SourceItem(
                shown(error.filename), shown(Path(error.filename).name), None,
                f"the folder cannot be read ({error.strerror})", "Make it readable for this user.",
            )  # fmt: skip

    def _item(self, path: Path, scratch: Path) -> Iterator[SourceItem]:
        if not os.path.isfile(path):  # noqa: PTH113  # Path.is_file raises where a folder is closed
            reason = "a link to nothing" if path.is_symlink() else "not a regular file"
            yield _left_out(path, reason, "Remove it or mend the link.")
        elif path.is_symlink() and not path.resolve().is_relative_to(self.path.resolve()):
            yield _left_out(path, "a link out of the folder", "Ingest its target itself.")
        elif is_archive(path):
            yield from ArchiveSource(path).items(scratch)
        else:
            yield _whole(path)


def _whole(path: Path) -> SourceItem:
    return SourceItem(shown(path), shown(path.name), path)


def _left_out(path: Path, reason: str, remedy: str) -> SourceItem:
    return SourceItem(shown(path), shown(path.name), None, reason, remedy, "skipped")
