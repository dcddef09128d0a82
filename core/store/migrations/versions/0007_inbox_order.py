"""An index in the order of the inbox, so that its first page needs no look at all the others"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_critiques_session_id_day_id", "critiques", ["session_id", "day", "id"])


def downgrade() -> None:
    op.drop_index("ix_critiques_session_id_day_id", "critiques")
