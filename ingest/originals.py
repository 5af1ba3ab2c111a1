"""Originals: the files that documents were made of and that came with posts, kept by their hash."""

from __future__ import annotations

import re
import shutil
from pathlib import PurePath
from typing import TYPE_CHECKING

from kb.files import replacing, sha256_of

if TYPE_CHECKING:
    from pathlib import Path

    from kb.home import Home


class ContentChanged(Exception):
    """A file no longer holds what was hashed: nothing is stored under a hash it has not."""


def store_original(home: Home, source: Path, sha256: str, name: str) -> None:
    """Copy a file to the originals, atomically.

    Args:
        home: whose originals.
        source: the file.
        sha256: of its bytes, as they were when they were looked at.
        name: gives the original its ending.

    Raises:
        ContentChanged: the bytes are others now.
        OSError: the source cannot be opened.
        HomeFault: disk full or read-only.
    """
    with (
        source.open("rb") as stream,
        replacing(home.originals / f"{sha256}{_ending(name)}") as copy,
    ):
        with copy.open("wb") as target:
            shutil.copyfileobj(stream, target)
        if sha256_of(copy) != sha256:
            raise ContentChanged


def _ending(name: str) -> str:
    """A file's ending, made safe for a name on disk."""
    ending = PurePath(name).suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,10}", ending) else ".bin"
