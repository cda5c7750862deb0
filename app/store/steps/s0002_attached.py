"""Step 2: the sealed bytes of attached files, in parts."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def attached(op: "Operations") -> None:
    """Make the tables of attached files."""
    op.create_table(
        "attached",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("waits", sa.Integer, nullable=False),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("refusal", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attached_part",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", sa.BLOB, nullable=False),
    )
    op.create_index("attached_part_of", "attached_part", ["stream", "address", "number"], unique=True)
