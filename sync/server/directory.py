"""The directory stream: who works here and which device signs with which key. Written by the server alone."""

from base64 import b64encode
from datetime import datetime
from typing import Any
from uuid import uuid5

from sqlalchemy import Connection

from app.changes import signing
from app.changes.change import Change, Edit, encode
from app.changes.outcome import Judge
from app.clock import FixedClock, instant
from app.domain import KINDS
from app.ids import PROJECT_NAMESPACE, Uuid7, named_record, named_stream
from sync.server import log as logs
from sync.server.log import Log, Signed
from sync.server.rights import DIRECTORY, PLAN, Stream
from sync.server.settings import Identity

STREAM = named_stream(DIRECTORY)
SERVER = "00000000-0000-0000-0000-000000000000"
"""The device id of what the server itself writes."""


def write_user(connection: Connection, identity: Identity, *, login: str, name: str, role: str, now: datetime) -> str:
    """Tell everybody of a user; returns the directory's stream."""
    fields = {"login": login, "name": name, "role": role}
    return _tell(connection, identity, f"user:{login}", "user", fields, now=now)


def write_device(
    connection: Connection, identity: Identity, *, device: str, login: str, key: bytes, now: datetime
) -> str:
    """Tell everybody which key a device signs with; returns the directory's stream."""
    fields = {"device": device, "login": login, "key": signing.key_id(key), "public": b64encode(key).decode()}
    return _tell(connection, identity, f"device:{device}", "device", fields, now=now)


def write_assignment(log: Log, identity: Identity, *, login: str, is_assigned: bool, now: datetime) -> None:
    """Tell those who read a citizen's plan who works with the citizen; *log* is a locked stream, the plan or not."""
    if log.stream.compartment != PLAN or log.version == 0:
        return
    record = str(uuid5(PROJECT_NAMESPACE, f"assignment:{log.stream.citizen}:{login}"))
    fields = {"login": login, "deleted": not is_assigned}
    _append(log, identity, Edit(record=record, kind="assignment", base=log.version, set=fields), now=now)


def begin(connection: Connection, identity: Identity, *, now: datetime) -> None:
    """Make the directory with the server's own key, once."""
    if logs.lock(connection, STREAM) is None:
        write_device(connection, identity, device=SERVER, login="", key=identity.signing.public, now=now)


def _tell(
    connection: Connection, identity: Identity, name: str, kind: str, fields: dict[str, Any], *, now: datetime
) -> str:
    where = Stream(STREAM, None, DIRECTORY)
    log = logs.lock(connection, where.id) or logs.open_stream(connection, where)
    record = named_record(name)
    _append(log, identity, Edit(record=record, kind=kind, base=log.version, set=fields), now=now)
    return where.id


def _append(log: Log, identity: Identity, edit: Edit, *, now: datetime) -> None:
    """Add a change signed by the server's key; it has seen everything, so nothing is contested."""
    log.load([edit.record])
    held = log.states.get(edit.record, {})
    altered = {name: value for name, value in edit.set.items() if name not in held or held[name].value != value}
    if not altered:
        return
    change = Change(
        id=Uuid7(FixedClock(now))(), stream=log.stream.id, at=instant(now), name=_NAME,
        edits=[Edit(record=edit.record, kind=edit.kind, base=edit.base, set=altered)],
    )  # fmt: skip
    body = encode(change)
    signed = Signed(
        change=change, body=body, key=signing.key_id(identity.signing.public),
        sig=signing.sign(identity.signing.private, body),
    )  # fmt: skip
    stamp = log.stamp(signed, device=SERVER)
    outcomes = Judge(log.states, KINDS, log.text_at, log.known).judge(change, stamp)
    if isinstance(outcomes, list):
        log.add(signed, outcomes, stamp, by="", received=instant(now))
        log.write()


_NAME = "Serveren"
