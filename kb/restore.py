"""Restore: a backup back into an empty home, whole or not at all. A backup may be a stranger's."""

from __future__ import annotations

import contextlib
import hashlib
import json
import lzma
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from kb import tables
from kb.backup import CHUNK, FORMAT, MANIFEST, TABLES, BackupReport
from kb.db import Database, database_url
from kb.errors import DatabaseFault, HomeFault, UsageFault
from kb.files import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, home_fault, make_folder, sync_folder
from kb.home import PEOPLE_KEY, Home

if TYPE_CHECKING:
    from collections.abc import Iterator

_MALFORMED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, NotImplementedError, RuntimeError, RecursionError,
)  # fmt: skip


def restore(backup: Path, home: Home, configured_url: str = "") -> BackupReport:
    """Make a home of a backup: unpacked and checked inside the folder, then moved to its places.

    Args:
        backup: the file that `kb.backup.back_up` wrote.
        home: must not exist yet, or be empty.
        configured_url: where the database is not SQLite in the home; it must be empty.

    Raises:
        UsageFault: the home or the database is not empty, or there is no such file.
        HomeFault: the backup is damaged, or the home cannot be written.
    """
    if not backup.is_file():
        raise UsageFault(f"There is no file {backup}", "Check the path.")
    try:
        _require_empty(home.root)
        make_folder(home.root)
        with tempfile.TemporaryDirectory(
            prefix=TEMPORARY_PREFIX, suffix=TEMPORARY_SUFFIX, dir=home.root
        ) as scratch:
            staged = Home(Path(scratch))
            report = _unpack(backup, staged, configured_url)
            # The content folder comes last: until it is there, this is no home.
            for path in sorted(staged.root.iterdir(), key=lambda path: path == staged.content):
                path.rename(home.root / path.name)
        sync_folder(home.root)
    except OSError as error:
        raise home_fault(error, f"Restoring {backup.name}") from error
    return report


def _require_empty(root: Path) -> None:
    """Nothing but what a restore that was killed has left, which goes."""
    if not root.exists():
        return
    found = list(root.iterdir())
    if any(not path.name.startswith(TEMPORARY_PREFIX) for path in found):
        raise UsageFault(f"{root} is not empty", "Restore into a new folder: set KB_HOME to one.")
    for path in found:
        shutil.rmtree(path)


def _unpack(backup: Path, home: Home, configured_url: str) -> BackupReport:
    home.create()
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            hashes = _checked_names(manifest)
            _require_space(archive, home.root)
            files = [name for name in hashes if not name.startswith(TABLES)]
            for name in files:
                with _member(archive, name, hashes[name]) as member:
                    _write(member, home.root / name)
            with contextlib.closing(Database(database_url(home, configured_url))) as database:
                rows = _fill(database, archive, manifest["revision"], hashes)
    except _MALFORMED as error:
        raise _damaged(str(error) or type(error).__name__) from error
    return BackupReport(len(files), rows, backup.stat().st_size)


def _checked_names(manifest: dict[str, Any]) -> dict[str, str]:
    """The manifest's names and hashes, none of which leads out of the home."""
    if manifest["format"] != FORMAT:
        raise HomeFault(
            f"The backup is of format {manifest['format']}, this version reads {FORMAT}",
            "Restore it with the version that made it, or a newer one.",
        )
    hashes: dict[str, str] = manifest["files"]
    for name in hashes:
        parts = PurePosixPath(name).parts
        single = name in {"starter.json", PEOPLE_KEY}
        known = single or parts[0] in {"content", "originals", "tables"}
        if not known or ".." in parts:
            raise _damaged(f"it names a file outside the home, {name}")
    return hashes


def _require_space(archive: zipfile.ZipFile, folder: Path) -> None:
    needed = sum(info.file_size for info in archive.infolist())
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise HomeFault(
            f"The backup needs {needed / 1e6:.0f} MB and the disk has {free / 1e6:.0f} MB",
            "Free some space and run the command again.",
        )


class _Hashed:
    """Reads a member and knows the hash of what was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()

    def chunks(self) -> Iterator[bytes]:
        while chunk := self.stream.read(CHUNK):
            self.digest.update(chunk)
            yield chunk

    def lines(self) -> Iterator[str]:
        for line in self.stream:
            self.digest.update(line)
            yield line.decode()


@contextlib.contextmanager
def _member(archive: zipfile.ZipFile, name: str, expected: str) -> Iterator[_Hashed]:
    """A member that, once read to its end, must turn out to be what was backed up."""
    with archive.open(name) as stream:
        hashed = _Hashed(stream)
        yield hashed
    if hashed.digest.hexdigest() != expected:
        raise _damaged(f"{name} is not what was backed up")


def _write(member: _Hashed, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.name == PEOPLE_KEY:
        path.touch(mode=0o600)
    with path.open("wb") as out:
        for chunk in member.chunks():
            out.write(chunk)


def _fill(
    database: Database, archive: zipfile.ZipFile, revision: str | None, hashes: dict[str, str]
) -> int:
    """Load every table at the revision of the backup, then migrate; an empty database on a fault.

    Returns:
        How many rows.
    """
    if database.revision() is not None:
        raise UsageFault("The database is not empty", "Restore into an empty database.")
    if revision not in database.revisions():
        raise HomeFault(
            "The backup was made by a newer version of Wellspring", "Update Wellspring."
        )
    try:
        database.upgrade(revision)
        with database.writing_connection() as connection:
            found = tables.reflect(connection)
            rows = 0
            for table in found:
                name = f"{TABLES}{table.name}.jsonl"
                if name in hashes:
                    with _member(archive, name, hashes[name]) as member:
                        rows += tables.load(connection, table, member.lines())
            tables.restart_sequences(connection, found)
        database.upgrade()
    except BaseException as error:
        with contextlib.suppress(DatabaseFault):
            database.downgrade("base")
        if isinstance(error, SQLAlchemyError):
            raise _damaged("its rows do not fit the tables") from error
        raise
    return rows


def _damaged(why: str) -> HomeFault:
    return HomeFault(f"The backup is damaged: {why}", "Use another backup; nothing was changed.")
