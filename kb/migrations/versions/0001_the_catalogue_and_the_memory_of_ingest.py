"""The catalogue and the memory of ingest."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    
    op.create_table('hubs',
    sa.Column('id', sa.String(length=60), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hubs')),
    sa.UniqueConstraint('path', name=op.f('uq_hubs_path'))
    )
    op.create_table('ingested_files',
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('document_id', sa.String(length=120), nullable=True),
    sa.Column('body_sha256', sa.String(length=64), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('remedy', sa.Text(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('path', name=op.f('pk_ingested_files'))
    )
    with op.batch_alter_table('ingested_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ingested_files_document_id'), ['document_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ingested_files_sha256'), ['sha256'], unique=False)

    op.create_table('library_problems',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=60), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('remedy', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_problems'))
    )
    op.create_table('documents',
    sa.Column('id', sa.String(length=120), nullable=False),
    sa.Column('title', sa.String(length=500), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('hub_id', sa.String(length=60), nullable=False),
    sa.Column('language', sa.String(length=35), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=True),
    sa.Column('operator', sa.Text(), nullable=True),
    sa.Column('published', sa.Date(), nullable=True),
    sa.Column('tags', sa.JSON(), nullable=False),
    sa.Column('source_title', sa.Text(), nullable=True),
    sa.Column('source_url', sa.Text(), nullable=True),
    sa.Column('source_sha256', sa.String(length=64), nullable=True),
    sa.Column('source_file', sa.Text(), nullable=True),
    sa.Column('licence', sa.Text(), nullable=True),
    sa.Column('verified_by', sa.Text(), nullable=True),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('verified_until', sa.Date(), nullable=True),
    sa.Column('words', sa.Integer(), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['hub_id'], ['hubs.id'], name=op.f('fk_documents_hub_id_hubs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents')),
    sa.UniqueConstraint('path', name=op.f('uq_documents_path'))
    )
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.create_index('ix_documents_filter', ['kind', 'language', 'country'], unique=False)
        batch_op.create_index(batch_op.f('ix_documents_hub_id'), ['hub_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_documents_published'), ['published'], unique=False)
        batch_op.create_index(batch_op.f('ix_documents_source_sha256'), ['source_sha256'], unique=False)

    op.create_table('document_hubs',
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('hub_id', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_document_hubs_document_id_documents'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['hub_id'], ['hubs.id'], name=op.f('fk_document_hubs_hub_id_hubs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('document_id', 'hub_id', name=op.f('pk_document_hubs'))
    )
    with op.batch_alter_table('document_hubs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_hubs_hub_id'), ['hub_id'], unique=False)

    


def downgrade() -> None:
    
    with op.batch_alter_table('document_hubs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_hubs_hub_id'))

    op.drop_table('document_hubs')
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_source_sha256'))
        batch_op.drop_index(batch_op.f('ix_documents_published'))
        batch_op.drop_index(batch_op.f('ix_documents_hub_id'))
        batch_op.drop_index('ix_documents_filter')

    op.drop_table('documents')
    op.drop_table('library_problems')
    with op.batch_alter_table('ingested_files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ingested_files_sha256'))
        batch_op.drop_index(batch_op.f('ix_ingested_files_document_id'))

    op.drop_table('ingested_files')
    op.drop_table('hubs')
    
