"""Logging in by the municipality's provider: what begins it, what came of it for a session, and asking again."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.clock import instant, moment
from sync import protocol
from sync.protocol import Login, Outside, OutsideAsked, OutsideTold
from sync.server import outside_accounts, posted, provider, waiting
from sync.server.accounts import Denied
from sync.server.oidc import Conversation, Tokens
from sync.server.permits import FactorNeeded
from sync.server.provider import Provider
from sync.server.rights import Session
from sync.server.statements import Statement
from sync.server.vouched import NotBelieved, ProviderAway, Vouched
from sync.server.waiting import Answered, Begun

if TYPE_CHECKING:
    from sync.server.core import Core

_LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d{1,5}/[A-Za-z0-9/_-]{0,60}")
"""The only place to which a provider may send a browser back: a program of the user's own machine."""
_NOT_AGAIN = Tokens(id_token="", refresh="")
"""Of a provider that cannot be asked again: the user logs in there anew."""


def begin(core: "Core", asked: OutsideAsked) -> OutsideTold:
    """Return where the user's browser goes. Raises Denied where there is no provider, and ProviderAway."""
    told, secret = _provider(core)
    now = core.clock.now()
    if _LOOPBACK.fullmatch(asked.redirect) is None:
        raise protocol.Unreadable("redirect")
    state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    if told.saml is not None:
        address = posted.address(told, secret, state=state, nonce=nonce, now=now, is_fresh=asked.is_fresh)
    else:
        address = _address(core.conversation(told, secret), asked, state=state, nonce=nonce)
    begun = Begun(nonce, asked.redirect, asked.device, asked.challenge)
    core.database.write(lambda each: waiting.put(each, state, begun, now=now))
    return OutsideTold(address=address, state=state)


def let_in(core: "Core", asked: Login) -> Session:
    """Return whom the provider vouches for. Raises Denied and ProviderAway."""
    shown, now = asked.outside, core.clock.now()
    if shown is None:
        raise Denied
    told, secret = _provider(core)
    found = core.database.write(lambda each: waiting.take(each, shown.state, now=now))
    if found.device != asked.device or not _answers(shown.verifier, found.challenge):
        raise Denied
    if told.saml is not None:
        tokens = _NOT_AGAIN
        vouched = core.database.read(lambda each: posted.said(each, shown.state, found, code=shown.code))
    else:
        vouched, tokens = _exchanged(core.conversation(told, secret), found, shown, now=now)

    def write(connection: Connection) -> Session:
        session = outside_accounts.session_of(
            connection, told, vouched, asked=asked, demands_factor=core.policy.demands_factor, now=now
        )
        _vouch(connection, asked.device, issuer=told.issuer, subject=vouched.subject, tokens=tokens, now=now)
        return session

    return core.database.write(write)


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


def _address(conversation: Conversation, asked: OutsideAsked, *, state: str, nonce: str) -> str:
    try:
        return conversation.address(
            state=state, nonce=nonce, challenge=asked.challenge, redirect=asked.redirect, is_fresh=asked.is_fresh
        )
    except NotBelieved as wrong:
        raise ProviderAway from wrong


def _exchanged(
    conversation: Conversation, found: Begun | Answered, shown: Outside, *, now: datetime
) -> tuple[Vouched, Tokens]:
    """Return what the provider says for a code. Raises Denied and ProviderAway."""
    if not isinstance(found, Begun):
        raise Denied
    try:
        tokens = conversation.exchange(shown.code, verifier=shown.verifier, redirect=found.redirect)
        return conversation.vouched(conversation.claims(tokens.id_token, now=now, nonce=found.nonce)), tokens
    except NotBelieved as wrong:
        raise Denied from wrong


def _refreshed(core: "Core", session: Session, *, subject: str, sealed: bytes, now: datetime) -> Tokens:
    """Ask the provider again, and see that it means the same user, with a role that fits."""
    told, secret = _provider(core)
    conversation = core.conversation(told, secret)
    token = core.database.read(lambda each: provider.unseal(each, session.device.encode(), sealed)).decode()
    tokens = conversation.refresh(token)
    if tokens.id_token:
        vouched = conversation.vouched(conversation.claims(tokens.id_token, now=now))
        if vouched.subject != subject:
            raise NotBelieved("subject")
        core.database.read(lambda each: outside_accounts.check_role(each, told, vouched, session=session))
    return tokens if tokens.refresh else Tokens(id_token="", refresh=token)


def _vouch(connection: Connection, device: str, *, issuer: str, subject: str, tokens: Tokens, now: datetime) -> None:
    content = provider.seal(connection, device.encode(), tokens.refresh.encode()) if tokens.refresh else None
    _VOUCH.run(connection, device=device, issuer=issuer, subject=subject, vouched=instant(now), content=content)


def _provider(core: "Core") -> tuple[Provider, str]:
    """Return the provider with what is shown to it; raises Denied where there is none."""
    told, secret = core.database.read(lambda each: (provider.read(each), provider.secret(each)))
    if told is None:
        raise Denied
    return told, secret


def _answers(verifier: str, challenge: str) -> bool:
    """Tell whether *verifier* is what the challenge was made of; not every provider looks (RFC 7636, section 4.6)."""
    made = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    return secrets.compare_digest(made, challenge.encode())


_VOUCHED = Statement("SELECT issuer, subject, vouched, content FROM outside_session WHERE device = :device")
_VOUCH = Statement(
    "INSERT INTO outside_session (device, issuer, subject, vouched, content) "
    "VALUES (:device, :issuer, :subject, :vouched, :content) ON CONFLICT (device) DO UPDATE SET "
    "issuer = excluded.issuer, subject = excluded.subject, vouched = excluded.vouched, content = excluded.content"
)
_UNVOUCH = Statement("DELETE FROM outside_session WHERE device = :device")
_LET_GO = Statement("UPDATE outside_session SET content = NULL WHERE device = :device")
