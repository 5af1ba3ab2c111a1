"""Journals of ingest runs, so that the next ``kb sync`` can finish what a killed one began.

A run holds a lock on its journal until its process ends, however it ends: a journal that nobody
holds was abandoned. Beside it lies the run's scratch folder, which goes with it.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING

from kb.errors import DatabaseFault, HomeFault
from kb.files import home_fault, locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kb.library import Kind

ENDING = ".json"


@dataclass(frozen=True)
class IngestJob:
    """What one run was asked to do.

    Attributes:
        paths: absolute paths of files, folders and archives.
        hub: the hub documents go to.
        kind: the kind they get.
        language: as said by the moderator, or ``None``.
    """

    paths: tuple[str, ...]
    hub: str
    kind: Kind
    language: str | None = None


@contextmanager
def journalled(folder: Path, job: IngestJob) -> Iterator[Path]:
    """Keep a journal of the job while it runs; a process that is killed leaves it behind.

    So does one that a full disk or the database stops: their remedy says that ``kb sync`` goes on.
    Ctrl-C is somebody's decision: the journal goes, as after success.

    Yields:
        A scratch folder for this run.

    Raises:
        HomeFault: the journal cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        journal = folder / f"{secrets.token_hex(8)}{ENDING}"
        with _between(folder):  # nobody looks at a journal that is not yet written and held
            stream = _write(journal, job)
    except OSError as error:
        raise home_fault(error, "Writing the journal of this run") from error
    with stream:
        try:
            scratch = _scratch(journal)
            scratch.mkdir()
            yield scratch
        except (HomeFault, DatabaseFault):
            shutil.rmtree(_scratch(journal), ignore_errors=True)
            raise
        except BaseException:
            _remove(journal)
            raise
        _remove(journal)


def abandoned(folder: Path) -> list[Path]:
    """Journals of processes that died."""
    with _between(folder):
        return [path for path in sorted(folder.glob(f"*{ENDING}")) if _is_free(path)]


@contextmanager
def claimed(journal: Path) -> Iterator[IngestJob | None]:
    """Take over an abandoned run, and remove its journal once it is finished.

    Yields:
        The job; ``None`` where another process has taken it, or where the process died before it
        had written down what it was asked to do.
    """
    try:
        stream = journal.open("r+")
    except FileNotFoundError:
        yield None
        return
    with stream:
        if not _lock(stream):
            yield None
            return
        shutil.rmtree(_scratch(journal), ignore_errors=True)
        yield _read(stream)
        _remove(journal)


def _between(folder: Path) -> AbstractContextManager[None]:
    """Held for the moment in which a journal appears or is looked at."""
    return locked(folder.parent / "locks" / "jobs.lock", what="journals")


def _scratch(journal: Path) -> Path:
    return journal.with_suffix("")


def _remove(journal: Path) -> None:
    shutil.rmtree(_scratch(journal), ignore_errors=True)
    journal.unlink(missing_ok=True)


def _write(journal: Path, job: IngestJob) -> IO[str]:
    stream = journal.open("x")
    _lock(stream)
    stream.write(json.dumps(asdict(job)))
    stream.flush()
    os.fsync(stream.fileno())
    return stream


def _read(stream: IO[str]) -> IngestJob | None:
    try:
        fields = json.load(stream)
        return IngestJob(**{**fields, "paths": tuple(fields["paths"])})
    except (ValueError, TypeError, KeyError):
        return None


def _is_free(journal: Path) -> bool:
    try:
        with journal.open() as stream:
            return _lock(stream)
    except FileNotFoundError:
        return False


def _lock(stream: IO[str]) -> bool:
    """Take a journal's lock, unless somebody holds it or has finished and removed it meanwhile."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(stream.fileno()).st_nlink > 0
