"""What the server keeps of itself: its epoch, its keys, and the pulse by which other processes tell of writes."""

import secrets
import uuid
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from app.changes import sealing, signing
from sync.server.statements import Statement

EPOCH = "epoch"
ESCROW = "escrow_key"
PULSE = "pulse"
BACKUP = "backup."
"""With one of `BACKED_UP` behind it: when that was last saved."""
DATA = "data"
KEYS = "keys"
BACKED_UP = (DATA, KEYS)
MUNICIPALITY = "municipality"
"""The name by which other municipalities know this one."""
VAULT = "vault"
"""The mark of the vault that the data belong to."""
_SIGNING = "signing_key"
_SEALING = "sealing_key"
_NUMBERS = "numbers_key"
_PUBLIC = ".public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The server's own keys: what it signs with, what is sealed to it, what it hides CPR numbers with."""

    signing: signing.SigningPair
    sealing: sealing.SealingPair
    numbers_key: bytes = field(repr=False)


def read(connection: Connection, name: str) -> bytes | None:
    """Return a setting."""
    stored = _READ.scalar(connection, name=name)
    return None if stored is None else bytes(stored)


def write(connection: Connection, name: str, value: bytes) -> None:
    """Set a setting."""
    _WRITE.run(connection, name=name, value=value)


def epoch(connection: Connection) -> str:
    """Return the random mark that a restore renews."""
    return (read(connection, EPOCH) or b"").decode()


def renew_epoch(connection: Connection) -> None:
    """Draw a new epoch: whatever clients sent after the backup was taken, they offer again."""
    write(connection, EPOCH, secrets.token_hex(8).encode())


def beat(connection: Connection) -> None:
    """Tell a serving process that something was written beside it."""
    write(connection, PULSE, uuid.uuid4().bytes)


def note_backup(connection: Connection, what: str, *, at: str) -> None:
    """Note that a copy of *what* was made."""
    write(connection, BACKUP + what, at.encode())


def prepare(connection: Connection) -> None:
    """Give a new database its epoch and keys; does nothing to one that has them."""
    if read(connection, EPOCH):
        return
    pair = signing.new_pair()
    write(connection, _SIGNING, pair.private)
    write(connection, _SIGNING + _PUBLIC, pair.public)
    sealed = sealing.new_pair()
    write(connection, _SEALING, sealed.private)
    write(connection, _SEALING + _PUBLIC, sealed.public)
    write(connection, _NUMBERS, secrets.token_bytes(32))
    renew_epoch(connection)
    beat(connection)


def identity(connection: Connection) -> Identity:
    """Return the server's keys."""
    held = {row.name: bytes(row.value) for row in _ALL.each(connection)}
    return Identity(
        signing=signing.SigningPair(private=held[_SIGNING], public=held[_SIGNING + _PUBLIC]),
        sealing=sealing.SealingPair(private=held[_SEALING], public=held[_SEALING + _PUBLIC]),
        numbers_key=held[_NUMBERS],
    )


def shape(value: object) -> bytes:
    """Return *value* as bytes for a setting."""
    return msgspec.json.encode(value)


_READ = Statement("SELECT value FROM setting WHERE name = :name")
_ALL = Statement("SELECT name, value FROM setting")
_WRITE = Statement(
    "INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
