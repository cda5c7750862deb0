"""Taking sealed changes: no token, the signature of a registered device opens the door."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from app.changes import sealing, signing
from app.changes.signed import Signed, read_payload
from app.ids import is_uuid
from sync import protocol
from sync.protocol import Anchor, Result, SealedChange
from sync.server import accounts, push, pushing
from sync.server.push import Incoming
from sync.server.rights import Session
from sync.server.settings import Identity
from sync.server.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A sealed change opened: who made it, and what its device held of the stream."""

    session: Session
    incoming: Incoming
    anchor: Anchor


def opened(connection: Connection, sealed: SealedChange, *, identity: Identity) -> Opened | None:
    """Open *sealed*; None unless a registered device that is not reported lost signed what is inside."""
    if not is_uuid(sealed.change) or not is_uuid(sealed.device):
        return None
    info = sealing.outbox_info(sealed.change, device=sealed.device)
    try:
        signed = read_payload(sealing.unseal(identity.sealing.private, info, sealed.sealed))
    except (sealing.SealBroken, msgspec.DecodeError, ValueError):
        return None
    body = bytes(signed.body)
    row = _DEVICE.first(connection, id=sealed.device, key=signed.key)
    if row is None or not signing.verify(bytes(row.key), body, signed.sig):
        return None
    return _read(connection, signed, change_id=sealed.change, login=row.login, device=sealed.device)


def take(connection: Connection, each: Opened, *, identity: Identity, now: str) -> Result | None:
    """Enter one opened change; None when it must wait for the numbered push of its device.

    Only an acceptance is final here: whatever else may be the matter is decided, and remembered, with its number.
    """
    found = pushing.unnumbered(connection, each.session, each.incoming, anchor=each.anchor, identity=identity, now=now)
    return found if found is not None and found.version else None


def _read(connection: Connection, signed: Signed, *, change_id: str, login: str, device: str) -> Opened | None:
    try:
        session = accounts.session_of(connection, login=login, device=device)
        sent = push.read(bytes(signed.body), seq=0, key=signed.key, sig=signed.sig, ceiling=signed.ceiling)
    except (accounts.Denied, ValueError):
        return None
    if sent.change is None or sent.id != change_id or not _fits(signed):
        return None
    return Opened(session=session, incoming=sent, anchor=Anchor(signed.version, signed.hash))


def _fits(signed: Signed) -> bool:
    return all(0 <= each <= protocol.LARGEST_COUNT for each in (signed.version, signed.ceiling or 0))


_DEVICE = Statement(
    "SELECT login, key FROM device WHERE key_id = :key AND lost IS NULL AND login = "
    "(SELECT login FROM device WHERE id = :id AND lost IS NULL) LIMIT 1"
)
