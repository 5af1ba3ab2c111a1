"""Engine, sessions, pragmas and the faults of the database."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from kb.db import Database, database_url
from kb.errors import DatabaseFault, UsageFault
from kb.home import Home
from kb.models import CatalogueDocument, CatalogueHub, DocumentHub
from tests.instance import both

if TYPE_CHECKING:
    from pathlib import Path


def a_hub(identity: str = "h") -> CatalogueHub:
    """A hub's row."""
    return CatalogueHub(
        id=identity, title="H", summary="", language="en", path=f"{identity}/hub.md",
        content_hash="0" * 64,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2)]
)
def test_sqlite_is_safe_by_its_pragmas(database: Database, pragma: str, value: object) -> None:
    """Readers never wait (WAL), rows never dangle, and what was committed survives a power cut."""
    with database.reading() as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value


@both
def test_a_row_that_refers_to_nothing_is_refused(database: Database) -> None:
    """Foreign keys hold on both engines, and the error is the programmer's, not a fault."""
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(DocumentHub(document_id="none", hub_id="none"))


@both
def test_a_failed_block_changes_nothing(database: Database) -> None:
    """What a writing session did before it raised is rolled back."""

    def fail() -> None:
        with database.writing() as session:
            session.add(a_hub())
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.reading() as session:
        assert session.scalars(select(CatalogueHub)).all() == []


@both
def test_deleting_a_hub_takes_its_documents_rows(database: Database) -> None:
    """The schema itself keeps documents from naming hubs that are gone."""
    with database.writing() as session:
        session.add(a_hub())
        session.flush()
        session.add(
            CatalogueDocument(
                id="d",
                title="D",
                kind="guide",
                hub_id="h",
                language="en",
                path="d.md",
                content_hash="0" * 64,
                tags=["a", "ü"],
                words=1,
            )
        )
    with database.writing() as session:
        row = session.get_one(CatalogueDocument, "d")
        assert row.tags == ["a", "ü"]
        session.delete(session.get_one(CatalogueHub, "h"))
    with database.reading() as session:
        assert session.get(CatalogueDocument, "d") is None


def test_a_reader_is_not_kept_waiting_by_a_writer(database: Database) -> None:
    """While one process writes, pages read the state before."""
    with database.writing() as writing:
        writing.add(a_hub())
        writing.flush()
        with database.reading() as reading:
            assert reading.scalars(select(CatalogueHub)).all() == []


@both
def test_a_snapshot_stands_still(database: Database) -> None:
    """A backup sees one state of all tables, whatever is committed while it reads."""
    with database.snapshot() as connection:
        count = text("SELECT COUNT(*) FROM hubs")
        assert connection.execute(count).scalar() == 0
        with database.writing() as session:
            session.add(a_hub())
        assert connection.execute(count).scalar() == 0


def test_two_writers_take_turns(database: Database) -> None:
    """A second writer waits for the first instead of failing half way through."""
    order: list[str] = []
    inside, waiting = threading.Event(), threading.Event()

    def second() -> None:
        inside.wait(5)
        waiting.set()
        with database.writing() as session:
            session.add(a_hub("second"))
            session.flush()
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with database.writing() as session:
        session.add(a_hub("first"))
        session.flush()
        inside.set()
        waiting.wait(5)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_a_locked_database_is_named_after_its_time_is_up(home: Home) -> None:
    """Another program's lock gives one line with a remedy, within the time that is set."""
    database = Database(database_url(home), timeout=0.2)
    database.upgrade()
    blocker = sqlite3.connect(home.database)
    blocker.execute("BEGIN IMMEDIATE")

    def write() -> None:
        with database.writing() as session:
            session.add(a_hub())
            session.flush()

    with pytest.raises(DatabaseFault, match="locked by another process") as caught:
        write()
    blocker.close()
    assert caught.value.remedy


def test_a_damaged_file_is_named(home: Home) -> None:
    """A file that is no database says so and what can be done."""
    home.database.write_bytes(b"this is not a database" * 1000)
    with pytest.raises(DatabaseFault, match="damaged") as caught:
        Database(database_url(home)).require_current()
    assert "kb restore" in caught.value.remedy


def test_damage_inside_the_file_is_found(database: Database, home: Home) -> None:
    """Pages overwritten in the middle of the file are noticed by the check that doctor runs."""
    assert database.damage() == []
    database.close()
    data = bytearray(home.database.read_bytes())
    data[8192:] = b"\x17" * (len(data) - 8192)
    home.database.write_bytes(data)
    try:
        found = database.damage()
    except DatabaseFault as fault:
        found = [fault.message]
    assert found


def test_no_database_says_init(home: Home) -> None:
    """A home without a database is sent to `kb init`, and none is made on the way."""
    with pytest.raises(DatabaseFault, match="no database") as caught:
        Database(database_url(home)).require_current()
    assert "kb init" in caught.value.remedy
    assert not home.database.exists()


@both
def test_an_empty_database_says_init(url: str) -> None:
    """Reading a table that is not there sends to `kb init` on both engines."""
    database = Database(url)
    with pytest.raises(DatabaseFault, match="no tables") as caught, database.reading() as session:
        session.scalars(select(CatalogueHub)).all()
    database.close()
    assert "kb init" in caught.value.remedy


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A server that does not answer is told from one that refuses."""
    database = Database(f"postgresql+psycopg://kb@/none?host={tmp_path}")
    with pytest.raises(DatabaseFault, match="cannot be reached"):
        database.revision()


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_database_that_is_not_on_the_server_is_named(url: str) -> None:
    """A wrong name in the address is told from a server that is down."""
    database = Database(url.replace("/test_", "/wrong_"))
    with pytest.raises(DatabaseFault, match="refuses this user or database"):
        database.revision()


@pytest.mark.parametrize(
    "url", ["nonsense", "nosuch://user:secret@host/name", "mysql://x:secret@h/n"]
)
def test_an_address_that_is_none_is_wrong_usage(url: str) -> None:
    """A wrong KB_DATABASE_URL is one line that does not repeat the password."""
    with pytest.raises(UsageFault, match="KB_DATABASE_URL") as caught:
        Database(url)
    assert "secret" not in str(caught.value)


def test_a_home_may_have_any_name(tmp_path: Path) -> None:
    """Characters that mean something in an address mean nothing in a folder's name."""
    home = Home(tmp_path / "50% of it? #1 & käse")
    home.create()
    database = Database(database_url(home))
    database.upgrade()
    database.close()
    assert home.database.exists()
