"""The server's tables of what moves: plans between municipalities, and streams of citizens who turned out to be one."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, Table, Text

metadata = MetaData()

origin = Table(
    "origin",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("signing", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    Column("by_whom", Text, nullable=False),
    Column("received", Text, nullable=False),
    Column("received_by", Text, nullable=False),
)
"""The moves that a stream has made between municipalities, up to which version each brought it."""

foreign_key = Table(
    "foreign_key",
    metadata,
    Column("key_id", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
)
"""Public keys that prove what was written in other municipalities; they open nothing here."""

departure = Table(
    "departure",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("at", Text, primary_key=True),
    Column("by_whom", Text, nullable=False),
    Column("to_whom", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
)
"""What was written into a file for another municipality."""

merger = Table(
    "merger",
    metadata,
    Column("citizen", Text, primary_key=True),
    Column("survivor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by_whom", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("merger_by_survivor", "survivor"),
)
"""Which citizens turned out to be one, for the audit and for whatever still names the one that is not kept."""

copied = Table(
    "copied",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("target_id", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("target", Text, nullable=False),
    Column("target_version", BigInteger, nullable=False),
    Index("copied_by_target", "target", "target_id"),
)
"""Which change of a stream that moved stands where in the one it moved to; `version` is 0 for one that was kept and
taken over."""
