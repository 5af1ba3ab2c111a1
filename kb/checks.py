"""Check files and database against one another: one half of ``kb doctor``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kb.catalogue.rows import MAPPING
from kb.errors import LibraryFault
from kb.files import sha256_of
from kb.library.glossary_file import GlossaryFile
from kb.models import CatalogueDocument, CatalogueHub, CatalogueReadingList
from kb.queries import problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from kb.db import Database
    from kb.home import Home
    from kb.library import Library

SYNC = "Run `kb sync`."


@dataclass(frozen=True)
class Fault:
    """Something that does not agree.

    Attributes:
        kind: short and stable, such as ``uncatalogued-file``.
        what: which file, row or passage, in plain words.
        mend: the command or action that mends it.
    """

    kind: str
    what: str
    mend: str


def check_library(home: Home, library: Library, database: Database) -> list[Fault]:
    """Every way in which files and rows disagree; empty when all is well."""
    with home.locked_library():
        damage = [
            Fault("damaged-database", what, "Restore a backup with `kb restore`.")
            for what in database.damage()
        ]
        with database.reading() as session:
            return [
                *damage,
                *_problems(session),
                *_rows_against_files(session, library),
                *_older_mapping(session),
                *_glossary(home),
                *_originals(session, home),
                *_leftovers(home),
            ]


def _catalogued(session: Session) -> dict[str, str]:
    """Content hash of every file that has a row, by path."""
    hashes: dict[str, str] = {}
    for table in (CatalogueHub, CatalogueDocument, CatalogueReadingList):
        rows = session.execute(select(table.path, table.content_hash))
        hashes.update((row[0], row[1]) for row in rows)
    return hashes


def _problems(session: Session) -> Iterator[Fault]:
    catalogued = _catalogued(session)
    for problem in problems(session):
        kind = "incomplete-file" if problem.path in catalogued else "unread-file"
        field = f" ({problem.field})" if problem.field else ""
        what = f"{problem.path}:{problem.line}{field}: {problem.message}"
        yield Fault(kind, what, f"{problem.remedy} Then run `kb sync`.".strip())


def _rows_against_files(session: Session, library: Library) -> Iterator[Fault]:
    rows = _catalogued(session)
    unread = {problem.path for problem in problems(session)}
    for path in library.paths():
        expected = rows.pop(path, None)
        if expected is None:
            if path not in unread:
                yield Fault("uncatalogued-file", f"{path} is not in the catalogue", SYNC)
            continue
        try:
            changed = hashlib.sha256(library.read_bytes(path)).hexdigest() != expected
        except LibraryFault as fault:
            yield Fault("unread-file", f"{path}: {fault.message}", fault.remedy)
            continue
        if changed:
            yield Fault("changed-file", f"{path} has changed since the last sync", SYNC)
    for path in rows:
        yield Fault("missing-file", f"{path} is catalogued, but the file is gone", SYNC)


def _glossary(home: Home) -> Iterator[Fault]:
    try:
        GlossaryFile(home.glossary).read()
    except LibraryFault as fault:
        what = f"{fault.path}:{fault.line}: {fault.message}"
        yield Fault("unread-file", what, fault.remedy)


def _older_mapping(session: Session) -> Iterator[Fault]:
    table = CatalogueDocument
    older = select(func.count()).select_from(table).where(table.mapping != MAPPING)
    if count := session.scalar(older):
        what = f"{count:,} documents were catalogued by another version of Wellspring"
        yield Fault("older-rows", what, SYNC)


def _originals(session: Session, home: Home) -> Iterator[Fault]:
    files = home.originals_by_hash()
    wanted = select(CatalogueDocument.id, CatalogueDocument.source_sha256).where(
        CatalogueDocument.source_sha256.is_not(None), CatalogueDocument.source_file.is_not(None)
    )
    for document_id, sha256 in session.execute(wanted):
        path = files.get(sha256 or "")
        if path is None:
            yield Fault(
                "missing-original",
                f"The original of {document_id} is not in originals/",
                "Put it back from a backup, or ingest it again.",
            )
        elif not _is_whole(path, sha256):
            yield Fault(
                "damaged-original",
                f"The original of {document_id} is not what was ingested",
                "Put it back from a backup, or delete it and ingest it again.",
            )


def _is_whole(path: Path, sha256: str | None) -> bool:
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def _leftovers(home: Home) -> Iterator[Fault]:
    for path in home.leftovers():
        yield Fault("leftover", f"{path.name} was left by a process that was killed", SYNC)
