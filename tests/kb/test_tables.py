"""Tables as lines of JSON, and back on either engine."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from kb import tables
from kb.db import Database
from kb.models import Base, IngestedFile
from kb.models.base import Moment
from tests.instance import both

METADATA = MetaData()
SAMPLE = Table(
    "select",  # a name that must be quoted
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("words", Text),
    Column("data", JSON),
    Column("day", Date),
    Column("at", DateTime(timezone=True)),
    Column("flag", Boolean),
    Column("share", Float),
)
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
rows = st.fixed_dictionaries(
    {
        "words": st.none() | texts,
        "data": st.none() | st.lists(texts | st.integers(-9, 9), max_size=3)
        | st.dictionaries(texts, st.booleans() | st.none(), max_size=2),
        "day": st.none() | st.dates(),
        "at": st.none() | st.datetimes(
            min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1),
            timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
        ),
        "flag": st.none() | st.booleans(),
        "share": st.none() | st.floats(-1e6, 1e6),
    }
)  # fmt: skip


def reflected(connection: Connection) -> Table:
    """The sample table as a backup sees it."""
    return next(table for table in tables.reflect(connection) if table.name == "select")


@both
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(rows, max_size=4))
def test_what_is_dumped_is_loaded_the_same(url: str, found: list[dict[str, object]]) -> None:
    """Any row of any type we use comes back as it was, empty fields empty."""
    database = Database(url)
    with database.writing_connection() as connection:
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
        for number, row in enumerate(found, start=1):
            connection.execute(insert(reflected(connection)), {"id": number * 7} | row)
        table = reflected(connection)
        before = list(tables.dump(connection, table))
        connection.execute(delete(table))
        assert tables.load(connection, table, before) == len(found)
        assert list(tables.dump(connection, table)) == before
        empty = connection.execute(select(table.c.id).where(table.c.data.is_(None))).all()
        assert len(empty) == sum(row["data"] is None for row in found)
    database.close()


@both
def test_a_loaded_table_counts_on(url: str) -> None:
    """After a load the next row gets a number that is free."""
    database = Database(url)
    with database.writing_connection() as connection:
        METADATA.create_all(connection)
        table = reflected(connection)
        tables.load(connection, table, ['{"id": 41, "words": "x"}'])
        tables.restart_sequences(connection, [table])
        added = connection.execute(insert(SAMPLE).returning(SAMPLE.c.id), {"words": "y"})
        assert added.scalar() == 42
        connection.execute(delete(table))
        tables.restart_sequences(connection, [table])
    database.close()


@both
def test_times_are_dumped_in_utc(url: str) -> None:
    """A dump means the same moment wherever it is loaded."""
    database = Database(url)
    moment = datetime(2026, 11, 1, 12, 0, tzinfo=timezone(timedelta(hours=-5)))
    database.upgrade()
    with database.writing() as session:
        session.add(IngestedFile(path="/x", sha256="0", fingerprint="", outcome="added", at=moment))
    with database.reading() as session:
        found = session.get_one(IngestedFile, "/x").at
        assert (found, found.tzinfo) == (moment, UTC)
    with database.snapshot() as connection:
        table = next(t for t in tables.reflect(connection) if t.name == "ingested_files")
        [line] = tables.dump(connection, table)
    database.close()
    assert json.loads(line)["at"] == "2026-11-01T17:00:00+00:00"


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    """Whoever stores one has made a mistake that would show years later."""
    row = IngestedFile(
        path="/x", sha256="", fingerprint="", outcome="added", at=datetime(2026, 1, 1)
    )
    with pytest.raises(Exception, match="no time zone"), database.writing() as session:
        session.add(row)


def test_every_column_of_ours_has_a_form_in_json() -> None:
    """A new column of a type that no backup can write would be noticed here first."""
    writable = (Integer, Float, Boolean, String, JSON, Date, DateTime, Moment)
    columns = [column for table in Base.metadata.sorted_tables for column in table.columns]
    assert [str(c) for c in columns if not isinstance(c.type, writable)] == []


def test_a_value_without_a_form_in_json_is_refused() -> None:
    """Rather than written in a way that cannot be read."""
    with pytest.raises(TypeError, match="no JSON form for bytes"):
        tables._encode(b"x")


@both
def test_alembics_own_table_is_left_out(database: Database) -> None:
    """The revision travels in the manifest; parents come before their children."""
    with database.snapshot() as connection:
        names = [table.name for table in tables.reflect(connection)]
    assert "alembic_version" not in names
    assert names.index("hubs") < names.index("documents") < names.index("document_hubs")
