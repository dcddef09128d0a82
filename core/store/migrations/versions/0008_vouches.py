"""Who of the team stands for what is sealed, also after its writer has left"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "vouches",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.LargeBinary(), nullable=False),
        sa.Column("signer", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_vouches")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_vouches_signer"), "vouches", ["signer"])
