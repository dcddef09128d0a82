"""Votes and supporters of the youth council"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "council_votes",
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("ballot_id", sa.LargeBinary(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_council_votes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_council_votes_ballot_id"), "council_votes", ["ballot_id"])
    op.create_table(
        "council_support",
        sa.Column("nullifier", sa.LargeBinary(), nullable=False),
        sa.Column("matter_id", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("nullifier", name=op.f("pk_council_support")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_council_support_matter_id"), "council_support", ["matter_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_council_support_matter_id"), "council_support")
    op.drop_table("council_support")
    op.drop_index(op.f("ix_council_votes_ballot_id"), "council_votes")
    op.drop_table("council_votes")
