"""Step 9: streams that moved because two citizens were one."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def merged(op: "Operations") -> None:
    """Let a stream say where it has moved, and make the tables of citizens that were merged."""
    op.add_column("stream", sa.Column("moved_to", sa.Text))
    op.add_column("stream", sa.Column("took", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "merger",
        sa.Column("citizen", sa.Text, primary_key=True),
        sa.Column("survivor", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("by_whom", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("merger_by_survivor", "merger", ["survivor"])
    op.create_table(
        "copied",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("target_id", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("target_version", sa.BigInteger, nullable=False),
    )
    op.create_index("copied_by_target", "copied", ["target", "target_id"])
