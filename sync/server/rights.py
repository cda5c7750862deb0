"""Who may read and write which stream. The user comes from the token, never from a message."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.changes.change import NOT_ASSIGNED
from app.ids import citizen_stream, is_uuid, named_stream
from sync.protocol import READ, WRITE
from sync.server import mergers, register
from sync.server.statements import Statement
from sync.server.units import outside_limits
from sync.server.vault import vault_of

PLAN = "plan"
PROTECTED = "protected"
AREA = "area:"
SHARE = "share:"
USER = "user:"
DEVICE = "device:"
DIRECTORY = "directory"
ERASED = "erased"
"""The compartment of a stream whose key was destroyed; it belongs to no citizen any more."""
READ_ONLY = (DIRECTORY, "catalogue", "templates", "rules")
"""Streams that everybody reads and only the server writes; outsiders read no directory."""


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
    CITIZEN_SERVICE = "citizen_service"
    """Helps a citizen who is present (medbetjening), and sees what the citizen may see."""
    ADMINISTRATIVE = "administrative"
    """Counts, and reads no plan."""


WRITERS = frozenset({Role.CASEWORKER, Role.FIELD_WORKER, Role.PLAN_COORDINATOR, Role.SUPERUSER})
CREATORS = frozenset({Role.CASEWORKER, Role.PLAN_COORDINATOR, Role.SUPERUSER})
READERS = WRITERS | {Role.MANAGER, Role.AUDITOR}
SHARE_READERS = frozenset({Role.EXTERNAL, Role.CITIZEN_SERVICE})
"""Roles that read nothing of a citizen but what is shared with their party."""
LEASE_DAYS = {Role.FIELD_WORKER: 14, Role.EXTERNAL: 1, Role.CITIZEN_SERVICE: 1}
DEFAULT_LEASE_DAYS = 3
EMERGENCY = "emergency"
"""The sort of a right that a user took in an emergency: it opens the plan, and neither areas nor what is protected."""
OPEN = "9999-12-31T23:59:59.999Z"
"""The end of what has no end yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Whom a token stands for; `is_registered` tells that the device has been registered and is not lost.

    `unit` is where the user works. `within`, a unit with those below it, and `kle`, beginnings of KLE numbers, are
    limits: citizens elsewhere stay closed whatever is assigned. Empty ones limit nothing. `proved` is when a second
    factor was last shown.
    """

    login: str
    name: str
    role: Role
    areas: frozenset[str]
    device: str
    is_registered: bool = True
    unit: str = ""
    within: str = ""
    kle: tuple[str, ...] = ()
    proved: str = ""


class Stream(msgspec.Struct, frozen=True):
    """A stream's row without its head: `moved_to` the stream that took it in, `took` whether it took in another."""

    id: str
    citizen: str | None
    compartment: str
    moved_to: str | None = None
    took: int = 0

    @property
    def is_erased(self) -> bool:
        """Tell whether nothing is left of it but its place."""
        return self.compartment == ERASED


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
    """What one session may do at the instant *now*, asked once for many streams."""

    def __init__(self, connection: Connection, session: Session, streams: Iterable[Stream], *, now: str) -> None:
        self._connection = connection
        self._session = session
        citizens = [each.citizen for each in streams if each.citizen is not None]
        rows = list(_ASSIGNED_OF.of(connection, citizens, login=session.login, now=now))
        outside = outside_limits(connection, session, {row.citizen for row in rows})
        self._assigned = {row.citizen for row in rows} - outside
        self._whole = {row.citizen for row in rows if row.sort != EMERGENCY}
        self._shared: frozenset[str] = frozenset()
        if session.role in SHARE_READERS:
            self._shared = frozenset(each.stream.id for each in _shared(connection, session, now=now))

    def of(self, stream: Stream) -> Right:
        """Return what the session may do with *stream*, one of those that were asked for."""
        if stream.citizen is not None:
            return self._of_citizen(stream)
        if stream.is_erased:
            return Right("", "closed")
        if stream.compartment in READ_ONLY:
            is_closed = stream.compartment == DIRECTORY and self._session.role in SHARE_READERS
            return Right("", "forbidden") if is_closed else Right(READ, "read_only")
        if stream.compartment == USER + self._session.login:
            return Right(WRITE)
        if stream.compartment.startswith(DEVICE):
            device = stream.compartment.removeprefix(DEVICE)
            is_own = _DEVICE.scalar(self._connection, device=device) == self._session.login
            return Right(WRITE) if is_own else Right("", "forbidden")
        return Right("", "forbidden")

    def _of_citizen(self, stream: Stream) -> Right:
        session = self._session
        if stream.compartment.startswith(SHARE):
            return Right(READ, "read_only") if stream.id in self._shared else Right("", "forbidden")
        if stream.citizen not in self._assigned or session.role not in READERS or stream.moved_to is not None:
            return Right("", NOT_ASSIGNED)
        is_closed = stream.compartment != PLAN and stream.citizen not in self._whole
        if is_closed or not _may_enter(session, stream.compartment):
            return Right("", NOT_ASSIGNED if self._held_before(stream) else "forbidden")
        return Right(WRITE) if session.role in WRITERS else Right(READ, "read_only")

    def _held_before(self, stream: Stream) -> bool:
        """Tell whether the device was given *stream*: then its right has ended, and what came late is kept."""
        return _HELD.scalar(self._connection, device=self._session.device, stream=stream.id) is not None


def right(connection: Connection, session: Session, stream: Stream, *, now: str) -> Right:
    """Return what *session* may do with *stream* at the instant *now*."""
    return Rights(connection, session, [stream], now=now).of(stream)


def find(connection: Connection, stream: str | None) -> Stream | None:
    """Return a stream's row, or None when there is none; *stream* may be anything that a message told."""
    row = _FIND.first(connection, id=stream) if stream is not None and is_uuid(stream) else None
    return None if row is None else Stream(stream or "", row.citizen, row.compartment, row.moved_to, row.took)


def readable(connection: Connection, session: Session, *, now: str) -> list[Readable]:
    """Return every stream that *session* may read at the instant *now*, in a fixed order."""
    own = _OWN.each(connection, user=USER + session.login, device=DEVICE + session.device)
    closed = DIRECTORY if session.role in SHARE_READERS else ""
    found = [_readable(row, None, _own_rights(row.compartment)) for row in own if row.compartment != closed]
    if session.role in READERS:
        given = WRITE if session.role in WRITERS else READ
        rows = _ASSIGNED.all(connection, login=session.login, now=now)
        outside = outside_limits(connection, session, {row.citizen for row in rows})
        entered = {
            row.id: row
            for row in rows
            if row.citizen not in outside
            and _may_enter(session, row.compartment)
            and (row.compartment == PLAN or row.sort != EMERGENCY)
        }
        found += [_readable(row, row.citizen, given) for row in entered.values()]
    if session.role in SHARE_READERS:
        found += _shared(connection, session, now=now)
    return found


def _shared(connection: Connection, session: Session, *, now: str) -> list[Readable]:
    """Return the streams that are shared with a party that the session's user is of a citizen."""
    rows = _SHARED_WITH.all(connection, login=session.login, now=now)
    outside = outside_limits(connection, session, {row.citizen for row in rows})
    found = {row.id: _readable(row, row.citizen, READ) for row in rows if row.citizen not in outside}
    return list(found.values())


def _readable(row: Any, citizen: str | None, given: str) -> Readable:
    return Readable(Stream(row.id, citizen, row.compartment), given, row.version, row.hash)


def may_open(connection: Connection, session: Session, stream: Stream, *, now: str) -> Right:
    """Return whether *session* may make *stream*, which does not exist yet, and under which id."""
    if stream.citizen is None:
        is_rightly_named = stream.id == named_stream(stream.compartment)
        return right(connection, session, stream, now=now) if is_rightly_named else Right("", "schema")
    if not is_uuid(stream.citizen) or stream.id != citizen_stream(stream.citizen, stream.compartment):
        return Right("", "schema")
    if _ANY_STREAM.scalar(connection, citizen=stream.citizen):
        return right(connection, session, stream, now=now)
    if register.is_erased(vault_of(connection), mergers.survivor_of(connection, stream.citizen) or stream.citizen):
        return Right("", "closed")
    is_share = stream.compartment.startswith(SHARE)
    may_create = session.role in CREATORS and _may_enter(session, stream.compartment) and not is_share
    return Right(WRITE) if may_create else Right("", "forbidden")


def _may_enter(session: Session, compartment: str) -> bool:
    if compartment in (PLAN, PROTECTED):
        return True
    return compartment.startswith(AREA) and compartment.removeprefix(AREA) in session.areas


def _own_rights(compartment: str) -> str:
    return READ if compartment in READ_ONLY else WRITE


_ASSIGNED_OF = Statement(
    "SELECT citizen, sort FROM assignment_period "
    "WHERE login = :login AND party = '' AND starts <= :now AND ends > :now AND citizen IN :ids"
)
_DEVICE = Statement("SELECT login FROM device WHERE id = :device")
_HELD = Statement("SELECT 1 FROM holding WHERE device = :device AND stream = :stream")
_FIND = Statement("SELECT citizen, compartment, moved_to, took FROM stream WHERE id = :id")
_ANY_STREAM = Statement("SELECT 1 FROM stream WHERE citizen = :citizen LIMIT 1")
_OWN = Statement(
    "SELECT id, compartment, version, hash FROM stream "
    "WHERE compartment IN ('directory', 'catalogue', 'templates', 'rules', :user, :device) ORDER BY id"
)
_ASSIGNED = Statement(
    "SELECT stream.id, stream.citizen, stream.compartment, stream.version, stream.hash, assignment_period.sort "
    "FROM assignment_period JOIN stream ON stream.citizen = assignment_period.citizen "
    "WHERE assignment_period.login = :login AND assignment_period.party = '' AND stream.moved_to IS NULL "
    "AND assignment_period.starts <= :now AND assignment_period.ends > :now ORDER BY stream.id"
)
_SHARED_WITH = Statement(
    "SELECT stream.id, stream.citizen, stream.compartment, stream.version, stream.hash FROM assignment_period "
    "JOIN share ON share.citizen = assignment_period.citizen AND share.party = assignment_period.party "
    "JOIN stream ON stream.id = share.stream AND stream.citizen = share.citizen "
    "WHERE assignment_period.login = :login AND share.ended IS NULL "
    "AND assignment_period.starts <= :now AND assignment_period.ends > :now ORDER BY stream.id"
)
