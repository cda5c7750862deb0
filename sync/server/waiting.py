"""What waits for a browser's return: a log-in begun at the provider, and what came of it; once, for minutes."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from app.clock import instant
from sync.server.accounts import Denied
from sync.server.statements import Statement

ASKED = timedelta(minutes=10)
"""How long a log-in at the provider may take."""


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """What was asked of the provider, by which device, and where the browser goes in the end."""

    nonce: str
    redirect: str
    device: str
    challenge: str


class Answered(msgspec.Struct, frozen=True, tag="answered"):
    """What a provider said that posts its answer here, sealed, for the device that shows the code of this digest."""

    code: bytes
    device: str
    challenge: str
    said: bytes


def put(connection: Connection, state: str, content: Begun | Answered, *, now: datetime) -> None:
    """Let *content* wait under *state*, and forget what has waited too long."""
    _FORGET.run(connection, now=instant(now))
    _PUT.run(connection, id=state, content=msgspec.json.encode(content), until=instant(now + ASKED))


def take(connection: Connection, state: str, *, now: datetime) -> Begun | Answered:
    """Return what waits under *state*, which then waits no more; raises Denied when nothing does."""
    row = _TAKE.first(connection, id=state)
    if row is None or row.until <= instant(now):
        raise Denied
    found: Begun | Answered = msgspec.json.decode(bytes(row.content), type=Begun | Answered)
    return found


_FORGET = Statement("DELETE FROM challenge WHERE until <= :now")
_PUT = Statement("INSERT INTO challenge (id, content, until) VALUES (:id, :content, :until)")
_TAKE = Statement("DELETE FROM challenge WHERE id = :id RETURNING content, until")
