"""The server's tables: the log, its state, and who may do what. One text for SQLite and PostgreSQL."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from sync.server.moving_tables import metadata as metadata

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

stream = Table(
    "stream",
    metadata,
    Column("id", Text, primary_key=True),
    Column("citizen", Text),
    Column("compartment", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("moved_to", Text),
    Column("took", Integer, nullable=False, server_default="0"),
    Index("stream_of_citizen", "citizen"),
    Index("stream_by_compartment", "compartment"),
)
"""The row is the lock of the stream: whoever writes updates it first.

`moved_to` is the stream that took in what this one held; `took` is 1 for one that took another in.
"""

entry = Table(
    "entry",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("meta", LargeBinary, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("content", LargeBinary),
    Index("entry_by_id", "stream", "id"),
)
"""`content` (salt, body, outcomes, key, signature) is sealed under the stream's key and null once redacted. `hash` is
the head's after the entry."""

record = Table(
    "record",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("citizen", Text),
    Column("kind", Text, nullable=False),
    Column("cells", LargeBinary, nullable=False),
    Index("record_by_id", "id"),
)
"""`cells` are sealed under the stream's key."""

sequence = Table(
    "sequence",
    metadata,
    Column("device", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""The last number that a device used in a stream."""

refusal = Table(
    "refusal",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("content", LargeBinary),
    Column("settled", Text),
    Column("settled_by", Text),
    Column("settled_at", Text),
)
"""What was refused, for good. `content` is sealed: a digest of the body, and the body itself, in
quarantine, when its author had lost the right to the citizen.

`settled` says what a person decided of that work.
"""

account = Table(
    "account",
    metadata,
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("areas", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("within", Text, nullable=False, server_default=""),
    Column("kle", Text, nullable=False, server_default=""),
    Column("password", Text, nullable=False),
    Column("ended", Text),
)
"""`areas` are the administrations whose compartments the user may enter, parted by commas.

`unit` is where the user works; `within` and `kle` limit what may be opened.
"""

unit = Table(
    "unit",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("part_of", Text),
)

assignment_period = Table(
    "assignment_period",
    metadata,
    Column("citizen", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("starts", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("reason", Text),
    Index("assignment_period_of_login", "login"),
    Index("assignment_period_due", "due"),
)
"""Who works with whom from when until when. `due` is when the citizen's plan is to tell of it next.

`party` is the actor that an outsider is to the citizen, empty for those who work here.
"""

share = Table(
    "share",
    metadata,
    Column("citizen", Text, primary_key=True),
    Column("party", Text, primary_key=True),
    Column("edition", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("due", Text, nullable=False),
    Column("ended", Text),
    Index("share_by_stream", "stream"),
    Index("share_due", "due"),
)
"""What is shared with a party: a stream for each edition; a new one begins when something is taken back."""

device = Table(
    "device",
    metadata,
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("lease", LargeBinary, nullable=False),
    Column("replaces", Text),
    Column("since", Text, nullable=False),
    Column("lost", Text),
    Column("seen", Text),
    Column("lost_by", Text),
    Column("lost_why", Text),
    Column("wiped", Text),
    Column("proved", Text),
    Index("device_of_login", "login"),
    Index("device_by_key", "key_id"),
)

token = Table(
    "token",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("login", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("proved", Text),
)
"""`proved` is when a second factor was last shown, here and of a device: with the token, or when it was registered."""

factor = Table(
    "factor",
    metadata,
    Column("login", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("sort", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("wrong", BigInteger, nullable=False),
    Column("since", Text, nullable=False),
    Column("confirmed", Text),
)
"""A second factor. `content` is sealed under a key of the account's own; `used` is the last time step whose
code was taken, or how often a security key has signed; `wrong` counts wrong codes in a row."""

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("login", Text, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("factor", Text, nullable=False),
    Column("used", Text),
)
"""Codes for who has lost the factor they were given with, hashed under a key of the vault."""

factor_event = Table(
    "factor_event",
    metadata,
    Column("login", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("by_whom", Text, nullable=False),
)
"""What became of an account's factors, for the audit."""

challenge = Table(
    "challenge",
    metadata,
    Column("id", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("until", Text, nullable=False),
    Index("challenge_by_end", "until"),
)
"""What a provider of identities was asked: answered once, for minutes."""

key_challenge = Table(
    "key_challenge",
    metadata,
    Column("login", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("until", Text, nullable=False),
    Index("key_challenge_by_end", "until"),
)
"""What an account's security keys are asked to sign at a device: the newest, once, for minutes."""

outside_account = Table(
    "outside_account",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("since", Text, nullable=False),
)
"""Who a provider's user is here; said once, then known by the provider's own id."""

outside_session = Table(
    "outside_session",
    metadata,
    Column("device", Text, primary_key=True),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("vouched", Text, nullable=False),
    Column("content", LargeBinary),
)
"""When a provider last vouched for a device's user; `content` is the sealed token by which it is asked again."""

holding = Table(
    "holding",
    metadata,
    Column("device", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
)
"""Which devices were given which streams: whose right ends is told until the receipt of the purge."""

purge = Table(
    "purge",
    metadata,
    Column("device", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
    Column("at", Text, primary_key=True),
)
"""Receipts of purges, for the audit."""

citizen = Table(
    "citizen",
    metadata,
    Column("id", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("kle", Text, nullable=False, server_default=""),
    Column("content", LargeBinary),
    Column("stream", Text),
    Column("number", LargeBinary),
    Index("citizen_by_number", "number"),
)
"""What the server searches people by: folded name and birth date, sealed under the key of `stream`, the citizen's plan;
a hash of the CPR number under keys of which one lies in the vault."""

look_up = Table(
    "look_up",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("act", Text, nullable=False),
)
"""Who looked at whom: an index over the look-ups in the devices' streams."""

attempt = Table(
    "attempt",
    metadata,
    Column("name", Text, primary_key=True),
    Column("times", Text, nullable=False),
    Column("newest", Text, nullable=False),
    Index("attempt_by_newest", "newest"),
)
"""Tries to log in of the last minutes: the name hidden, the instants as a JSON list."""

bulletin = Table(
    "bulletin",
    metadata,
    Column("process", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("news", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""What each serving process committed last, where the database passes on no notes by itself."""

attached = Table(
    "attached",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("device", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("due", Text, nullable=False),
    Index("attached_due", "due"),
)
"""Attached files by the address of their sealed bytes; `held` parts are here. At `due` it is looked whether a record
names it."""

attached_part = Table(
    "attached_part",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

schema_step = Table("schema_step", metadata, Column("number", Integer, primary_key=True, autoincrement=False))
