"""Step 7: what security keys are asked to sign."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def security_keys(op: "Operations") -> None:
    """Make the table of what was asked."""
    op.create_table(
        "key_challenge",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
    )
    op.create_index("key_challenge_by_end", "key_challenge", ["until"])
