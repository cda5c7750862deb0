"""Step 1: settings, streams, records, changes."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def first_tables(op: "Operations") -> None:
    """Make the first tables."""
    _settings_and_streams(op)
    _records(op)
    _changes(op)


def _settings_and_streams(op: "Operations") -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.BLOB, nullable=False),
    )
    op.create_table(
        "stream",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("citizen", sa.Text),
        sa.Column("compartment", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("hash", sa.BLOB, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("acked", sa.Integer, nullable=False),
        sa.Column("logged_from", sa.Integer, nullable=False),
        sa.Column("logged_hash", sa.BLOB),
        sa.Column("rights", sa.Text, nullable=False),
        sa.Column("ended", sa.Text),
    )


def _records(op: "Operations") -> None:
    op.create_table(
        "record",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("citizen", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("cells", sa.BLOB, nullable=False),
        sa.Column("shown", sa.BLOB, nullable=False),
        sa.Column("marks", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Integer, nullable=False),
        sa.Column("type", sa.Text),
        sa.Column("parent", sa.Text),
        sa.Column("sort", sa.Text),
        sa.Column("day", sa.Text),
        sa.Column("state", sa.Text),
    )
    op.create_index("record_of_citizen", "record", ["citizen", "kind", "type"])
    op.create_index("record_of_stream", "record", ["stream"])
    op.create_index("record_of_parent", "record", ["parent", "kind"])
    op.create_index("record_in_order", "record", ["kind", "sort", "id"])
    op.create_index("record_marked", "record", ["citizen"], sqlite_where=sa.text("marks != 0"))
    op.create_index("record_by_day", "record", ["kind", "type", "day"])
    op.create_table("unindexed", sa.Column("record", sa.Text, primary_key=True), sqlite_with_rowid=False)


def _changes(op: "Operations") -> None:
    op.create_table(
        "change",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("citizen", sa.Text),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("undone", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("own", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer),
        sa.Column("version", sa.Integer),
        sa.Column("ceiling", sa.Integer),
        sa.Column("body", sa.BLOB),
        sa.Column("before", sa.BLOB),
        sa.Column("key", sa.Text),
        sa.Column("sig", sa.BLOB),
        sa.Column("meta", sa.BLOB),
        sa.Column("salt", sa.BLOB),
        sa.Column("outcomes", sa.BLOB),
        sa.Column("commitment", sa.BLOB),
        sa.Column("hash", sa.BLOB),
        sa.Column("checked", sa.Integer, nullable=False),
        sa.Column("refusal", sa.BLOB),
    )
    op.create_index("change_of_stream", "change", ["stream", "version"])
    op.create_index("change_of_citizen", "change", ["citizen", "own", "n"])
    op.create_index("change_in_state", "change", ["state", "stream", "n"])
    op.create_table(
        "finding",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "touch",
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column("change", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
