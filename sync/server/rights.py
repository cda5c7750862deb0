"""Who may read and write which stream. The user comes from the token, never from a message."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.ids import citizen_stream, is_uuid, named_stream
from sync.protocol import READ, WRITE
from sync.server.statements import Statement

PLAN = "plan"
PROTECTED = "protected"
AREA = "area:"
SHARE = "share:"
USER = "user:"
DEVICE = "device:"
DIRECTORY = "directory"
READ_ONLY = (DIRECTORY, "catalogue", "templates", "rules")
"""Streams that everybody reads and only the server writes."""


class Role(StrEnum):
    """What a user is employed to do."""

    CASEWORKER = "caseworker"
    FIELD_WORKER = "field_worker"
    PLAN_COORDINATOR = "plan_coordinator"
    SUPERUSER = "superuser"
    MANAGER = "manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    EXTERNAL = "external"


WRITERS = frozenset({Role.CASEWORKER, Role.FIELD_WORKER, Role.PLAN_COORDINATOR, Role.SUPERUSER})
CREATORS = frozenset({Role.CASEWORKER, Role.PLAN_COORDINATOR, Role.SUPERUSER})
READERS = WRITERS | {Role.MANAGER, Role.AUDITOR}
LEASE_DAYS = {Role.FIELD_WORKER: 14, Role.EXTERNAL: 1}
DEFAULT_LEASE_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Whom a token stands for; `is_registered` tells that the device has been registered and is not lost."""

    login: str
    name: str
    role: Role
    areas: frozenset[str]
    device: str
    is_registered: bool = True


class Stream(msgspec.Struct, frozen=True):
    """A stream's row without its head."""

    id: str
    citizen: str | None
    compartment: str


class Readable(msgspec.Struct, frozen=True):
    """A stream with what a session may do with it, and its head."""

    stream: Stream
    rights: str
    version: int
    hash: bytes


class Right(msgspec.Struct, frozen=True):
    """`rights` is "write", "read" or "" ; `code` is the refusal that a change meets."""

    rights: str
    code: str = ""


class Rights:
    """What one session may do, asked once for many streams."""

    def __init__(self, connection: Connection, session: Session, streams: Iterable[Stream]) -> None:
        self._connection = connection
        self._session = session
        citizens = [each.citizen for each in streams if each.citizen is not None]
        rows = _ASSIGNED_OF.of(connection, citizens, login=session.login)
        self._assigned = {row.citizen for row in rows}

    def of(self, stream: Stream) -> Right:
        """Return what the session may do with *stream*, one of those that were asked for."""
        if stream.citizen is not None:
            return self._of_citizen(stream)
        if stream.compartment in READ_ONLY:
            return Right(READ, "read_only")
        if stream.compartment == USER + self._session.login:
            return Right(WRITE)
        if stream.compartment.startswith(DEVICE):
            device = stream.compartment.removeprefix(DEVICE)
            is_own = _DEVICE.scalar(self._connection, device=device) == self._session.login
            return Right(WRITE) if is_own else Right("", "forbidden")
        return Right("", "forbidden")

    def _of_citizen(self, stream: Stream) -> Right:
        session = self._session
        if stream.citizen not in self._assigned or session.role not in READERS:
            return Right("", "not_assigned")
        if not _may_enter(session, stream.compartment):
            return Right("", "forbidden")
        return Right(WRITE) if session.role in WRITERS else Right(READ, "read_only")


def right(connection: Connection, session: Session, stream: Stream) -> Right:
    """Return what *session* may do with *stream*."""
    return Rights(connection, session, [stream]).of(stream)


def find(connection: Connection, stream: str) -> Stream | None:
    """Return a stream's row, or None when there is none."""
    row = _FIND.first(connection, id=stream)
    return None if row is None else Stream(stream, row.citizen, row.compartment)


def readable(connection: Connection, session: Session) -> list[Readable]:
    """Return every stream that *session* may read, in a fixed order."""
    own = _OWN.each(connection, user=USER + session.login, device=DEVICE + session.device)
    found = [_readable(row, None, _own_rights(row.compartment)) for row in own]
    if session.role in READERS:
        given = WRITE if session.role in WRITERS else READ
        rows = _ASSIGNED.each(connection, login=session.login)
        found += [_readable(row, row.citizen, given) for row in rows if _may_enter(session, row.compartment)]
    return found


def _readable(row: Any, citizen: str | None, given: str) -> Readable:
    return Readable(Stream(row.id, citizen, row.compartment), given, row.version, row.hash)


def may_open(connection: Connection, session: Session, stream: Stream) -> Right:
    """Return whether *session* may make *stream*, which does not exist yet, and under which id."""
    if stream.citizen is None:
        is_rightly_named = stream.id == named_stream(stream.compartment)
        return right(connection, session, stream) if is_rightly_named else Right("", "schema")
    if not is_uuid(stream.citizen) or stream.id != citizen_stream(stream.citizen, stream.compartment):
        return Right("", "schema")
    if _ANY_STREAM.scalar(connection, citizen=stream.citizen):
        return right(connection, session, stream)
    if session.role not in CREATORS or not _may_enter(session, stream.compartment):
        return Right("", "forbidden")
    return Right(WRITE)


def assign(connection: Connection, *, login: str, citizen: str, at: str) -> None:
    """Let *login* work with *citizen* from now on."""
    _ASSIGN.run(connection, login=login, citizen=citizen, at=at)


def end_assignment(connection: Connection, *, login: str, citizen: str, at: str, reason: str) -> None:
    """End the right; the user's devices are told and purge after sending what they hold."""
    _END.run(connection, login=login, citizen=citizen, at=at, reason=reason)


def _may_enter(session: Session, compartment: str) -> bool:
    if compartment in (PLAN, PROTECTED):
        return True
    return compartment.startswith(AREA) and compartment.removeprefix(AREA) in session.areas


def _own_rights(compartment: str) -> str:
    return READ if compartment in READ_ONLY else WRITE


_ASSIGNED_OF = Statement("SELECT citizen FROM assignment WHERE login = :login AND ended IS NULL AND citizen IN :ids")
_DEVICE = Statement("SELECT login FROM device WHERE id = :device")
_FIND = Statement("SELECT citizen, compartment FROM stream WHERE id = :id")
_ANY_STREAM = Statement("SELECT 1 FROM stream WHERE citizen = :citizen LIMIT 1")
_OWN = Statement(
    "SELECT id, compartment, version, hash FROM stream "
    "WHERE compartment IN ('directory', 'catalogue', 'templates', 'rules', :user, :device) ORDER BY id"
)
_ASSIGNED = Statement(
    "SELECT stream.id, stream.citizen, stream.compartment, stream.version, stream.hash FROM assignment "
    "JOIN stream ON stream.citizen = assignment.citizen "
    "WHERE assignment.login = :login AND assignment.ended IS NULL ORDER BY stream.id"
)
_ASSIGN = Statement(
    "INSERT INTO assignment (citizen, login, since, ended, reason) VALUES (:citizen, :login, :at, NULL, NULL) "
    "ON CONFLICT (citizen, login) DO UPDATE SET "
    "since = CASE WHEN assignment.ended IS NULL THEN assignment.since ELSE excluded.since END, "
    "ended = NULL, reason = NULL"
)
_END = Statement(
    "UPDATE assignment SET ended = :at, reason = :reason WHERE citizen = :citizen AND login = :login AND ended IS NULL"
)
