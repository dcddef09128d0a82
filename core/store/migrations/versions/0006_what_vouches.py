"""The journal keeps a digest of what an act stored; what was signed by somebody who left is vouched for anew"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("journal", sa.Column("seal", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_journal_ref"), "journal", ["ref"])
