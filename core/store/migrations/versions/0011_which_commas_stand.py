"""An index with what is counted of the decisions, so that counting does not read what is sealed in them"""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_index("ix_decisions_item_id_settled_revision", "decisions", ["item_id", "settled", "revision"])


def downgrade() -> None:
    op.drop_index("ix_decisions_item_id_settled_revision", "decisions")
