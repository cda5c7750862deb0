"""The vault's tables: the streams' wrapped keys, and the register of what was erased and redacted."""

import secrets

from sqlalchemy import BigInteger, Column, Connection, Engine, LargeBinary, MetaData, Table, Text

from sync.server.statements import Statement

FORMAT = b"1"
"""Of these tables; a newer program's vault is not opened."""
MARK_LENGTH = 16
HIDING_LENGTH = 32

metadata = MetaData()

mark_table = Table(
    "mark",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

stream_key = Table(
    "stream_key",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)

erasure = Table(
    "erasure",
    metadata,
    Column("id", Text, primary_key=True),
    Column("citizen", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("confirmed_by", Text),
    Column("confirmed_at", Text),
)
"""Who asked for the erasure of a citizen, why and by which law, and who confirmed it; carried out once confirmed."""

erased_stream = Table(
    "erased_stream",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("erasure", Text, nullable=False),
)
"""The streams whose keys were destroyed: they never get another."""

redaction = Table(
    "redaction",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("change", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Entries whose content was removed, and changes that never came and are not to be taken (version 0)."""

kept_words = Table(
    "kept_words",
    metadata,
    Column("id", Text, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""What is entered anew for its author after a redaction, sealed under the stream's key, until it is removed itself."""

redaction_request = Table(
    "redaction_request",
    metadata,
    Column("id", Text, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("confirmed_by", Text),
    Column("confirmed_at", Text),
)
"""Who asked for the redaction of which changes (ids, parted by commas), why, and who confirmed it."""


class VaultTooNew(RuntimeError):
    """A newer program made the vault; nothing was touched."""


def prepare(writer: Engine) -> None:
    """Make the tables of a new vault. Raises VaultTooNew."""
    with writer.begin() as connection:
        metadata.create_all(connection)
        _MARK.run(connection, name="format", value=FORMAT)
        _MARK.run(connection, name="vault", value=secrets.token_bytes(MARK_LENGTH))
        _MARK.run(connection, name="hiding", value=secrets.token_bytes(HIDING_LENGTH))
        if bytes(_READ.scalar(connection, name="format")) != FORMAT:
            raise VaultTooNew("a newer program made the file of keys: install that one here")


def mark(connection: Connection) -> bytes:
    """Return the random mark by which the data know their vault."""
    return bytes(_READ.scalar(connection, name="vault"))


def proof(connection: Connection, wrapped: bytes) -> bytes:
    """Return what was wrapped when the vault was made; *wrapped* from now on when it has none."""
    _MARK.run(connection, name="proof", value=wrapped)
    return bytes(_READ.scalar(connection, name="proof"))


def kept_proof(connection: Connection) -> bytes:
    """Return what was wrapped when the vault was made."""
    return bytes(_READ.scalar(connection, name="proof") or b"")


def hiding(connection: Connection) -> bytes:
    """Return the key under which CPR numbers are hidden."""
    return bytes(_READ.scalar(connection, name="hiding"))


ERASED = Statement("SELECT stream FROM erased_stream WHERE stream IN :ids")
_MARK = Statement("INSERT INTO mark (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
_READ = Statement("SELECT value FROM mark WHERE name = :name")
