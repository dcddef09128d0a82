"""Who has answered the open poll of the pulse"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "poll_answers",
        sa.Column("nullifier", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("nullifier", name=op.f("pk_poll_answers")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("poll_answers")
