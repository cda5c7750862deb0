"""Who the provider's user is here, and whether what the provider says lets the account in. It never gives a right."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.clock import instant
from sync.protocol import Login
from sync.server import accounts, factors, units
from sync.server.accounts import Denied
from sync.server.provider import Provider
from sync.server.rights import Session
from sync.server.statements import Statement
from sync.server.vouched import Granted, Vouched

logger = logging.getLogger(__name__)


def session_of(
    connection: Connection, told: Provider, vouched: Vouched, *, asked: Login, demands_factor: bool, now: datetime
) -> Session:
    """Return whom the provider vouches for, who has an account that its words fit. Raises Denied."""
    login = _LOGIN.scalar(connection, issuer=told.issuer, subject=vouched.subject)
    if login is None:
        login = _linked(connection, told, vouched, now=now)
    if asked.login and asked.login != login:
        raise Denied
    session = accounts.session_of(connection, login=login, device=asked.device)
    check_role(connection, told, vouched, session=session)
    if not vouched.is_strong and (demands_factor or factors.ways(connection, login)):
        raise Denied
    if not vouched.is_strong or vouched.shown is None:
        return session
    return replace(session, proved=instant(min(now, datetime.fromtimestamp(vouched.shown, UTC))))


def check_role(connection: Connection, told: Provider, vouched: Vouched, *, session: Session) -> None:
    """Raise Denied when the provider's words do not stand for the account's role, or for less than the account may."""
    if not told.roles:
        return
    meant = [each for each in vouched.granted if each.role == session.role]
    if any(_holds(connection, each, session) for each in meant):
        return
    if meant:
        logger.warning("role not given", extra={"role": session.role.value, "limit": "account"})
    raise Denied


def _holds(connection: Connection, granted: Granted, session: Session) -> bool:
    """Tell whether the account's own limits lie within those of *granted*."""
    return (granted.units is None or _lies_in(connection, session.within, granted.units)) and (
        granted.kle is None or (bool(session.kle) and all(each.startswith(granted.kle) for each in session.kle))
    )


def _lies_in(connection: Connection, unit: str, within: tuple[str, ...]) -> bool:
    return bool(unit) and any(unit in units.below(connection, each) for each in within)


def _linked(connection: Connection, told: Provider, vouched: Vouched, *, now: datetime) -> str:
    """Let a provider's user be an account of the name it tells, once; raises Denied."""
    login = vouched.login
    if not login or accounts.role_of(connection, login) is None:
        raise Denied
    if _SUBJECT.scalar(connection, issuer=told.issuer, login=login) is not None:
        raise Denied
    _LINK.run(connection, issuer=told.issuer, subject=vouched.subject, login=login, since=instant(now))
    return login


_LOGIN = Statement("SELECT login FROM outside_account WHERE issuer = :issuer AND subject = :subject")
_SUBJECT = Statement("SELECT subject FROM outside_account WHERE issuer = :issuer AND login = :login")
_LINK = Statement(
    "INSERT INTO outside_account (issuer, subject, login, since) VALUES (:issuer, :subject, :login, :since)"
)
