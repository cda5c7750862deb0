"""The tables of the truth. Lists, sort keys and search are derived from them and can be rebuilt."""

from sqlalchemy import BLOB, Column, Index, Integer, MetaData, Table, Text, text

APPLICATION_ID = 0x456E706C
"""«Enpl» in the header of the file, so that other programs can tell what it is."""
SCHEMA = 4
"""`user_version` of the file; raised with every migration."""

metadata = MetaData()

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BLOB, nullable=False),
)

stream = Table(
    "stream",
    metadata,
    Column("id", Text, primary_key=True),
    Column("citizen", Text),
    Column("compartment", Text, nullable=False),
    Column("version", Integer, nullable=False, default=0),
    Column("hash", BLOB, nullable=False),
    Column("seq", Integer, nullable=False, default=0),
    Column("acked", Integer, nullable=False, default=0),
    Column("logged_from", Integer, nullable=False, default=1),
    Column("logged_hash", BLOB),
    Column("rights", Text, nullable=False, default="write"),
    Column("ended", Text),
)
"""`version` and `hash` are the head as far as it is known here; `seq` is the last number given to an own change and
`acked` the last one that the server has answered. The log is held without a gap from `logged_from` on (`version` + 1
when none is); `logged_hash` is the chain's hash before it."""

record = Table(
    "record",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("stream", Text, nullable=False),
    Column("citizen", Text),
    Column("kind", Text, nullable=False),
    Column("cells", BLOB, nullable=False),
    Column("shown", BLOB, nullable=False),
    Column("marks", Integer, nullable=False, default=0),
    Column("deleted", Integer, nullable=False, default=0),
    Column("type", Text),
    Column("parent", Text),
    Column("sort", Text),
    Column("day", Text),
    Column("state", Text),
    Index("record_of_citizen", "citizen", "kind", "type"),
    Index("record_of_stream", "stream"),
    Index("record_of_parent", "parent", "kind"),
    Index("record_in_order", "kind", "sort", "id"),
    Index("record_by_day", "kind", "type", "day"),
)
Index("record_marked", record.c.citizen, sqlite_where=record.c.marks != 0)
"""Columns from `deleted` on are derived from `shown` by the record types."""

change = Table(
    "change",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("stream", Text, nullable=False),
    Column("citizen", Text),
    Column("act", Text, nullable=False),
    Column("role", Text, nullable=False, default="do"),
    Column("undone", Integer, nullable=False, default=0),
    Column("state", Text, nullable=False),
    Column("own", Integer, nullable=False, default=0),
    Column("at", Text, nullable=False, default=""),
    Column("seq", Integer),
    Column("version", Integer),
    Column("ceiling", Integer),
    Column("body", BLOB),
    Column("before", BLOB),
    Column("key", Text),
    Column("sig", BLOB),
    Column("meta", BLOB),
    Column("salt", BLOB),
    Column("outcomes", BLOB),
    Column("commitment", BLOB),
    Column("hash", BLOB),
    Column("checked", Integer, nullable=False, default=0),
    Column("refusal", BLOB),
    Index("change_of_stream", "stream", "version"),
    Index("change_of_citizen", "citizen", "own", "n"),
    Index("change_in_state", "state", "stream", "n"),
    Index("change_of_act", "act"),
)
"""`act` joins the changes of one act. `role`: do, undo, redo, settle, look_up, meeting. `state`: typing, pending, sent,
entered, refused, dismissed, withdrawn. `before` holds what the changed fields showed, for undo. `body` is null
once redacted."""

_UNCHECKED = text("state = 'entered' AND checked = 0 AND own = 0 AND body IS NOT NULL")
Index("change_unchecked", change.c.n, sqlite_where=_UNCHECKED)
"""What others wrote, and whose signature nobody has looked at."""

touch = Table(
    "touch",
    metadata,
    Column("record", Text, primary_key=True),
    Column("change", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which changes (by `change.n`) concern a record."""

finding = Table(
    "finding",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""What was found wrong with what the server sent: a broken chain, a false signature."""

unindexed = Table(
    "unindexed",
    metadata,
    Column("record", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Records that were pulled and whose text the search has not taken yet."""

attached = Table(
    "attached",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("waits", Integer, nullable=False, default=0),
    Column("received", Integer, nullable=False, default=0),
    Column("refusal", Text),
    sqlite_with_rowid=False,
)
"""Files that are attached in a stream, by the address of their sealed bytes: `size` of them, of which the first `held`
parts are here. `waits`: attached here, and the server has never had it. `received`: the server had it when it was asked
last. `refusal` says why it does not take it."""

attached_part = Table(
    "attached_part",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", BLOB, nullable=False),
    Index("attached_part_of", "stream", "address", "number", unique=True),
)
