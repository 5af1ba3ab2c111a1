"""A small instance that tests write to as an editor would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from kb.catalogue import SyncReport, sync_catalogue
from kb.library import Library
from kb.models import CatalogueDocument, CatalogueReadingList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.db import Database
    from kb.home import Home

ROOT = Path(__file__).resolve().parents[1]
SMALL_MODEL = "all-MiniLM-L6-v2"  # what tests take that are not about models: nothing to unpack

both = pytest.mark.parametrize(
    "url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
"""Runs a test on SQLite and on PostgreSQL."""


def document_text(identity: str, body: str = "Some text.\n", **fields: object) -> str:
    """A document's file, with fields given or left out (``None``)."""
    known: dict[str, object] = {
        "id": identity,
        "title": f"About {identity}",
        "kind": "factsheet",
        "hub": "water-distribution",
        "language": "en",
    }
    lines = [f"{key}: {value}" for key, value in (known | fields).items() if value is not None]
    return "\n".join(["---", *lines, "---", body])


def list_text(identity: str, items: dict[str, int], body: str = "", **fields: object) -> str:
    """A reading list's file: documents with their minutes, and fields given or left out."""
    known: dict[str, object] = {
        "id": identity,
        "title": f"Read {identity}",
        "kind": "reading-list",
        "hub": "water-distribution",
        "language": "en",
        "level": "introduction",
        "audience": "Anybody",
    }
    lines = [f"{key}: {value}" for key, value in (known | fields).items() if value is not None]
    rows = [f"- {{document: {one}, why: As {one}, minutes: {n}}}" for one, n in items.items()]
    return "\n".join(["---", *lines, "items:", *rows, "---", body])


@dataclass
class Instance:
    """Home, library and database."""

    home: Home
    database: Database

    @property
    def library(self) -> Library:
        """The files."""
        return Library(self.home.content)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the library, not atomically."""
        target = self.home.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def hub(self, identity: str, path: str = "", **fields: object) -> Path:
        """Write a hub."""
        lines = [f"{k}: {v}" for k, v in ({"title": identity.title()} | fields).items()]
        text = "\n".join(["---", f"id: {identity}", "kind: hub", *lines, "---", ""])
        return self.write(path or f"{identity}/hub.md", text)

    def document(self, identity: str, path: str = "", **fields: Any) -> Path:
        """Write a document, in `water-distribution` unless told otherwise."""
        hub = fields.get("hub", "water-distribution")
        return self.write(
            path or f"{hub}/factsheet/{identity}.md", document_text(identity, **fields)
        )

    def reading_list(
        self, identity: str, items: dict[str, int], path: str = "", **fields: Any
    ) -> Path:
        """Write a reading list, in `water-distribution` unless told otherwise."""
        hub = fields.get("hub", "water-distribution")
        text = list_text(identity, items, **fields)
        return self.write(path or f"{hub}/reading-list/{identity}.md", text)

    def lists(self) -> dict[str, CatalogueReadingList]:
        """The catalogue's reading lists by id, with their items."""
        with self.database.reading() as session:
            query = select(CatalogueReadingList).options(selectinload(CatalogueReadingList.items))
            return {row.id: row for row in session.scalars(query)}

    def sync(self) -> SyncReport:
        """Bring the catalogue in step."""
        return sync_catalogue(self.database, self.library, self.home)

    def rows(self) -> dict[str, CatalogueDocument]:
        """The catalogue's documents by id."""
        with self.database.reading() as session:
            return {row.id: row for row in session.scalars(select(CatalogueDocument))}


def python(
    arguments: Sequence[str | Path], home: Path | None = None, **environment: str
) -> subprocess.Popen[str]:
    """Start Python in this repository, in a process group of its own."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("KB_")}
    if home is not None:
        environment["KB_HOME"] = str(home)
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            **clean,
            "OMP_NUM_THREADS": "1",
            "KB_MODEL": SMALL_MODEL,
            "KB_EMBED_RUNTIME": "torch",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@dataclass(frozen=True)
class Finished:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)


def kb(*arguments: str | Path, home: Path, **environment: str) -> Finished:
    """Run a ``kb`` command to its end."""
    process = python(["-m", "web.cli", *arguments], home, **environment)
    out, err = process.communicate(timeout=280)
    return Finished(process.returncode, out, err)


def init_home(folder: Path) -> None:
    """Make a home with `kb init`, with one hub and no document."""
    made = kb("init", "--no-starter", home=folder)
    assert made.code == 0, made.err
    text = "---\nid: water-distribution\ntitle: Water Distribution\nkind: hub\n---\n"
    hub = folder / "content" / "water-distribution" / "hub.md"
    hub.parent.mkdir()
    hub.write_text(text)
    made = kb("sync", home=folder)
    assert made.code == 0, made.err
