"""Step 5: second factors and recovery codes, when each device and token last proved one, and accounts elsewhere."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def logging_in(op: "Operations") -> None:
    """Make the tables of what is shown beside the password, and of whoever else vouches for a user."""
    _factors(op)
    _outside(op)
    op.create_table(
        "challenge",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
    )
    op.create_index("challenge_by_end", "challenge", ["until"])
    for table in ("token", "device"):
        op.add_column(table, sa.Column("proved", sa.Text))


def _factors(op: "Operations") -> None:
    op.create_table(
        "factor",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("used", sa.BigInteger, nullable=False),
        sa.Column("wrong", sa.BigInteger, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("confirmed", sa.Text),
    )
    op.create_table(
        "recovery_code",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("factor", sa.Text, nullable=False),
        sa.Column("used", sa.Text),
    )
    op.create_table(
        "factor_event",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("by_whom", sa.Text, nullable=False),
    )


def _outside(op: "Operations") -> None:
    op.create_table(
        "outside_account",
        sa.Column("issuer", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
    )
    op.create_table(
        "outside_session",
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("vouched", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
    )
