"""Records and orders of the formats around the sessions; invitations that the team has signed"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # An invitation of before is not vouched for by anybody: it is made anew.
    op.drop_table("invites")
    op.create_table(
        "invites",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invites")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "programs",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("bot_box", sa.LargeBinary(), nullable=False),
        sa.Column("team_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_programs_format"), "programs", ["format"])
    op.create_table(
        "orders",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("bot_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_orders_state"), "orders", ["state"])


def downgrade() -> None:
    op.drop_index(op.f("ix_orders_state"), "orders")
    op.drop_table("orders")
    op.drop_index(op.f("ix_programs_format"), "programs")
    op.drop_table("programs")
    op.drop_table("invites")
    op.create_table(
        "invites",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invites")),
        sqlite_with_rowid=False,
    )
