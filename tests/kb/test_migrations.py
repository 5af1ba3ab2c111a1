"""The schema's history: up, down, in step with the models, and without loss of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from kb.db import MIGRATIONS, Database, database_url
from kb.errors import DatabaseFault
from kb.models import Base
from tests.instance import both

if TYPE_CHECKING:
    from pathlib import Path

    from kb.home import Home

REVISIONS = [item.revision for item in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


@both
def test_the_migrated_schema_is_the_models(database: Database) -> None:
    """Nothing is in the models that no migration makes, and the other way round."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@both
def test_every_revision_goes_up_and_down_and_up(url: str) -> None:
    """Each step can be taken back and taken again, and the way down ends with nothing."""
    database = Database(url)
    for revision in REVISIONS:
        database.upgrade(revision)
        database.downgrade("-1")
        database.upgrade(revision)
    assert database.revision() == REVISIONS[-1]
    database.downgrade("base")
    tables = set(inspect(database.engine).get_table_names())
    database.close()
    assert tables <= {"alembic_version"}


@both
def test_upgrading_twice_changes_nothing(database: Database) -> None:
    """`kb init` may be repeated."""
    before = database.revision()
    database.upgrade()
    assert database.revision() == before
    database.require_current()


def test_an_older_schema_is_sent_to_init(home: Home) -> None:
    """A database from before an update is named, with the command that mends it."""
    database = Database(database_url(home))
    database.upgrade()
    database.downgrade("base")
    with pytest.raises(DatabaseFault, match="older version") as caught:
        database.require_current()
    assert "kb init" in caught.value.remedy


def test_a_newer_schema_is_not_touched(database: Database) -> None:
    """A database of a later version says so instead of failing in some query."""
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseFault, match="newer version"):
        database.require_current()


def _history(folder: Path, last: str) -> Path:
    """A history of two steps: parents with children, then a change to the parents' table."""
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (folder / name).write_bytes((MIGRATIONS / name).read_bytes())
    head = (
        "import sqlalchemy as sa\nfrom alembic import op\nrevision = {!r}\ndown_revision = {!r}\n"
    )
    first = """
def upgrade():
    op.create_table('parents', sa.Column('id', sa.Integer, primary_key=True),
                    sa.Column('name', sa.Text))
    op.create_table('children', sa.Column('id', sa.Integer, primary_key=True),
                    sa.Column('parent_id', sa.Integer,
                              sa.ForeignKey('parents.id', ondelete='CASCADE')))
def downgrade():
    op.drop_table('children')
    op.drop_table('parents')
"""
    (folder / "versions" / "a.py").write_text(head.format("a", None) + first)
    (folder / "versions" / "b.py").write_text(head.format("b", "a") + last)
    return folder


CHANGE_PARENTS = """
def upgrade():
    with op.batch_alter_table('parents') as batch:
        batch.alter_column('name', nullable=False)
def downgrade():
    with op.batch_alter_table('parents') as batch:
        batch.alter_column('name', nullable=True)
"""
LOSE_PARENTS = """
def upgrade():
    op.execute('DELETE FROM parents')
def downgrade():
    pass
"""


def _with_a_child(home: Home, migrations: Path) -> Database:
    database = Database(database_url(home), migrations=migrations)
    database.upgrade("a")
    with database.writing_connection() as connection:
        connection.execute(text("INSERT INTO parents (id, name) VALUES (1, 'p')"))
        connection.execute(text("INSERT INTO children (id, parent_id) VALUES (7, 1)"))
    return database


def test_making_a_table_again_keeps_the_rows_that_refer_to_it(home: Home, tmp_path: Path) -> None:
    """SQLite alters by drop and copy: that must not cascade to the children."""
    database = _with_a_child(home, _history(tmp_path / "history", CHANGE_PARENTS))
    database.upgrade("b")
    database.downgrade("a")
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT id, parent_id FROM children")).all() == [(7, 1)]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_a_migration_that_leaves_rows_dangling_is_undone(home: Home, tmp_path: Path) -> None:
    """References are checked at the end, and a step that breaks one changes nothing."""
    database = _with_a_child(home, _history(tmp_path / "history", LOSE_PARENTS))
    with pytest.raises(DatabaseFault, match="does not fit the rows"):
        database.upgrade("b")
    assert database.revision() == "a"
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM parents")).scalar() == 1
    database.close()
