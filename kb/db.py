"""The database: engine, sessions and migrations."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from kb.database_faults import faults
from kb.errors import DatabaseFault, UsageFault
from kb.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from kb.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
_WRITE = {"kb_write": True}
_OUTSIDE = {"kb_outside": True}  # of any transaction
_MIGRATE = {"kb_write": True, "kb_foreign_keys": False}


class Database:
    """An instance's database, SQLite in WAL mode or any that SQLAlchemy reaches by URL."""

    def __init__(
        self, url: str | URL, *, timeout: float = 15.0, migrations: Path = MIGRATIONS
    ) -> None:
        """Prepare the engine; nothing is opened until the first session.

        Args:
            url: SQLAlchemy address.
            timeout: seconds to wait for a locked SQLite database.
            migrations: folder of the schema's history.

        Raises:
            UsageFault: the address is none, or of a database whose driver is not installed.
        """
        self.migrations = migrations
        try:
            self.url = make_url(url)
            self.is_sqlite = self.url.get_backend_name() == "sqlite"
            arguments: dict[str, Any] = {"timeout": timeout} if self.is_sqlite else {}
            self.engine: Engine = create_engine(
                self.url, connect_args=arguments, pool_pre_ping=not self.is_sqlite
            )
        except (ArgumentError, ImportError) as error:  # never quoted: it may hold a password
            raise UsageFault(
                "KB_DATABASE_URL is not an address we can use",
                "Write `postgresql+psycopg://user:password@host/name`, or leave it empty.",
            ) from error
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @classmethod
    def of(cls, settings: Settings) -> Database:
        """The database these settings name."""
        home = Home(settings.home.absolute())
        return cls(database_url(home, settings.database_url), timeout=settings.database_timeout)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; SQLite shows it one state, PostgreSQL one for each statement."""
        with faults(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or changes nothing if its block raises."""
        engine = self.engine.execution_options(**_WRITE)
        with faults(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees one state of every table, whatever is committed meanwhile."""
        engine = self.engine
        if not self.is_sqlite:
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with faults(), engine.connect() as connection:
            yield connection

    @contextmanager
    def writing_connection(self) -> Iterator[Connection]:
        """As `writing`, for statements on tables that have no model."""
        with faults(), self.engine.execution_options(**_WRITE).begin() as connection:
            yield connection

    def upgrade(self, revision: str = "head") -> None:
        """Bring the schema to a revision, the newest by default."""
        self._migrate(command.upgrade, revision)

    def downgrade(self, revision: str) -> None:
        """Take the schema back to a revision; ``base`` empties it."""
        self._migrate(command.downgrade, revision)

    def revision(self) -> str | None:
        """The schema's revision; ``None`` for an empty database."""
        with faults(), self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def revisions(self) -> set[str]:
        """Every revision this version knows."""
        return {item.revision for item in ScriptDirectory(str(self.migrations)).walk_revisions()}

    def require_current(self) -> None:
        """Check that the schema is the one this version works with.

        Raises:
            DatabaseFault: where migrations have not run, or the database is of a newer version.
        """
        if self.is_sqlite and self.url.database and not Path(self.url.database).exists():
            raise DatabaseFault("There is no database yet", "Run `kb init`.")
        current = self.revision()
        if current == ScriptDirectory(str(self.migrations)).get_current_head():
            return
        if current and current not in self.revisions():
            raise DatabaseFault(
                "The database was made by a newer version of Wellspring", "Update Wellspring."
            )
        raise DatabaseFault("The database is of an older version", "Run `kb init` to migrate it.")

    def damage(self) -> list[str]:
        """What SQLite finds wrong with its file; empty when all is well, and on other databases."""
        if not self.is_sqlite:
            return []
        with faults(), self.engine.connect() as connection:
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(5)")]
            return [*(line for line in found if line != "ok"), *_dangling(connection)]

    def compact(self) -> None:
        """Write SQLite's file anew, so that nothing that was deleted is left in it.

        Other databases do that themselves in time.
        """
        if not self.is_sqlite:
            return
        engine = self.engine.execution_options(**_OUTSIDE)
        with faults(), engine.connect() as connection:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()

    def _migrate(self, step: Any, revision: str) -> None:
        # SQLite changes a table by making it again. With foreign keys enforced, dropping the old
        # one would delete every row that refers to it, so they are checked at the end instead.
        with faults(), self.engine.execution_options(**_MIGRATE).begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(self.migrations).replace("%", "%%"))
            config.attributes["connection"] = connection
            step(config, revision)
            if self.is_sqlite and (dangling := _dangling(connection)):
                raise DatabaseFault(f"The migration does not fit the rows: {dangling[0]}")


def database_url(home: Home, configured: str = "") -> str | URL:
    """The address of a home's database: the configured one, else SQLite in the home."""
    return configured or URL.create("sqlite", database=str(home.database))


def _dangling(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return [f"row {row[1]} of {row[0]} refers to no row of {row[2]}" for row in rows[:5]]


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """WAL so that readers never wait for a writer; transactions begun by us, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # What was answered "saved" must outlive a power cut: members' answers are nowhere else.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the write lock at once: a reader turned writer half way can only fail."""
    options = connection.get_execution_options()
    if options.get("kb_outside"):
        return
    enforced = "ON" if options.get("kb_foreign_keys", True) else "OFF"
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {enforced}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("kb_write") else "BEGIN")
