"""Backup: everything an instance owns in one file, consistent while it serves.

A backup is a zip file: ``content/``, ``originals/``, ``starter.json``, ``people.key``, every
table as JSON lines under ``tables/``, and ``manifest.json`` with a hash of each. The index and the
models are left out: they can be made again, and a keyword index from a stranger must never be
opened (it holds pickles).
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from kb import tables
from kb.files import replacing
from kb.owned import owned_files, secret_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kb.db import Database
    from kb.home import Home

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = "tables/"
CHUNK = 2**20


@dataclass(frozen=True)
class BackupReport:
    """What a backup or an export holds.

    Attributes:
        files: files of the library, originals included.
        rows: rows of all tables.
        bytes: size of the backup, or of an export's files.
    """

    files: int
    rows: int
    bytes: int


def back_up(home: Home, database: Database, target: Path) -> BackupReport:
    """Write a backup. Pages go on being served; whoever wants to write waits until it is done.

    Raises:
        HomeFault: where the file cannot be written; an older file of that name stands.
    """
    hashes: dict[str, str] = {}
    rows = 0
    with (
        home.locked_library(),
        replacing(target) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for name, path in chain(owned_files(home), secret_files(home)):
            _add_file(archive, name, path, hashes)
        files = len(hashes)
        with database.snapshot() as connection:
            for table in tables.reflect(connection):
                name = f"{TABLES}{table.name}.jsonl"
                lines = (f"{line}\n".encode() for line in tables.dump(connection, table))
                rows += _add(archive, name, lines, hashes)
        manifest = {
            "format": FORMAT,
            "revision": database.revision(),
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": hashes,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return BackupReport(files, rows, target.stat().st_size)


def _add_file(archive: zipfile.ZipFile, name: str, path: Path, hashes: dict[str, str]) -> None:
    """Add a file; one that an editor takes away at this moment is none of the library's."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return
    with stream:
        _add(archive, name, iter(lambda: stream.read(CHUNK), b""), hashes)


def _add(
    archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes], hashes: dict[str, str]
) -> int:
    """Add a member; its hash is that of the very bytes written. Returns how many chunks."""
    digest, count = hashlib.sha256(), 0
    # ZipInfo's own default is 1980: a member's time says nothing, so that equal homes give equal
    # members.
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            digest.update(chunk)
            member.write(chunk)
            count += 1
    hashes[name] = digest.hexdigest()
    return count
