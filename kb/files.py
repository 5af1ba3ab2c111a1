"""Files that are whole or not there: atomic writes, hashes and locks."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import secrets
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kb.errors import HomeFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPORARY_PREFIX = ".wellspring-"
TEMPORARY_SUFFIX = ".tmp"

_REMEDIES = {
    errno.ENOSPC: "The disk is full: free some space and run `kb sync`; nothing was lost.",
    errno.EDQUOT: "The disk quota is used up: free some space and run `kb sync`; nothing was lost.",
    errno.EFBIG: "A limit on file sizes is reached: raise it (`ulimit -f`) and run `kb sync`.",
    errno.EROFS: "The disk is read-only: mount it writable or set KB_HOME to another folder.",
    errno.EACCES: "Make the folder writable for this user, or set KB_HOME to another one.",
    errno.EPERM: "Make the folder writable for this user, or set KB_HOME to another one.",
}


def home_fault(error: OSError, what: str) -> HomeFault:
    """An operating system's error as one line with its remedy."""
    remedy = _REMEDIES.get(error.errno or 0, "Check the disk and run the command again.")
    return HomeFault(f"{what} failed ({error.strerror or error})", remedy)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of_text(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` and rename it over ``path`` once written and synced.

    Raises:
        HomeFault: disk full, read-only or not permitted; what was at ``path`` stands.
    """
    try:
        make_folder(path.parent)
        temporary = path.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
        try:
            yield temporary
            with temporary.open("rb") as stream:
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise home_fault(error, f"Writing {path}") from error


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """Give a temporary folder beside ``folder`` and rename it to that once filled and synced.

    Raises:
        HomeFault: disk full, read-only or not permitted; there is no ``folder`` then.
    """
    try:
        make_folder(folder.parent)
        temporary = folder.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
        temporary.mkdir()
        try:
            yield temporary
            for path in temporary.rglob("*"):
                sync_folder(path)
            sync_folder(temporary)
            temporary.rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise home_fault(error, f"Writing {folder}") from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each of them made to survive a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder, or the bytes of a file, survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_atomic(path: Path, data: bytes | str) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part.

    Raises:
        HomeFault: disk full, read-only or not permitted; the old file stands.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(data.encode() if isinstance(data, str) else data)


def copy_atomic(source: Path, path: Path) -> None:
    """Copy a file as `write_atomic` writes one, without holding it in memory."""
    with replacing(path) as temporary:
        shutil.copyfile(source, temporary)


def leftovers(folder: Path, *, below: bool = True) -> list[Path]:
    """What killed writers left in a folder and, unless told otherwise, in the folders below it."""
    pattern = f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}"
    return sorted(folder.rglob(pattern) if below else folder.glob(pattern))


@contextmanager
def locked(path: Path, *, what: str, timeout: float = 600.0) -> Iterator[None]:
    """Hold an exclusive lock that the operating system frees when this process dies.

    Args:
        path: the lock file, made where missing.
        what: what is being protected, for the error.
        timeout: seconds to wait for another process.

    Raises:
        HomeFault: where another process holds it for longer.
    """
    try:
        make_folder(path.parent)
        stream = path.open("a")
    except OSError as error:
        raise home_fault(error, f"Locking {what}") from error
    with stream:
        deadline = time.monotonic() + timeout
        while not _try_lock(stream.fileno()):
            if time.monotonic() > deadline:
                raise HomeFault(
                    f"Another process has been changing the {what} for {timeout:.0f} seconds",
                    "Wait for it to end, or stop it, then run the command again.",
                )
            time.sleep(0.02)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
