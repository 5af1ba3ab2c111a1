"""The source contract: a place that yields files to ingest."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from kb.library.front_matter import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class SourceItem:
    """One file found, or the reason why one was left out.

    Attributes:
        key: how it is named in reports and remembered: an absolute path, for an archive's member
            ``/path/archive.zip!/folder/member.pdf``.
        name: the file's own name.
        path: where its bytes can be read while the source is open; ``None`` where it was left out.
        refusal: why it was left out, empty where it was not.
        remedy: what to do about that.
        outcome: of one left out: ``failed`` where somebody will miss it, ``skipped`` where not.
    """

    key: str
    name: str
    path: Path | None
    refusal: str = ""
    remedy: str = ""
    outcome: Literal["failed", "skipped"] = "failed"


class Source(Protocol):
    """A place that yields files."""

    def items(self, scratch: Path) -> Iterator[SourceItem]:
        """Yield files in a stable order.

        Args:
            scratch: a folder for unpacked files, removed by the caller after the run.
        """
        ...


def shown(name: str | Path) -> str:
    """A file's name as text that a database and JSON can hold, whatever its bytes are."""
    return CONTROL.sub("", os.fsencode(name).decode(errors="replace"))
