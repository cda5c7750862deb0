"""The directory stream: who works here and which device signs with which key. Written by the server alone."""

from base64 import b64encode
from datetime import datetime
from typing import Any
from uuid import uuid5

from sqlalchemy import Connection

from app.changes import signing
from app.ids import PROJECT_NAMESPACE, named_record, named_stream
from sync.server import log as logs
from sync.server import own
from sync.server.log import Log
from sync.server.own import SERVER as SERVER
from sync.server.own import Wanted
from sync.server.rights import DIRECTORY, PLAN, Stream
from sync.server.settings import Identity

STREAM = named_stream(DIRECTORY)


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


def write_assignment(
    log: Log, identity: Identity, *, login: str, is_assigned: bool, now: datetime, sort: str | None = None,
    until: str | None = None,
) -> None:  # fmt: skip
    """Tell those who read a citizen's plan who works with the citizen; *log* is a locked stream, the plan or not.

    *until* is an instant when it is known; *sort* why, when it is not the ordinary reason.
    """
    if log.stream.compartment != PLAN or log.version == 0:
        return
    record = str(uuid5(PROJECT_NAMESPACE, f"assignment:{log.stream.citizen}:{login}"))
    fields = {"login": login, "deleted": not is_assigned, "sort": sort, "until": until}
    own.write(log, identity, [Wanted(record=record, kind="assignment", fields=fields)], now=now)


def begin(connection: Connection, identity: Identity, *, now: datetime) -> None:
    """Make the directory with the server's own key, once."""
    if logs.lock(connection, STREAM) is None:
        write_device(connection, identity, device=SERVER, login="", key=identity.signing.public, now=now)


def _tell(
    connection: Connection, identity: Identity, name: str, kind: str, fields: dict[str, Any], *, now: datetime
) -> str:
    where = Stream(STREAM, None, DIRECTORY)
    log = logs.lock(connection, where.id) or logs.open_stream(connection, where)
    own.write(log, identity, [Wanted(record=named_record(name), kind=kind, fields=fields)], now=now)
    return where.id
