"""Second factors of local accounts: what is kept of them, who has one, how a code is proved, how all are reset."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from app.clock import Clock, FixedClock, instant
from app.ids import Uuid7, named_stream
from sync import protocol
from sync.server import accounts, recovery, totp
from sync.server.database import Database
from sync.server.staffing import NotDone
from sync.server.statements import Statement
from sync.server.vault import vault_of

ENROLMENT = timedelta(minutes=15)
"""How long a factor waits to be confirmed."""
MOST_WRONG = 30
"""Wrong codes in a row; with three codes that fit at a time, a guess then succeeds in one of 10,000 accounts."""


class Sort(StrEnum):
    """What is shown beside the password."""

    TOTP = "totp"
    KEY = protocol.KEY


class Event(StrEnum):
    """What became of an account's factors."""

    ENROLLED = "enrolled"
    RECOVERED = "recovered"
    CLOSED = "closed"
    RESET = "reset"
    KEY_ENROLLED = "key_enrolled"
    KEY_COPIED = "key_copied"
    KEY_REMOVED = "key_removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What a person needs to set an authenticator program up: shown once."""

    secret: str
    address: str
    recovery: list[str]


def ways(connection: Connection, login: str) -> tuple[str, ...]:
    """Return the sorts of confirmed factors that an account has."""
    return tuple(sorted({row.sort for row in _CONFIRMED.each(connection, login=login)}))


def begin(connection: Connection, login: str, *, now: datetime) -> Enrolled:
    """Draw a secret and recovery codes that count once a code was shown; what waited before is forgotten."""
    secret, codes = secrets.token_bytes(totp.SECRET_LENGTH), recovery.drawn()
    identity = put_waiting(connection, login, Sort.TOTP, content=secret, now=now)
    recovery.keep(connection, codes, login=login, factor=identity)
    return Enrolled(secret=totp.in_letters(secret), address=totp.address(secret, login=login), recovery=codes)


def put_waiting(connection: Connection, login: str, sort: Sort, *, content: bytes, now: datetime) -> str:
    """Keep a factor that waits to be confirmed and return its id; what waited before is forgotten with its codes."""
    for each in _FORGET_WAITING.all(connection, login=login):
        recovery.forget_of(connection, login, factor=each.id)
    identity = _new_id(now)
    kept = sealed(connection, login, factor=identity, content=content)
    _PUT.run(connection, login=login, id=identity, sort=sort.value, content=kept, since=instant(now))
    return identity


def sealed(connection: Connection, login: str, *, factor: str, content: bytes) -> bytes:
    """Return what a factor is made of as it is kept."""
    return vault_of(connection).sealing(_stream(login), factor.encode(), content)


def unsealed(connection: Connection, login: str, *, factor: str, content: bytes) -> bytes:
    """Return what `sealed` was given."""
    return vault_of(connection).key(_stream(login)).open(factor.encode(), content)


def codes_left(connection: Connection, login: str) -> int:
    """Return how many recovery codes of confirmed factors are left."""
    return sum(recovery.left(connection, login, factor=row.id) for row in _CONFIRMED.all(connection, login=login))


def prove(connection: Connection, *, login: str, code: str, now: datetime) -> bool:
    """Tell whether *code* is one of the account's, use it up, and confirm what it belongs to.

    Codes of time and recovery codes count alike; a wrong one is counted, and after `MOST_WRONG` only recovery helps.
    """
    if recovery.is_code(code):
        return _recovered(connection, login=login, code=code, now=now)
    told = "".join(code.split())
    oldest = instant(now - ENROLMENT)
    for row in _COUNT.all(connection, login=login):
        if row.wrong == MOST_WRONG + 1:
            note(connection, login, Event.CLOSED, now=now)
        if row.wrong > MOST_WRONG or (row.confirmed is None and row.since < oldest):
            continue
        secret = unsealed(connection, login, factor=row.id, content=bytes(row.content))
        step = totp.matching(secret, told, now=now, after=row.used)
        if step is not None:
            _RIGHT.run(connection, login=login, id=row.id, used=step, now=instant(now))
            if row.confirmed is None:
                _confirm(connection, login, row.id, now=now)
            return True
    return False


def note(connection: Connection, login: str, event: Event, *, now: datetime, by: str = "") -> None:
    """Write down what became of an account's factors."""
    _NOTE.run(connection, login=login, id=_new_id(now), at=instant(now), act=event.value, by=by)


def remove(connection: Connection, login: str, *, factor: str) -> None:
    """Forget one factor; its recovery codes stand beside another one from then on, and go with the last."""
    _FORGET_ONE.run(connection, login=login, id=factor)
    left = _CONFIRMED.first(connection, login=login)
    if left is None:
        recovery.forget(connection, login)
    else:
        recovery.hand_over(connection, login, before=factor, factor=left.id)


def reset(database: Database, login: str, *, by: str, clock: Clock) -> None:
    """Forget an account's factors, its tokens and what its devices proved: the next log-in begins anew. Raises NotDone.

    For who has lost telephone and recovery codes; it is written down who did it.
    """
    now = clock.now()

    def write(connection: Connection) -> None:
        if not accounts.exists(connection, login):
            raise NotDone("there is no such user")
        recovery.forget(connection, login)
        for each in (_FORGET, _FORGET_ASKED, _FORGET_TOKENS, _UNPROVE):
            each.run(connection, login=login)
        note(connection, login, Event.RESET, now=now, by=by)

    database.write(write)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An account's factors, how many recovery codes are left, and what became of them, the oldest first."""

    factors: list[str]
    codes: int
    events: list[str]


def told(connection: Connection, login: str, *, names: Mapping[str, str]) -> Told:
    """Return what an administrator may know of an account's factors; *names* are those of its security keys."""
    confirmed = _CONFIRMED.all(connection, login=login)
    return Told(
        factors=[f"{row.sort} {row.since} {names.get(row.id, '')}".strip() for row in confirmed],
        codes=codes_left(connection, login),
        events=[f"{row.at} {row.act} {row.by_whom}".strip() for row in _EVENTS.each(connection, login=login)],
    )


def _confirm(connection: Connection, login: str, identity: str, *, now: datetime) -> None:
    """Let a program take the place of the one before it, with its codes."""
    _FORGET_OTHERS.run(connection, login=login, id=identity)
    recovery.forget_others(connection, login, factor=identity)
    note(connection, login, Event.ENROLLED, now=now)


def _recovered(connection: Connection, *, login: str, code: str, now: datetime) -> bool:
    """Use a recovery code of a confirmed factor, which may then be tried afresh."""
    confirmed = {row.id for row in _CONFIRMED.each(connection, login=login)}
    factor = recovery.use(connection, code, login=login, at=instant(now))
    if factor is None or factor not in confirmed:
        return False
    _AFRESH.run(connection, login=login)
    note(connection, login, Event.RECOVERED, now=now)
    return True


def _new_id(now: datetime) -> str:
    return Uuid7(FixedClock(now))()


def _stream(login: str) -> str:
    return named_stream(f"factor:{login}")


_CONFIRMED = Statement(
    "SELECT id, sort, since FROM factor WHERE login = :login AND confirmed IS NOT NULL ORDER BY since, id"
)
_PUT = Statement(
    "INSERT INTO factor (login, id, sort, content, used, wrong, since, confirmed) "
    "VALUES (:login, :id, :sort, :content, 0, 0, :since, NULL)"
)
_COUNT = Statement(
    "UPDATE factor SET wrong = wrong + 1 WHERE login = :login AND sort = 'totp' "
    "RETURNING id, content, used, wrong, since, confirmed"
)
_RIGHT = Statement(
    "UPDATE factor SET wrong = 0, used = :used, confirmed = coalesce(confirmed, :now) WHERE login = :login AND id = :id"
)
_AFRESH = Statement("UPDATE factor SET wrong = 0 WHERE login = :login")
_FORGET_WAITING = Statement("DELETE FROM factor WHERE login = :login AND confirmed IS NULL RETURNING id")
_FORGET_OTHERS = Statement("DELETE FROM factor WHERE login = :login AND sort = 'totp' AND id <> :id")
_FORGET = Statement("DELETE FROM factor WHERE login = :login")
_FORGET_ONE = Statement("DELETE FROM factor WHERE login = :login AND id = :id")
_FORGET_ASKED = Statement("DELETE FROM key_challenge WHERE login = :login")
_FORGET_TOKENS = Statement("DELETE FROM token WHERE login = :login")
_UNPROVE = Statement("UPDATE device SET proved = NULL WHERE login = :login")
_NOTE = Statement("INSERT INTO factor_event (login, id, at, act, by_whom) VALUES (:login, :id, :at, :act, :by)")
_EVENTS = Statement("SELECT at, act, by_whom FROM factor_event WHERE login = :login ORDER BY at, id")
