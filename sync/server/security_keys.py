"""Security keys of local accounts: what they are asked to sign, whether they did, and how one is removed."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count

import msgspec
from sqlalchemy import Connection

from app.clock import Clock, instant
from sync import protocol
from sync.keys import KeyChallenge, KeyMade, KeyShown
from sync.server import factors, recovery
from sync.server.database import Database
from sync.server.factors import ENROLMENT, Event, Sort
from sync.server.permits import NotDone
from sync.server.staffing import NotDone as NotFound
from sync.server.statements import Statement
from sync.server.vault import vault_of

TO_TOUCH = timedelta(minutes=5)
"""How long a challenge is good; a new key has as long as any new factor, for recovery codes are written down first."""
CHALLENGE_LENGTH = 32
"""Bytes."""
MOST_KEYS = 10
LONGEST_NAME = 40
NAMELESS = "Nøgle"


class Proof(StrEnum):
    """What became of what a key signed, as the device is told it."""

    RIGHT = ""
    WRONG = protocol.WRONG
    COPIED = f"{protocol.WRONG} {protocol.COPIED}"


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A key as it lies sealed; it signs for `host` alone."""

    name: str
    host: str
    id: bytes
    content: bytes


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of a device; `factor` is what a new key becomes."""

    challenge: bytes
    host: str
    factor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A confirmed key and the factor it is."""

    factor: str
    kept: _Kept


def begin(connection: Connection, login: str, *, device: str, host: str, now: datetime) -> KeyChallenge:
    """Draw what one of the account's keys is to sign for *host*; what was asked of *device* before is forgotten."""
    challenge = _ask(connection, login, device=device, host=host, until=now + TO_TOUCH, now=now)
    known = [each.kept.id for each in _held(connection, login) if each.kept.host == host]
    return KeyChallenge(challenge=challenge, host=host, keys=known)


def begin_new(connection: Connection, login: str, *, device: str, host: str, now: datetime) -> KeyChallenge:
    """Draw what a new key is to sign, and recovery codes where none are left. Raises NotDone when there are enough."""
    held = _held(connection, login)
    if len(held) >= MOST_KEYS:
        raise NotDone("keys")
    has_codes = factors.codes_left(connection, login) > 0
    identity = factors.put_waiting(connection, login, Sort.KEY, content=b"", now=now)
    codes = [] if has_codes else recovery.drawn()
    recovery.keep(connection, codes, login=login, factor=identity)
    until = now + ENROLMENT
    challenge = _ask(connection, login, device=device, host=host, until=until, now=now, factor=identity)
    user = vault_of(connection).hidden(f"key:{login}".encode())
    known = [each.kept.id for each in held if each.kept.host == host]
    return KeyChallenge(challenge=challenge, host=host, keys=known, user=user, recovery=codes)


def prove(connection: Connection, shown: KeyShown, *, login: str, device: str, now: datetime) -> Proof:
    """Tell whether one of the account's keys signed what *device* was asked, which is used up by that.

    A counter that went back is written down: somebody may have a copy of the key.
    """
    from sync.server import webauthn

    asked = _taken(connection, login, device=device, now=now)
    if asked is None or asked.factor:
        return Proof.WRONG
    for each in _held(connection, login):
        if (each.kept.id, each.kept.host) != (shown.id, asked.host):
            continue
        signed = webauthn.shown(shown, challenge=asked.challenge, host=asked.host, content=each.kept.content)
        if signed is None:
            return Proof.WRONG
        if _COUNT.scalar(connection, login=login, id=each.factor, count=signed, above=max(signed, 1)) is None:
            factors.note(connection, login, Event.KEY_COPIED, now=now)
            return Proof.COPIED
        return Proof.RIGHT
    return Proof.WRONG


def confirm(connection: Connection, made: KeyMade, *, login: str, device: str, now: datetime) -> Proof:
    """Let the key that signed what *device* was asked be one of the account's, under a name that no other has."""
    from sync.server import webauthn

    asked = _taken(connection, login, device=device, now=now)
    if asked is None or not asked.factor:
        return Proof.WRONG
    credential = webauthn.made(made, challenge=asked.challenge, host=asked.host)
    held = [each.kept for each in _held(connection, login)]
    if credential is None or credential.id in {each.id for each in held}:
        return Proof.WRONG
    name = _free(made.name, {each.name for each in held})
    kept = _Kept(name=name, host=asked.host, id=credential.id, content=credential.content)
    sealed = factors.sealed(connection, login, factor=asked.factor, content=msgspec.json.encode(kept))
    is_taken = _CONFIRM.scalar(
        connection, login=login, id=asked.factor, content=sealed, count=credential.count, now=instant(now)
    )
    if is_taken is None:  # an administrator has reset the account meanwhile, or another factor was begun
        return Proof.WRONG
    factors.note(connection, login, Event.KEY_ENROLLED, now=now)
    return Proof.RIGHT


def names(connection: Connection, login: str) -> dict[str, str]:
    """Return {factor: name} of the account's keys."""
    return {each.factor: each.kept.name for each in _held(connection, login)}


def remove(database: Database, login: str, *, name: str, by: str, clock: Clock) -> None:
    """Let the key of that name be one of the account's no longer; it is written down who did it. Raises NotDone.

    Recovery codes that were given with it stand beside another factor from then on, and go with the last one.
    """
    now = clock.now()

    def write(connection: Connection) -> None:
        factor = next((each for each, known in names(connection, login).items() if known == name), None)
        if factor is None:
            raise NotFound("there is no such key")
        factors.remove(connection, login, factor=factor)
        factors.note(connection, login, Event.KEY_REMOVED, now=now, by=by)

    database.write(write)


def _ask(
    connection: Connection, login: str, *, device: str, host: str, until: datetime, now: datetime, factor: str = ""
) -> bytes:
    challenge = secrets.token_bytes(CHALLENGE_LENGTH)
    content = msgspec.json.encode(_Asked(challenge=challenge, host=host, factor=factor))
    _FORGET.run(connection, now=instant(now))
    _ASK.run(connection, login=login, device=device, content=content, until=instant(until))
    return challenge


def _taken(connection: Connection, login: str, *, device: str, now: datetime) -> _Asked | None:
    """Return what was asked of a device, which is asked nothing any more; None when that was long ago."""
    row = _TAKE.first(connection, login=login, device=device)
    if row is None or row.until <= instant(now):
        return None
    return msgspec.json.decode(bytes(row.content), type=_Asked)


def _held(connection: Connection, login: str) -> list[_Held]:
    return [
        _Held(
            factor=row.id,
            kept=msgspec.json.decode(
                factors.unsealed(connection, login, factor=row.id, content=bytes(row.content)), type=_Kept
            ),
        )
        for row in _KEYS.all(connection, login=login)
    ]


def _free(name: str, taken: set[str]) -> str:
    """Return *name* on one line, with a number where another key has it."""
    first = " ".join(name.split())[:LONGEST_NAME] or NAMELESS
    return next(each for number in count(1) if (each := first if number == 1 else f"{first} {number}") not in taken)


_FORGET = Statement("DELETE FROM key_challenge WHERE until <= :now")
_ASK = Statement(
    "INSERT INTO key_challenge (login, device, content, until) VALUES (:login, :device, :content, :until) "
    "ON CONFLICT (login, device) DO UPDATE SET content = excluded.content, until = excluded.until"
)
_TAKE = Statement("DELETE FROM key_challenge WHERE login = :login AND device = :device RETURNING content, until")
_KEYS = Statement(
    "SELECT id, content FROM factor WHERE login = :login AND sort = 'key' AND confirmed IS NOT NULL ORDER BY since, id"
)
_COUNT = Statement("UPDATE factor SET used = :count WHERE login = :login AND id = :id AND used < :above RETURNING id")
_CONFIRM = Statement(
    "UPDATE factor SET content = :content, used = :count, confirmed = :now "
    "WHERE login = :login AND id = :id AND confirmed IS NULL RETURNING id"
)
