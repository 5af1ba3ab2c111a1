"""Files that came with posts: their bytes become originals, their names are only names."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.originals import ContentChanged, store_original
from kb.files import home_fault, sha256_of
from kb.library import Attachment
from kb.library.front_matter import CONTROL

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from ingest.threads.base import SourceAttachment, Tally
    from ingest.threads.export import Export
    from kb.home import Home

_LONGEST = 120
# Marks that turn the direction of a text: ``exe.gpj`` would be read as ``jpg.exe`` backwards.
_DIRECTION = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
NOT_OF_EXPORT = "an attachment that is no file of the export was left out"


def shown_name(name: str) -> str:
    """A file's name that is nothing but a name: no path, nothing invisible, nothing reserved."""
    last = re.split(r"[/\\]", CONTROL.sub("", name))[-1]
    plain = " ".join(_DIRECTION.sub("", last).split()).strip(". ")
    if len(plain) > _LONGEST:
        stem, dot, suffix = plain.rpartition(".")
        suffix = f"{dot}{suffix}" if stem and len(suffix) <= 10 else ""
        plain = plain[: _LONGEST - len(suffix)] + suffix
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain or "file"


@dataclass
class Attachments:
    """The attachments of one run: hashed when first met, stored under their hash.

    Attributes:
        home: where originals lie.
        export: whose files they must be.
        tally: told of those that cannot be read.
    """

    home: Home
    export: Export
    tally: Tally
    _files: frozenset[Path] = field(init=False)
    _there: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._files = frozenset(file.path for file in self.export.files)
        self._there = set(self.home.originals_by_hash())

    def of(self, source: SourceAttachment) -> Attachment:
        """What a post says of a file, its bytes hashed and not yet stored."""
        name = shown_name(source.name)
        if source.file is None:
            return Attachment(name)
        if not self._is_of_export(source.file):
            self.tally.fault(name, NOT_OF_EXPORT)
            return Attachment(name)
        try:
            return Attachment(name, sha256_of(source.file), source.file.stat().st_size)
        except OSError as error:
            self.tally.fault(name, f"cannot be read ({error.strerror})")
            return Attachment(name)

    def store(self, attachment: Attachment, file: Path | None) -> None:
        """Make an attachment an original unless it is one; the caller holds the library lock.

        Raises:
            HomeFault: disk full or read-only, or the file can no longer be opened.
        """
        if file is None or not attachment.sha256 or attachment.sha256 in self._there:
            return
        with suppress(ContentChanged):
            try:
                store_original(self.home, file, attachment.sha256, attachment.name)
            except OSError as error:
                raise home_fault(error, f"Reading {attachment.name}") from error
            self._there.add(attachment.sha256)

    def has(self, sha256s: Collection[str]) -> bool:
        """Whether all of these are originals."""
        return self._there.issuperset(sha256s)

    def _is_of_export(self, file: Path) -> bool:
        """One of its files, or one that the importer took out of these into scratch."""
        if file in self._files:
            return True
        inside = file.resolve().is_relative_to(self.export.scratch.resolve())
        return inside and not file.is_symlink()
