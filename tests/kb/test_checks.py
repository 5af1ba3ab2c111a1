"""The doctor's half that looks at files and rows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from kb.checks import SYNC, check_library
from tests.instance import Instance, both

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = b"the original"
HASH = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def healthy(library: Instance) -> Instance:
    """A library with two documents, one with its original, and a reading list."""
    library.document("a")
    library.reading_list("l", {"b": 5})
    library.document("b", source=f"{{file: b.pdf, sha256: {HASH}}}")
    (library.home.originals / f"{HASH}.pdf").write_bytes(DATA)
    library.sync()
    return library


def kinds(instance: Instance) -> list[str]:
    """What the check finds, by kind."""
    found = check_library(instance.home, instance.library, instance.database)
    assert all(fault.what and fault.mend for fault in found)
    return [fault.kind for fault in found]


@both
def test_a_healthy_library_has_no_fault(healthy: Instance) -> None:
    """Nothing to say where all is well."""
    assert kinds(healthy) == []


def path_of(instance: Instance, identity: str) -> str:
    """A document's path in the library."""
    return instance.rows()[identity].path


BREAKS: dict[str, Callable[[Instance], object]] = {
    "uncatalogued-file": lambda i: i.document("new"),
    "changed-file": lambda i: i.document("a", title="Edited"),
    "missing-file": lambda i: (i.home.content / path_of(i, "a")).unlink(),
    "leftover": lambda i: (i.home.content / ".wellspring-1.tmp").touch(),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_what_a_sync_mends_says_so(healthy: Instance, kind: str) -> None:
    """Each way of being out of step is named once, and is gone after `kb sync`."""
    BREAKS[kind](healthy)
    [fault] = check_library(healthy.home, healthy.library, healthy.database)
    assert (fault.kind, fault.mend) == (kind, SYNC)
    healthy.sync()
    assert kinds(healthy) == []


def test_a_file_that_could_not_be_read_is_named_with_its_line(healthy: Instance) -> None:
    """As the last sync found it, with field and remedy, and only once."""
    healthy.document("bad", path="bad.md", language="English!")
    healthy.sync()
    [fault] = check_library(healthy.home, healthy.library, healthy.database)
    assert fault.kind == "unread-file"
    assert fault.what.startswith("bad.md:6 (language): ")
    assert fault.mend.endswith("Then run `kb sync`.")


def test_a_glossary_that_cannot_be_read_is_named_with_its_line(healthy: Instance) -> None:
    """No page shows that: they keep what could last be read."""
    healthy.home.glossary.write_text("- term: x\n", "utf-8")
    fault = check_library(healthy.home, healthy.library, healthy.database)[0]
    assert (fault.kind, fault.what[:16]) == ("unread-file", "glossary.yaml:1:")


def test_a_list_that_misses_a_document_is_named_with_its_line(healthy: Instance) -> None:
    """The list itself could be read: that is another kind of fault, named once."""
    healthy.reading_list("l", {"b": 5, "gone": 7})
    healthy.sync()
    [fault] = check_library(healthy.home, healthy.library, healthy.database)
    assert fault.kind == "incomplete-file"
    assert fault.what.endswith("l.md:11 (items): There is no document `gone`")
    assert "take the item out" in fault.mend


def test_a_list_is_compared_with_its_file(healthy: Instance) -> None:
    """Edited since the last sync, then gone."""
    path = healthy.reading_list("l", {"b": 6})
    assert kinds(healthy) == ["changed-file"]
    path.unlink()
    assert kinds(healthy) == ["missing-file"]
    healthy.sync()
    assert kinds(healthy) == []


def test_a_lost_original_is_named(healthy: Instance) -> None:
    """A document that says what it was converted from must have it."""
    (healthy.home.originals / f"{HASH}.pdf").unlink()
    assert kinds(healthy) == ["missing-original"]


def test_a_damaged_original_is_named(healthy: Instance) -> None:
    """Its hash is in its name."""
    (healthy.home.originals / f"{HASH}.pdf").write_bytes(b"other")
    assert kinds(healthy) == ["damaged-original"]


def test_a_source_without_a_file_needs_no_original(healthy: Instance) -> None:
    """A hand-written document may cite a file's hash without our having it."""
    healthy.document("c", source=f"{{sha256: {'c' * 64}}}")
    healthy.sync()
    assert kinds(healthy) == []


def test_damage_in_the_database_is_named(healthy: Instance) -> None:
    """What SQLite itself finds wrong is passed on."""
    with healthy.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("INSERT INTO document_hubs VALUES ('ghost', 'nowhere')")
        connection.exec_driver_sql("BEGIN")
    assert set(kinds(healthy)) == {"damaged-database"}
