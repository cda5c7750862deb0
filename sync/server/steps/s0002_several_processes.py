"""Step 2: what several processes on one database tell each other: news to wake for, tries to log in."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def several_processes(op: "Operations") -> None:
    """Make the tables that processes share."""
    op.create_table(
        "attempt",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("times", sa.Text, nullable=False),
        sa.Column("newest", sa.Text, nullable=False),
    )
    op.create_index("attempt_by_newest", "attempt", ["newest"])
    op.create_table(
        "bulletin",
        sa.Column("process", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("news", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
