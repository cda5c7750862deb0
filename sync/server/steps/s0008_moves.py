"""Step 8: where plans came from and went to, and the keys of elsewhere."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def moves(op: "Operations") -> None:
    """Make the tables of plans that moved between municipalities."""
    op.create_table(
        "origin",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("signing", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("by_whom", sa.Text, nullable=False),
        sa.Column("received", sa.Text, nullable=False),
        sa.Column("received_by", sa.Text, nullable=False),
    )
    op.create_table(
        "foreign_key",
        sa.Column("key_id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("public", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "departure",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, primary_key=True),
        sa.Column("by_whom", sa.Text, nullable=False),
        sa.Column("to_whom", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
