"""Reading lists, and what documents say of themselves."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.add_column(sa.Column('summary', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('illustrative', sa.Text(), nullable=True))
        # Rows that are there were made by an earlier mapping: the next sync reads their files again.
        batch_op.add_column(sa.Column('mapping', sa.Integer(), server_default='0', nullable=False))

    op.create_table('reading_lists',
    sa.Column('id', sa.String(length=120), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('hub_id', sa.String(length=60), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('level', sa.String(length=20), nullable=False),
    sa.Column('audience', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('published', sa.Date(), nullable=True),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['hub_id'], ['hubs.id'], name=op.f('fk_reading_lists_hub_id_hubs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading_lists')),
    sa.UniqueConstraint('path', name=op.f('uq_reading_lists_path'))
    )
    with op.batch_alter_table('reading_lists', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reading_lists_hub_id'), ['hub_id'], unique=False)

    op.create_table('reading_list_items',
    sa.Column('list_id', sa.String(length=120), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['reading_lists.id'], name=op.f('fk_reading_list_items_list_id_reading_lists'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('list_id', 'position', name=op.f('pk_reading_list_items'))
    )
    with op.batch_alter_table('reading_list_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reading_list_items_document_id'), ['document_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('reading_list_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reading_list_items_document_id'))

    op.drop_table('reading_list_items')
    with op.batch_alter_table('reading_lists', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reading_lists_hub_id'))

    op.drop_table('reading_lists')
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.drop_column('mapping')
        batch_op.drop_column('illustrative')
        batch_op.drop_column('summary')
