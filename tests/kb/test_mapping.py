"""A new version of Wellspring fills its new columns from files that nobody has touched."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import text, update

from kb.catalogue.rows import MAPPING
from kb.checks import check_library
from kb.db import Database
from kb.home import Home
from kb.library import Document
from kb.models import CatalogueDocument, DocumentHub
from tests.instance import Instance, both, document_text

COLUMNS = {3: "f4722773"}
"""Of each mapping, the columns that it fills and the fields it reads, as a short hash."""


def test_what_is_mapped_has_not_changed_without_a_new_mapping() -> None:
    """Change what a document's columns hold, and `MAPPING` must rise with it."""
    columns = [str(c) for t in (CatalogueDocument, DocumentHub) for c in t.__table__.columns]
    described = "\n".join([*sorted(columns), *sorted(Document.model_fields)])
    now = hashlib.sha256(described.encode()).hexdigest()[:8]
    assert {MAPPING: now} == COLUMNS, "raise MAPPING in kb/catalogue/rows.py, then note its hash"


@both
@pytest.mark.parametrize("other", [0, MAPPING - 1, MAPPING + 1])
def test_rows_of_another_mapping_are_made_again(library: Instance, other: int) -> None:
    """Older or newer (after a way back), and the report calls the files unchanged."""
    library.document("a", summary="Short.", illustrative="All of it.")
    library.sync()
    old = {"summary": None, "illustrative": None, "words": 0, "mapping": other}
    with library.database.writing() as session:
        session.execute(update(CatalogueDocument).values(old))
    [fault] = check_library(library.home, library.library, library.database)
    assert fault.kind == "older-rows"
    report = library.sync()
    assert (report.unchanged, report.changed, report.added, report.problems) == (1, [], [], [])
    row = library.rows()["a"]
    assert (row.summary, row.illustrative, row.words) == ("Short.", "All of it.", 2)
    assert check_library(library.home, library.library, library.database) == []


@both
def test_what_is_of_this_mapping_is_not_read_again(library: Instance) -> None:
    """Unchanged files cost their bytes' hash and no more."""
    library.document("a")
    library.sync()
    with library.database.writing() as session:
        session.execute(update(CatalogueDocument).values(title="Not from the file"))
    library.sync()
    assert library.rows()["a"].title == "Not from the file"


@both
def test_a_library_of_the_first_version_is_filled_after_its_migration(home: Home, url: str) -> None:
    """Rows made before the columns were there get them from the files by `kb sync`."""
    database = Database(url)
    database.upgrade("0001")
    instance = Instance(home, database)
    instance.hub("water-distribution")
    data = document_text("a", summary="Short.").encode()
    instance.write("a.md", data)
    digest = hashlib.sha256(data).hexdigest()
    with database.writing_connection() as connection:
        connection.execute(
            text(
                "INSERT INTO hubs (id, title, summary, language, position, path, content_hash) "
                "VALUES ('water-distribution', 'W', '', 'en', 1, 'w.md', 'x')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO documents (id, title, kind, hub_id, language, tags, words, path, "
                "content_hash) VALUES ('a', 'Old', 'factsheet', 'water-distribution', 'en', "
                f"'[]', 2, 'a.md', '{digest}')"
            )
        )
        connection.execute(text("INSERT INTO document_hubs VALUES ('a', 'water-distribution')"))
    database.upgrade()
    assert instance.rows()["a"].summary is None
    assert instance.sync().unchanged == 1
    assert instance.rows()["a"].summary == "Short."
    database.close()
