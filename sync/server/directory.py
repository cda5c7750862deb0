"""The directory stream: who works here and which device signs with which key. Written by the server alone."""

from base64 import b64encode
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid5

from sqlalchemy import Connection

from app.changes import signing
from app.changes.cells import is_deleted, value
from app.ids import PROJECT_NAMESPACE, named_record, named_stream
from sync.server import log as logs
from sync.server import own
from sync.server.log import Log
from sync.server.own import SERVER as SERVER
from sync.server.own import Wanted
from sync.server.planfile import KeyLine
from sync.server.rights import DIRECTORY, PLAN, Stream
from sync.server.settings import Identity
from sync.server.statements import Statement

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


def write_foreign_key(connection: Connection, identity: Identity, key: KeyLine, *, now: datetime) -> None:
    """Tell everybody of a key that proves what was written in another municipality, by whom there.

    It is no device of this one, and its user none of those who work here. The key of a server is nobody's.
    """
    fields = {"device": key.device, "login": key.user, "key": key.key, "public": b64encode(key.public).decode()}
    name = f"key:{key.key}" if key.device == SERVER else f"device:{key.device}"
    _tell(connection, identity, name, "device", fields, now=now)


def end_assignments(log: Log, identity: Identity, *, but: Collection[str], now: datetime) -> None:
    """Let a citizen's plan tell that those work with the citizen no more who did elsewhere; *but* the logins named."""
    rows = _ASSIGNMENTS.all(log.connection, stream=log.stream.id)
    log.load(row.id for row in rows)
    cells = {row.id: log.states[row.id] for row in rows}
    gone = [each for each, held in cells.items() if not is_deleted(held) and value(held, "login") not in but]
    wanted = [Wanted(record=each, kind="assignment", fields={"deleted": True}) for each in gone]
    own.write(log, identity, wanted, now=now)


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


_ASSIGNMENTS = Statement("SELECT id FROM record WHERE stream = :stream AND kind = 'assignment'")
