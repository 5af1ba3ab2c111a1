"""Zip and tar archives, unpacked member by member with limits and nowhere but into scratch."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, cast

from ingest.sources.base import SourceItem, shown
from ingest.sources.noise import is_noise
from kb.files import home_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path, PurePath

_CHUNK = 2**20
_TAR_ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_OPENERS: dict[bytes, Callable[..., Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZ": bz2.open,
    b"\xfd7": lzma.open,
}
_DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
    RuntimeError, NotImplementedError, ValueError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True)
class ArchiveLimits:
    """What an archive may unpack to, far above what sound ones of documents do.

    Attributes:
        members: files in it.
        member_bytes: of one file, unpacked.
        total_bytes: of all files, unpacked.
        ratio: of all files to the archive, beyond the first ``free_bytes``.
        free_bytes: unpacked without looking at the ratio.
        header_bytes: of a tar file's header that is read at once.
    """

    members: int = 10_000
    member_bytes: int = 512 * 2**20
    total_bytes: int = 4 * 2**30
    ratio: int = 100
    free_bytes: int = 64 * 2**20
    header_bytes: int = 4 * 2**20


class _LeftOut(Exception):
    """A member is not unpacked: reason and remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class _TooMuch(_LeftOut):
    """Nor is anything after it."""


@dataclass
class _Member:
    name: str
    is_link: bool
    encrypted: bool
    size: int
    open: Callable[[], IO[bytes]]


def is_archive(path: PurePath) -> bool:
    """Whether a file is an archive of documents, by its name: office files are zips too."""
    return path.name.lower().endswith((".zip", *_TAR_ENDINGS))


class ArchiveSource:
    """The files in one archive."""

    def __init__(self, path: Path, limits: ArchiveLimits | None = None) -> None:
        """``path`` is the archive."""
        self.path = path
        self.limits = limits or ArchiveLimits()
        self._total = 0

    def items(self, scratch: Path) -> Iterator[SourceItem]:
        """Unpack members in the archive's order; a bad member or a bad tail is named, not fatal."""
        folder = scratch / f"{len(list(scratch.iterdir())):04}"
        folder.mkdir()
        size = self.path.stat().st_size
        self._most = min(self.limits.total_bytes, self.limits.free_bytes + self.limits.ratio * size)
        member = ""
        try:
            for number, found in enumerate(self._members()):
                member = found.name
                if number >= self.limits.members:
                    most = f"more than {self.limits.members} files in one archive"
                    yield self._left_out("", most, "Split the archive.")
                    break
                item = self._unpack(found, folder / f"{number:05}")
                if item is not None:
                    yield item
        except _TooMuch as left_out:
            yield self._left_out(member, left_out.reason, left_out.remedy)
        except _DAMAGED as error:
            reason = f"damaged archive: {_said(error)}"
            yield self._left_out("", reason, "Make the archive again and ingest it.")

    def _members(self) -> Iterator[_Member]:
        return self._zip() if self.path.name.lower().endswith(".zip") else self._tar()

    def _zip(self) -> Iterator[_Member]:
        with zipfile.ZipFile(self.path) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                if info.is_dir():
                    continue
                link = (info.external_attr >> 28) == 0xA  # S_IFLNK of the Unix mode
                encrypted = bool(info.flag_bits & 1)
                # The size a zip states need not be true: what counts is what comes out.
                yield _Member(info.filename, link, encrypted, 0, _opens(archive.open, info))

    def _tar(self) -> Iterator[_Member]:
        with self.path.open("rb") as raw:
            opener = _OPENERS.get(raw.read(2))
            raw.seek(0)
            plain = cast("IO[bytes]", opener(raw)) if opener else raw
            capped = cast("IO[bytes]", _Capped(plain, self.limits.header_bytes))
            with tarfile.open(fileobj=capped, mode="r:") as archive:
                for info in archive:
                    if info.isdir():
                        continue
                    link = not info.isfile()
                    yield _Member(
                        info.name, link, False, info.size, _opens(archive.extractfile, info)
                    )

    def _unpack(self, member: _Member, target: Path) -> SourceItem | None:
        # To get past a member of a tar file is to unpack it, whether it is wanted or not.
        if member.size > self.limits.member_bytes or self._total + member.size > self._most:
            raise _too_much()
        path = PurePosixPath(member.name.replace("\\", "/"))
        if any(is_noise(part) for part in path.parts if part != ".."):
            self._total += member.size
            return None
        try:
            _check(member)
            with closing(member.open()) as stream:
                self._write(stream, target)
        except _TooMuch:
            raise
        except _LeftOut as left_out:
            return self._left_out(member.name, left_out.reason, left_out.remedy)
        except _DAMAGED as error:
            reason = f"damaged in the archive: {_said(error)}"
            return self._left_out(member.name, reason, "Make the archive again.")
        return SourceItem(self._key(member.name), shown(path.name), target)

    def _write(self, stream: IO[bytes], target: Path) -> None:
        """Copy with a running limit."""
        size = 0
        try:
            out = target.open("wb", buffering=0)
        except OSError as error:
            raise home_fault(error, "Unpacking an archive") from error
        with out:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._total += len(chunk)
                if size > self.limits.member_bytes or self._total > self._most:
                    out.truncate(0)
                    raise _too_much()
                try:
                    out.write(chunk)
                except OSError as error:  # our disk's fault, not the archive's
                    raise home_fault(error, "Unpacking an archive") from error

    def _key(self, member: str) -> str:
        return shown(f"{self.path}!/{member}" if member else str(self.path))

    def _left_out(self, member: str, reason: str, remedy: str) -> SourceItem:
        name = PurePosixPath(member).name or self.path.name
        return SourceItem(self._key(member), shown(name), None, reason, remedy)


class _Capped:
    """A tar file's stream that gives no header larger than headers are."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self.stream, self.most = stream, most
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > self.most:
            raise tarfile.ReadError("a header of a size that no header has")
        return self.stream.read(size)


def _opens(
    method: Callable[..., IO[bytes] | None], info: zipfile.ZipInfo | tarfile.TarInfo
) -> Callable[[], IO[bytes]]:
    """Opening later, one member at a time, so that a bad one harms no other."""
    return lambda: cast("IO[bytes]", method(info))


def _check(member: _Member) -> None:
    """Refuse what is no plain file that can be read."""
    if member.encrypted:
        raise _LeftOut(
            "encrypted: a password is needed", "Unpack it with its password and ingest the files."
        )
    if member.is_link:
        raise _LeftOut("a link or device inside an archive", "Put the file itself into it.")
    if is_archive(PurePosixPath(member.name)):
        raise _LeftOut("an archive inside an archive", "Unpack it and ingest it itself.")


def _too_much() -> _TooMuch:
    return _TooMuch(
        "unpacks to more than is allowed; nothing after it was read",
        "Unpack it yourself and ingest its files.",
    )


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
