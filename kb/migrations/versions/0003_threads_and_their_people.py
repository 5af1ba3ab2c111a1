"""Threads, what imports remember of them, and people who are not to come back."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.add_column(sa.Column('posts', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('answer_post', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('last_post', sa.Date(), nullable=True))

    op.create_table('imported_threads',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('source_sha256', sa.String(length=64), nullable=False),
    sa.Column('body_sha256', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_imported_threads'))
    )
    with op.batch_alter_table('imported_threads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_imported_threads_document_id'), ['document_id'], unique=False)

    op.create_table('imported_exports',
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('report', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('fingerprint', name=op.f('pk_imported_exports'))
    )
    op.create_table('removed_people',
    sa.Column('person', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_removed_people'))
    )


def downgrade() -> None:
    op.drop_table('removed_people')
    op.drop_table('imported_exports')
    with op.batch_alter_table('imported_threads', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_imported_threads_document_id'))

    op.drop_table('imported_threads')
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.drop_column('last_post')
        batch_op.drop_column('answer_post')
        batch_op.drop_column('posts')
