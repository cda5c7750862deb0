"""Devices: registered once, each with a secret, a lease key and the public key it signs with."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from app.changes import signing
from app.clock import instant
from app.ids import is_uuid
from sync.protocol import Lease, Registration
from sync.server import directory
from sync.server.accounts import digest
from sync.server.rights import DEFAULT_LEASE_DAYS, LEASE_DAYS, Session
from sync.server.settings import Identity
from sync.server.statements import Statement

KEY_LENGTH = 32
SEEN_EVERY = timedelta(minutes=15)
"""How exactly it is noted when a device was last in contact."""


class NotRegistrable(ValueError):
    """The id is another's, or the key is none."""


def register(
    connection: Connection, session: Session, asked: Registration, *, identity: Identity, now: datetime
) -> str:
    """Register a device of *session*'s user and return its secret, which is stored as a hash.

    Asked again with the same key (the answer was lost) a new secret is drawn. What the device was given under the id
    that this one `replaces` it still holds. Raises NotRegistrable.
    """
    if not is_uuid(asked.device) or len(asked.key) != KEY_LENGTH:
        raise NotRegistrable
    known = _KNOWN.first(connection, id=asked.device)
    if known is not None and (known.login != session.login or bytes(known.key) != asked.key):
        raise NotRegistrable
    secret = secrets.token_urlsafe(32)
    if known is not None:
        _NEW_SECRET.run(connection, id=asked.device, secret=digest(secret))
        return secret
    values = {
        "id": asked.device, "login": session.login, "name": asked.name[:100], "key_id": signing.key_id(asked.key),
        "key": asked.key, "secret": digest(secret), "lease": secrets.token_bytes(KEY_LENGTH),
        "replaces": asked.replaces or None, "since": instant(now),
    }  # fmt: skip
    _REGISTER.run(connection, **values)
    held = _HELD.all(connection, device=asked.replaces, login=session.login)
    _HOLD.run_many(connection, [(asked.device, row.stream) for row in held])
    directory.write_device(connection, identity, device=asked.device, login=session.login, key=asked.key, now=now)
    return secret


def lease(connection: Connection, session: Session, *, now: datetime) -> Lease | None:
    """Return the device's lease key with a new end; the key stays the same as long as it is registered."""
    key = _LEASE.scalar(connection, id=session.device, login=session.login)
    if key is None:
        return None
    days = LEASE_DAYS.get(session.role, DEFAULT_LEASE_DAYS)
    return Lease(key=bytes(key), end=instant(now + timedelta(days=days)))


def note_seen(connection: Connection, device: str, *, now: datetime) -> None:
    """Note that a device was in contact."""
    _SEEN.run(connection, id=device, now=instant(now))


def report_lost(connection: Connection, device: str, *, now: datetime, by: str = "", why: str = "") -> None:
    """Close a device for good: no token, no lease, nothing sealed is taken; it is told to wipe itself when it calls."""
    _LOST.run(connection, id=device, now=instant(now), by=by, why=why)
    _FORGET_TOKENS.run(connection, id=device)


_KNOWN = Statement("SELECT login, key FROM device WHERE id = :id")
_NEW_SECRET = Statement("UPDATE device SET secret = :secret WHERE id = :id")
_REGISTER = Statement(
    "INSERT INTO device (id, login, name, key_id, key, secret, lease, replaces, since, lost) "
    "VALUES (:id, :login, :name, :key_id, :key, :secret, :lease, :replaces, :since, NULL)"
)
_HELD = Statement(
    "SELECT holding.stream FROM holding JOIN device ON device.id = holding.device "
    "WHERE device.id = :device AND device.login = :login"
)
_HOLD = Statement("INSERT INTO holding (device, stream) VALUES (:device, :stream)")
_LEASE = Statement("SELECT lease FROM device WHERE id = :id AND login = :login AND lost IS NULL")
_SEEN = Statement("UPDATE device SET seen = :now WHERE id = :id")
_LOST = Statement("UPDATE device SET lost = :now, lost_by = :by, lost_why = :why WHERE id = :id AND lost IS NULL")
_FORGET_TOKENS = Statement("DELETE FROM token WHERE device = :id")
