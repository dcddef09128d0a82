"""Queued messages know whose released words they show; released items are found by a mark"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("session_id", sa.LargeBinary(), nullable=True))
    op.create_table(
        "item_marks",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("item_id", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_item_marks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_item_marks_item_id"), "item_marks", ["item_id"])
