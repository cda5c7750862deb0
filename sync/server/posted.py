"""A provider whose answer the user's browser posts to this server (SAML 2.0): on to the program, with a code."""

import logging
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl, urlencode

import msgspec
from sqlalchemy import Connection

from sync.protocol import Unreadable
from sync.server import provider, waiting
from sync.server.accounts import Denied, digest
from sync.server.provider import Provider
from sync.server.vouched import NotBelieved, Vouched
from sync.server.waiting import Answered, Begun

if TYPE_CHECKING:
    from sync.server.core import Core

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/x-www-form-urlencoded"
LARGEST = 512 * 1024
"""Bytes of a form, with all that is written as three characters."""
_MOST_FIELDS = 8
_STATE = "^[A-Za-z0-9_-]{1,80}$"


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """The form that a provider lets the browser post: its answer, and what came with the request."""

    answer: str = msgspec.field(name="SAMLResponse")
    state: Annotated[str, msgspec.Meta(pattern=_STATE)] = msgspec.field(name="RelayState")


def read(content: bytes) -> Posted:
    """Read a form; raises Unreadable."""
    try:
        told = dict(parse_qsl(content.decode("ascii"), strict_parsing=True, max_num_fields=_MOST_FIELDS))
        return msgspec.convert(told, Posted)
    except ValueError as wrong:
        raise Unreadable("form") from wrong


def address(told: Provider, secret: str, *, state: str, nonce: str, now: datetime, is_fresh: bool) -> str:
    """Return where the user's browser goes."""
    from sync.server.saml import request  # XML is read where a provider speaks it, and nowhere else

    assert told.saml is not None  # noqa: S101 - the caller has looked
    return request.address(
        told, told.saml, secret=secret, identity=_request(nonce), state=state, now=now, is_fresh=is_fresh
    )


def take(core: "Core", form: Posted) -> str:
    """Return where the browser goes on: to the program that began, with a code, or with a refusal.

    Raises Denied where nothing was begun, or something has come of it.
    """
    now = core.clock.now()
    told, secret = core.database.read(lambda each: (provider.read(each), provider.secret(each)))
    begun = core.database.write(lambda each: waiting.take(each, form.state, now=now))
    if told is None or told.saml is None or not isinstance(begun, Begun):
        raise Denied
    from sync.server.saml import response

    try:
        vouched = response.believed(
            form.answer, provider=told, saml=told.saml, secret=secret, identity=_request(begun.nonce), now=now
        )
    except NotBelieved as wrong:
        logger.warning("not believed", extra={"code": str(wrong)})
        return _on(begun, form.state, error="access_denied")
    code = secrets.token_urlsafe(32)
    core.database.write(lambda each: _put(each, form.state, begun, code=code, vouched=vouched, now=now))
    return _on(begun, form.state, code=code)


def said(connection: Connection, state: str, found: Begun | Answered, *, code: str) -> Vouched:
    """Return what the provider said for a log-in, to who shows the code; raises Denied."""
    if not isinstance(found, Answered) or not secrets.compare_digest(found.code, digest(code)):
        raise Denied
    return msgspec.json.decode(provider.unseal(connection, state.encode(), found.said), type=Vouched)


def _put(
    connection: Connection, state: str, begun: Begun, *, code: str, vouched: Vouched, now: datetime
) -> None:  # fmt: skip
    sealed = provider.seal(connection, state.encode(), msgspec.json.encode(vouched))
    answered = Answered(code=digest(code), device=begun.device, challenge=begun.challenge, said=sealed)
    waiting.put(connection, state, answered, now=now)


def _request(nonce: str) -> str:
    """Return the identity of a request: a name as XML has it begins with neither digit nor hyphen."""
    return f"_{nonce}"


def _on(begun: Begun, state: str, **told: str) -> str:
    return f"{begun.redirect}?{urlencode({**told, 'state': state})}"
