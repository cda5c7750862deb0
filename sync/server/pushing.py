"""A push: the changes of one device for one stream, wherever that is, are taken in a transaction, or refused."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.clock import moment
from app.ids import citizen_stream
from sync import protocol
from sync.protocol import Anchor, Result
from sync.server import assignments, directory, mergers, moved, quarantine, register, rights, sharing, units
from sync.server import log as logs
from sync.server.assignments import Given
from sync.server.log import Log
from sync.server.push import Incoming, Pushed, Taking
from sync.server.rights import Right, Session, Stream
from sync.server.settings import Identity
from sync.server.taking_over import archive
from sync.server.vault import vault_of


def take(
    connection: Connection,
    session: Session,
    changes: Sequence[Incoming],
    *,
    anchors: Sequence[Anchor],
    identity: Identity,
    now: str,
) -> Pushed:
    """Take *changes*, all of one stream and in order of their numbers, and write what became of them.

    The anchors must fit: otherwise the bases may mean versions that are gone, and nothing is taken.
    """
    found = logs.lock(connection, changes[0].stream)
    if found is None and anchors and anchors[0].version > 0:
        return Pushed(forked=0)
    if found is None:
        return _take_first(connection, session, changes, identity=identity, now=now)
    if not fits(connection, found, anchors):
        return Pushed(forked=logs.common(connection, found.stream.id, anchors))
    if found.stream.moved_to is not None and not found.stream.is_erased:
        return moved.take(found, session, changes, identity=identity, now=now)
    right = rights.right(connection, session, found.stream, now=now)
    taking = Taking(found, session, right, now=now)
    pushed = taking.take(changes)
    pushed.is_told = quarantine.tell(found, identity, session, taking.late, now=moment(now))
    entered = {each for each, result in pushed.results.items() if result.version}
    settling = [each.change for each in changes if each.change is not None and each.id in entered]
    quarantine.settle(found, identity, session, settling, now=moment(now))
    if pushed.entered and found.stream.compartment == rights.PLAN:
        pushed.is_shared = sharing.has_parties(connection, found.stream.citizen)
    return pushed


def fits(connection: Connection, log: Log, anchors: Sequence[Anchor]) -> bool:
    """Tell whether the newest anchor lies on the stream's chain."""
    if not anchors:
        return False
    newest = anchors[0]
    return newest == log.head or logs.lies_on_chain(connection, log.stream.id, newest.version, newest.hash)


def unnumbered(
    connection: Connection, session: Session, each: Incoming, *, anchor: Anchor, identity: Identity, now: str
) -> Result | None:
    """Take a change that was brought without its number; None when it is not accepted, and nothing is remembered.

    The transaction must then be rolled back.
    """
    log = logs.lock(connection, each.stream)
    if log is not None:
        if not fits(connection, log, [anchor]):
            return None
        if log.stream.moved_to is not None and not log.stream.is_erased:
            return moved.take_alone(log, session, each, identity=identity, now=now)
        right = rights.right(connection, session, log.stream, now=now)
        return Taking(log, session, right, now=now).take_alone(each)
    stream = _opened_by(each)
    if anchor.version or stream is None:
        return None
    if rights.may_open(connection, session, stream, now=now).rights != protocol.WRITE:
        return None
    log, right = _open(connection, session, stream, now=now)
    result = Taking(log, session, right, now=now).take_alone(each)
    _note_opening(log, session, identity, now=now)
    return result


def _take_first(
    connection: Connection, session: Session, changes: Sequence[Incoming], *, identity: Identity, now: str
) -> Pushed:
    """Take changes of a stream that does not exist: the first one must open it."""
    stream = _opened_by(changes[0])
    if stream is None:
        return Pushed(is_later=True)
    survivor = None if stream.citizen is None else mergers.survivor_of(connection, stream.citizen)
    if survivor is not None and _is_opened_late(connection, session, stream, survivor, now=now):
        opened = archive(connection, stream, survivor)
        return moved.take(opened, session, changes, identity=identity, now=now)
    right = rights.may_open(connection, session, stream, now=now)
    if right.rights != protocol.WRITE:
        return _refuse_unopened(connection, session, changes, code=right.code, now=now)
    log, right = _open(connection, session, stream, now=now)
    pushed = Taking(log, session, right, now=now).take(changes)
    _note_opening(log, session, identity, now=now)
    return pushed


def _opened_by(first: Incoming) -> Stream | None:
    if first.change is None or first.change.open is None:
        return None
    citizen, compartment = first.change.open
    return Stream(first.stream, citizen or None, compartment)


def _is_opened_late(connection: Connection, session: Session, stream: Stream, survivor: str, *, now: str) -> bool:
    """Tell whether *session* may have opened a stream of a citizen who was merged into *survivor* meanwhile."""
    citizen, compartment = stream.citizen or "", stream.compartment
    is_odd = compartment.startswith(rights.SHARE) or stream.id != citizen_stream(citizen, compartment)
    if is_odd or register.is_erased(vault_of(connection), survivor):
        return False
    place = Stream(citizen_stream(survivor, compartment), survivor, compartment)
    is_writer = rights.right(connection, session, place, now=now).rights == protocol.WRITE
    return is_writer or assignments.ever_held(connection, login=session.login, citizen=citizen, now=now)


def _open(connection: Connection, session: Session, stream: Stream, *, now: str) -> tuple[Log, Right]:
    """Make the stream; if another made it at the same moment, the usual rights hold."""
    log = logs.open_stream(connection, stream)
    if log.version == 0:
        return log, Right(protocol.WRITE)
    return log, rights.right(connection, session, log.stream, now=now)


def _note_opening(log: Log, session: Session, identity: Identity, *, now: str) -> None:
    """Assign a citizen to who opened the stream, and tell there of late work that came before it."""
    if log.stream.citizen is None:
        return
    given = Given(login=session.login, citizen=log.stream.citizen, starts=now, by=session.login)
    assignments.give(log.connection, given, now=moment(now), is_told=True)
    units.place_new(log.connection, log.stream.citizen, unit=session.unit)
    directory.write_assignment(log, identity, login=session.login, is_assigned=True, now=moment(now))
    quarantine.tell_kept(log, identity, session, now=moment(now))


def _refuse_unopened(
    connection: Connection, session: Session, changes: Sequence[Incoming], *, code: str, now: str
) -> Pushed:
    stream = Stream(changes[0].stream, None, "")
    vault = vault_of(connection)
    vault.ensure([stream.id])
    log = Log(connection, stream, vault.key(stream.id), 0, b"")
    return Taking(log, session, Right("", code), now=now).take(changes)
