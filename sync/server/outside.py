"""Logging in by the municipality's provider: a code for a session, who that is here, and asking again."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection

from app.clock import instant, moment
from sync import protocol
from sync.protocol import Login, OutsideAsked, OutsideTold
from sync.server import accounts, factors, provider
from sync.server.accounts import Denied
from sync.server.oidc import Conversation, NotBelieved, ProviderAway, Tokens
from sync.server.permits import FactorNeeded
from sync.server.rights import Session
from sync.server.statements import Statement

if TYPE_CHECKING:
    from sync.server.core import Core

ASKED = timedelta(minutes=10)
"""How long a log-in at the provider may take."""
_LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d{1,5}/[A-Za-z0-9/_-]{0,60}")
"""The only place to which a provider may send a browser back: a program of the user's own machine."""


class _Begun(msgspec.Struct, frozen=True):
    """What was asked of the provider."""

    nonce: str
    redirect: str
    device: str
    challenge: str


def begin(core: "Core", asked: OutsideAsked) -> OutsideTold:
    """Return where the user's browser goes. Raises Denied where there is no provider, and ProviderAway."""
    conversation, now = _conversation(core), core.clock.now()
    if _LOOPBACK.fullmatch(asked.redirect) is None:
        raise protocol.Unreadable("redirect")
    state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    try:
        address = conversation.address(
            state=state, nonce=nonce, challenge=asked.challenge, redirect=asked.redirect, is_fresh=asked.is_fresh
        )
    except NotBelieved as wrong:
        raise ProviderAway from wrong
    begun = msgspec.json.encode(_Begun(nonce, asked.redirect, asked.device, asked.challenge))

    def write(connection: Connection) -> None:
        _FORGET.run(connection, now=instant(now))
        _ASK.run(connection, id=state, content=begun, until=instant(now + ASKED))

    core.database.write(write)
    return OutsideTold(address=address, state=state)


def let_in(core: "Core", asked: Login) -> Session:
    """Return whom the provider vouches for. Raises Denied and ProviderAway."""
    shown, now = asked.outside, core.clock.now()
    if shown is None:
        raise Denied
    conversation = _conversation(core)
    row = core.database.write(lambda each: _ANSWER.first(each, id=shown.state))
    if row is None or row.until <= instant(now):
        raise Denied
    begun = msgspec.json.decode(bytes(row.content), type=_Begun)
    if begun.device != asked.device or not _answers(shown.verifier, begun.challenge):
        raise Denied
    try:
        tokens = conversation.exchange(shown.code, verifier=shown.verifier, redirect=begun.redirect)
        claims = conversation.claims(tokens.id_token, now=now, nonce=begun.nonce)
    except NotBelieved as wrong:
        raise Denied from wrong
    return core.database.write(lambda each: _known(each, core, asked=asked, claims=claims, tokens=tokens))


def check(core: "Core", session: Session) -> None:
    """See that the provider still vouches for the user of a device that logged in by it.

    Raises FactorNeeded when the user has to log in there again, and ProviderAway.
    """
    row = core.database.read(lambda each: _VOUCHED.first(each, device=session.device))
    now = core.clock.now()
    if row is None:
        return
    told = core.database.read(provider.read)
    if told is not None and now - moment(row.vouched) <= timedelta(hours=told.hours):
        return
    if told is None or told.issuer != row.issuer or row.content is None:
        raise FactorNeeded(protocol.OUTSIDE)
    try:
        tokens = _refreshed(core, session, subject=row.subject, sealed=bytes(row.content), now=now)
    except (NotBelieved, Denied) as refused:
        core.database.write(lambda each: _LET_GO.run(each, device=session.device))
        raise FactorNeeded(protocol.OUTSIDE) from refused
    core.database.write(
        lambda each: _vouch(each, session.device, issuer=row.issuer, subject=row.subject, tokens=tokens, now=now)
    )


def ways(connection: Connection, device: str) -> tuple[str, ...]:
    """Return by what the user of a device that logged in by the provider proves to be there."""
    return (protocol.OUTSIDE,) if _VOUCHED.first(connection, device=device) is not None else ()


def forget(connection: Connection, device: str) -> None:
    """Ask the provider no more for a device whose user has shown a password."""
    _UNVOUCH.run(connection, device=device)


def carry(connection: Connection, *, before: str, device: str) -> None:
    """Let the provider be asked for *device* as for the one that registered it."""
    row = _VOUCHED.first(connection, device=before)
    if row is not None and before != device:
        values = {"issuer": row.issuer, "subject": row.subject, "vouched": row.vouched, "content": None}
        _VOUCH.run(connection, device=device, **values)


def _refreshed(core: "Core", session: Session, *, subject: str, sealed: bytes, now: datetime) -> Tokens:
    """Ask the provider again, and see that it means the same user, with a role that fits."""
    conversation = _conversation(core)
    token = core.database.read(lambda each: provider.unseal(each, session.device.encode(), sealed)).decode()
    tokens = conversation.refresh(token)
    if tokens.id_token:
        claims = conversation.claims(tokens.id_token, now=now)
        if claims["sub"] != subject:
            raise NotBelieved("subject")
        _check_role(conversation.provider, claims, session)
    return tokens if tokens.refresh else Tokens(id_token="", refresh=token)


def _known(connection: Connection, core: "Core", *, asked: Login, claims: dict[str, Any], tokens: Tokens) -> Session:
    told, now = provider.read(connection), core.clock.now()
    if told is None:
        raise Denied
    subject = claims["sub"]
    login = _LOGIN.scalar(connection, issuer=told.issuer, subject=subject)
    if login is None:
        login = _linked(connection, told, claims, now=now)
    if asked.login and asked.login != login:
        raise Denied
    session = accounts.session_of(connection, login=login, device=asked.device)
    _check_role(told, claims, session)
    is_strong = told.is_strong or "mfa" in (claims.get("amr") or ())
    if not is_strong and (core.policy.demands_factor or factors.ways(connection, login)):
        raise Denied
    _vouch(connection, asked.device, issuer=told.issuer, subject=subject, tokens=tokens, now=now)
    shown = claims.get("auth_time")
    if not is_strong or not isinstance(shown, int):
        return session
    return replace(session, proved=instant(min(now, datetime.fromtimestamp(shown, UTC))))


def _linked(connection: Connection, told: provider.Provider, claims: dict[str, Any], *, now: datetime) -> str:
    """Let a provider's user be an account of the name it tells, once; raises Denied."""
    login = claims.get(told.login)
    if not isinstance(login, str) or accounts.role_of(connection, login) is None:
        raise Denied
    is_unsure = told.login == "email" and claims.get("email_verified") is not True
    if is_unsure or _SUBJECT.scalar(connection, issuer=told.issuer, login=login) is not None:
        raise Denied
    _LINK.run(connection, issuer=told.issuer, subject=claims["sub"], login=login, since=instant(now))
    return login


def _check_role(told: provider.Provider, claims: dict[str, Any], session: Session) -> None:
    """Raise Denied when the provider's words do not stand for the account's role; they never give one."""
    if not told.roles:
        return
    words = claims.get(told.roles_claim)
    allowed = {told.roles[each] for each in words if each in told.roles} if isinstance(words, list) else set()
    if session.role not in allowed:
        raise Denied


def _vouch(connection: Connection, device: str, *, issuer: str, subject: str, tokens: Tokens, now: datetime) -> None:
    content = provider.seal(connection, device.encode(), tokens.refresh.encode()) if tokens.refresh else None
    _VOUCH.run(connection, device=device, issuer=issuer, subject=subject, vouched=instant(now), content=content)


def _conversation(core: "Core") -> Conversation:
    """Return the talk with the provider; raises Denied where there is none."""

    def read(connection: Connection) -> tuple[provider.Provider | None, str]:
        return provider.read(connection), provider.secret(connection)

    told, secret = core.database.read(read)
    if told is None:
        raise Denied
    return core.conversation(told, secret)


def _answers(verifier: str, challenge: str) -> bool:
    """Tell whether *verifier* is what the challenge was made of; not every provider looks (RFC 7636, section 4.6)."""
    made = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    return secrets.compare_digest(made, challenge.encode())


_FORGET = Statement("DELETE FROM challenge WHERE until <= :now")
_ASK = Statement("INSERT INTO challenge (id, content, until) VALUES (:id, :content, :until)")
_ANSWER = Statement("DELETE FROM challenge WHERE id = :id RETURNING content, until")
_LOGIN = Statement("SELECT login FROM outside_account WHERE issuer = :issuer AND subject = :subject")
_SUBJECT = Statement("SELECT subject FROM outside_account WHERE issuer = :issuer AND login = :login")
_LINK = Statement(
    "INSERT INTO outside_account (issuer, subject, login, since) VALUES (:issuer, :subject, :login, :since)"
)
_VOUCHED = Statement("SELECT issuer, subject, vouched, content FROM outside_session WHERE device = :device")
_VOUCH = Statement(
    "INSERT INTO outside_session (device, issuer, subject, vouched, content) "
    "VALUES (:device, :issuer, :subject, :vouched, :content) ON CONFLICT (device) DO UPDATE SET "
    "issuer = excluded.issuer, subject = excluded.subject, vouched = excluded.vouched, content = excluded.content"
)
_UNVOUCH = Statement("DELETE FROM outside_session WHERE device = :device")
_LET_GO = Statement("UPDATE outside_session SET content = NULL WHERE device = :device")
