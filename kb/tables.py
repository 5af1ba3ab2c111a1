"""Every table as lines of JSON and back, on any database: for backups and exports.

Tables are reflected, not taken from the models, so that a backup can be loaded at the schema
revision it was made at and then migrated.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Date, DateTime, Integer, MetaData, Table, insert, select, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

_BATCH = 500
_VERSION_TABLE = "alembic_version"


def reflect(connection: Connection) -> list[Table]:
    """Every table but Alembic's own, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True  # an empty field stays empty, not JSON's null
    return [table for table in metadata.sorted_tables if table.name != _VERSION_TABLE]


def dump(connection: Connection, table: Table) -> Iterator[str]:
    """A table's rows, one JSON object a line, ordered by primary key."""
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
        yield json.dumps(dict(row._mapping), default=_encode, ensure_ascii=False)  # noqa: SLF001


def load(connection: Connection, table: Table, lines: Iterable[str]) -> int:
    """Insert rows that `dump` wrote.

    Returns:
        How many.
    """
    count = 0
    batch: list[dict[str, Any]] = []
    for line in lines:
        batch.append(_decode(table, json.loads(line)))
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            count, batch = count + len(batch), []
    if batch:
        connection.execute(insert(table), batch)
    return count + len(batch)


def restart_sequences(connection: Connection, tables: Iterable[Table]) -> None:
    """PostgreSQL counts on where it was: after a load, let it count on from the highest id."""
    if connection.dialect.name != "postgresql":
        return
    quote = connection.dialect.identifier_preparer.quote
    for table in tables:
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer):
                name, key = quote(table.name), quote(column.name)
                connection.execute(
                    text(  # a key that does not count by itself has no sequence: nothing happens
                        f"SELECT setval(pg_get_serial_sequence(:table, :column), "  # noqa: S608
                        f"COALESCE((SELECT MAX({key}) FROM {name}), 0) + 1, false)"
                    ),
                    {"table": name, "column": column.name},
                )


def _encode(value: object) -> str:
    if isinstance(value, datetime):
        return _in_utc(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _decode(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    for column in table.columns:
        value = row.get(column.name)
        if value is None:
            continue
        if isinstance(column.type, DateTime):
            row[column.name] = _in_utc(datetime.fromisoformat(value))
        elif isinstance(column.type, Date):
            row[column.name] = date.fromisoformat(value)
    return row


def _in_utc(value: datetime) -> datetime:
    """SQLite hands back times without a zone; every one we store is in UTC."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
