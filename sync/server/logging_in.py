"""Logging in: the password or the device's secret first, then the second factor where one is asked for."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.clock import instant, moment
from sync import protocol
from sync.keys import KeyChallenge
from sync.protocol import Login
from sync.server import accounts, factors, outside, security_keys, tries
from sync.server.permits import FactorNeeded, ProofNeeded
from sync.server.rights import Session
from sync.server.statements import Statement

if TYPE_CHECKING:
    from sync.server.core import Core


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Who showed password or secret; `is_vouched` tells that the device itself was registered with a second factor."""

    session: Session
    is_vouched: bool
    by_secret: bool


def log_in(core: "Core", asked: Login) -> protocol.Session:
    """Give a token for a password or a device's secret; raises Denied, FactorNeeded or TooManyTries."""
    session = _let_in(core, asked)
    return core.database.write(lambda each: core.new_session(each, session, now=core.clock.now()))


def begin_factor(core: "Core", asked: Login) -> protocol.Enrolment:
    """Draw a new factor for an account; one that has a factor already shows it first. Raises as `log_in`."""
    now = core.clock.now()
    session = _let_in(core, asked, is_enrolling=True)
    made = core.database.write(lambda each: factors.begin(each, session.login, now=now))
    return protocol.Enrolment(secret=made.secret, address=made.address, recovery=made.recovery)


def begin_key(core: "Core", asked: Login, host: str) -> KeyChallenge:
    """Draw what one of the account's security keys is to sign. Raises Denied and TooManyTries."""
    now, tried = core.clock.now(), _tried(core, asked)
    core.database.write(lambda each: tries.begin(each, tried, now=now))
    login = core.database.read(lambda each: _known(each, asked)).session.login
    core.database.write(lambda each: tries.was_right(each, tried, now=now))
    signed_for = core.policy.name or host
    return core.database.write(
        lambda each: security_keys.begin(each, login, device=asked.device, host=signed_for, now=now)
    )


def begin_new_key(core: "Core", asked: Login, host: str) -> KeyChallenge:
    """Draw what a new security key is to sign, as `begin_factor`. Raises NotDone where there are enough."""
    now = core.clock.now()
    login = _let_in(core, asked, is_enrolling=True).login
    signed_for = core.policy.name or host
    return core.database.write(
        lambda each: security_keys.begin_new(each, login, device=asked.device, host=signed_for, now=now)
    )


def check_fresh(core: "Core", session: Session) -> None:
    """Raise ProofNeeded unless a second factor was shown a moment ago.

    Whoever has none, where none is demanded, has nothing to show.
    """
    if session.proved and core.clock.now() - moment(session.proved) <= core.policy.fresh:
        return
    ways = core.database.read(lambda each: (*factors.ways(each, session.login), *outside.ways(each, session.device)))
    if ways or core.policy.demands_factor:
        raise ProofNeeded(" ".join(ways) or protocol.ENROL)


def vouch(connection: Connection, session: Session, *, device: str) -> None:
    """Let what *session* proved, or its device before it, hold for *device*, which it has registered."""
    proved = session.proved or _VOUCHED.scalar(connection, device=session.device)
    if proved:
        _PROVED.run(connection, device=device, login=session.login, now=proved)
    outside.carry(connection, before=session.device, device=device)


def _let_in(core: "Core", asked: Login, *, is_enrolling: bool = False) -> Session:
    """Return whom *asked* stands for, with the instant of the proof when one was given; count what is wrong."""
    now, tried = core.clock.now(), _tried(core, asked)
    core.database.write(lambda each: tries.begin(each, tried, now=now))
    if asked.outside is not None and not is_enrolling:
        session = outside.let_in(core, asked)
        core.database.write(lambda each: tries.was_right(each, tried, now=now))
        core.database.write(lambda each: vouch(each, session, device=asked.device))
        return session
    known = core.database.read(lambda each: _known(each, asked))
    login = known.session.login
    is_shown = bool(asked.code or asked.key or asked.new_key)
    if is_shown:
        wrong = core.database.write(lambda each: _wrong(each, asked, login=login, now=now))
        if wrong:
            raise FactorNeeded(" ".join([*core.database.read(lambda each: factors.ways(each, login)), wrong]))
        known = replace(known, session=replace(known.session, proved=instant(now)))
    core.database.write(lambda each: tries.was_right(each, tried, now=now))
    if is_shown:
        core.database.write(lambda each: _PROVED.run(each, device=asked.device, login=login, now=instant(now)))
    else:
        _check_factor(core, known, is_enrolling=is_enrolling)
    if asked.secret:
        outside.check(core, known.session)
    elif not is_enrolling:
        core.database.write(lambda each: outside.forget(each, asked.device))
    return known.session


def _wrong(connection: Connection, asked: Login, *, login: str, now: datetime) -> str:
    """Return what is wrong with the second factor that was shown; it is used up when nothing is."""
    if asked.code:
        return "" if factors.prove(connection, login=login, code=asked.code, now=now) else protocol.WRONG
    if asked.key is not None:
        return security_keys.prove(connection, asked.key, login=login, device=asked.device, now=now)
    if asked.new_key is not None:
        return security_keys.confirm(connection, asked.new_key, login=login, device=asked.device, now=now)
    return protocol.WRONG


def _check_factor(core: "Core", known: _Known, *, is_enrolling: bool) -> None:
    """Raise FactorNeeded where a second factor is asked for and none was shown."""
    if (
        known.by_secret
        and not is_enrolling
        and core.database.read(lambda each: outside.ways(each, known.session.device))
    ):
        return  # the provider is asked instead
    ways = core.database.read(lambda each: factors.ways(each, known.session.login))
    if ways and (is_enrolling or not known.is_vouched):
        raise FactorNeeded(" ".join(ways))
    if not ways and core.policy.demands_factor and not is_enrolling:
        raise FactorNeeded(protocol.ENROL)


def _known(connection: Connection, asked: Login) -> _Known:
    """Return whom a password or a device's secret stands for; raises Denied."""
    if asked.secret:
        login = accounts.check_secret(connection, device=asked.device, secret=asked.secret)
    else:
        login = asked.login
        accounts.check_password(connection, login=login, password=asked.password)
    session = accounts.session_of(connection, login=login, device=asked.device)
    is_vouched = bool(asked.secret) and _VOUCHED.scalar(connection, device=asked.device) is not None
    return _Known(session=session, is_vouched=is_vouched, by_secret=bool(asked.secret))


def _tried(core: "Core", asked: Login) -> str:
    """Return under which name a try is counted: hidden, since people type passwords into the wrong field."""
    name = asked.login or asked.device
    return hmac.digest(core.identity.numbers_key, name.encode(), "sha256").hex()


_PROVED = Statement("UPDATE device SET proved = :now WHERE id = :device AND login = :login")
_VOUCHED = Statement("SELECT proved FROM device WHERE id = :device AND proved IS NOT NULL")
