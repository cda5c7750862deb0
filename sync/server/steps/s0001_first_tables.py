"""Step 1: streams, entries and records; accounts, devices and assignments."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def first_tables(op: "Operations") -> None:
    """Make the first tables."""
    _log(op)
    _accounts(op)
    _devices(op)
    _people(op)


def _log(op: "Operations") -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "stream",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("citizen", sa.Text),
        sa.Column("compartment", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )
    op.create_index("stream_by_compartment", "stream", ["compartment"])
    op.create_index("stream_of_citizen", "stream", ["citizen"])
    op.create_table(
        "entry",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("meta", sa.LargeBinary, nullable=False),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("body", sa.LargeBinary),
        sa.Column("outcomes", sa.LargeBinary),
        sa.Column("key", sa.Text),
        sa.Column("sig", sa.LargeBinary),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )
    op.create_index("entry_by_id", "entry", ["stream", "id"])
    op.create_table(
        "record",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("citizen", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("cells", sa.LargeBinary, nullable=False),
    )
    op.create_index("record_by_id", "record", ["id"])
    op.create_table(
        "sequence",
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "refusal",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("key", sa.Text),
        sa.Column("sig", sa.LargeBinary),
    )


def _accounts(op: "Operations") -> None:
    op.create_table(
        "account",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("areas", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("ended", sa.Text),
    )
    op.create_table(
        "assignment",
        sa.Column("citizen", sa.Text, primary_key=True),
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("ended", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_index("assignment_of_login", "assignment", ["login"])
    op.create_table(
        "schema_step",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    )


def _devices(op: "Operations") -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("lease", sa.LargeBinary, nullable=False),
        sa.Column("replaces", sa.Text),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("lost", sa.Text),
    )
    op.create_index("device_by_key", "device", ["key_id"])
    op.create_index("device_of_login", "device", ["login"])
    op.create_table(
        "token",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
    )
    op.create_table(
        "holding",
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("stream", sa.Text, primary_key=True),
    )
    op.create_table(
        "purge",
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, primary_key=True),
    )


def _people(op: "Operations") -> None:
    op.create_table(
        "citizen",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("born", sa.Text, nullable=False),
        sa.Column("number", sa.LargeBinary),
        sa.Column("unit", sa.Text, nullable=False),
    )
    op.create_index("citizen_by_name", "citizen", ["name"])
    op.create_index("citizen_by_number", "citizen", ["number"])
    op.create_table(
        "look_up",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
    )
