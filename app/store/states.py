"""States: a stream as a whole, when it comes first, after a fork, and when it must leave the device."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.changes import chain
from app.changes.cells import decode_cells
from app.ids import new_device_id
from app.store import attached, hanging, rows, search, statements
from app.store.database import forget_damaged
from app.store.edits import Fork
from app.store.exchange import part_in
from app.store.late import IS_LATE
from app.store.receiving import show
from app.store.rows import Row
from app.store.scrubbing import WITHDRAWN
from app.store.statements import Statement, among
from app.store.store import Store
from app.store.tables import change, record, stream, touch
from app.store.transaction import Touched, joined

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A stream as the server's index lists it."""

    stream: str
    citizen: str | None
    compartment: str
    rights: str


@dataclass(frozen=True, slots=True)
class StateRecord:
    """A record of a state; `cells` are the server's bytes."""

    id: str
    kind: str
    cells: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A stream at one head."""

    version: int
    hash: bytes
    records: Sequence[StateRecord]


def install(store: Store, states: Iterable[tuple[Listed, State]]) -> Touched:
    """Put *states* in place of what is confirmed here, in one transaction; own changes still lie over them.

    A state that is older than what is here is passed over.
    """
    touched = [Touched(remote=True)]
    with store.writing() as connection:
        for listed, state in states:
            held = _VERSION.scalar(connection, id=listed.stream)
            if held is None or not held > state.version > 0:
                touched.append(_install(store, connection, listed, state, is_new=held is None))
    whole = joined(touched)
    store.tell(whole)
    return whole


def fork(store: Store, listed: Listed, state: State, *, common: int) -> str:
    """Follow the server where its log went another way after *common*; return the new device id.

    Own changes of the stream above it are sent again, with their bases counting as *common* at most; entries of
    others above it are set aside, readable: their authors send them again.
    """
    device = new_device_id()
    with store.following(Fork(listed.stream, common)) as connection:
        part_in(store, connection, device)
        for statement in (_GONE, _AGAIN, _CEILING, _SET_ASIDE):
            statement.run(connection, of=listed.stream, common=common)
        touched = _install(store, connection, listed, state, is_new=False)
    store.tell(touched)
    return device


def nothing(identity: str) -> State:
    """Return the state of a stream that has no entry."""
    return State(version=0, hash=chain.start(identity), records=())


def put_empty(connection: Connection, listed: Listed) -> None:
    """Note a stream of which nothing is confirmed here yet."""
    _put_stream(connection, listed, nothing(listed.stream))


def listed(store: Store, identity: str) -> Listed:
    """Return a stream that is here as an index would list it. Raises LookupError."""
    with store.database.reading() as connection:
        row = _LISTED.first(connection, id=identity)
    if row is None:
        raise LookupError(identity)
    return Listed(stream=identity, citizen=row.citizen, compartment=row.compartment, rights=row.rights)


def list_streams(store: Store, listed: Iterable[Listed]) -> None:
    """Note which rights the index tells for streams that are here."""
    with store.writing() as connection:
        known = {row.id: (row.rights, row.ended) for row in _RIGHTS.all(connection)}
        for each in listed:
            if known.get(each.stream, (each.rights, None)) != (each.rights, None):
                _SET_RIGHTS.run(connection, of=each.stream, told=each.rights, why=None)


def end_right(store: Store, identity: str, *, why: str) -> None:
    """Note that the right to a stream has ended: what waits is still sent, then the stream is purged."""
    with store.writing() as connection:
        _SET_RIGHTS.run(connection, of=identity, told="read", why=why)


def ended(store: Store) -> Mapping[str, bool]:
    """Return the streams whose right has ended, with whether all own changes in them are answered and files sent.

    One that only late work would have opened is among them: the server, which does not have it, never says so.
    """
    with store.database.reading() as connection:
        found = _ENDED.column(connection)
        waiting = set(_WAITING.column(connection, ids=statements.listed(found)))
        waiting |= {each for each in found if attached.waits_in(connection, each)}
    return {each: each not in waiting for each in found}


def purge(store: Store, identity: str) -> Touched:
    """Remove a stream with all that was ever held of it here, so that the disk does not hold it either."""
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        held = _IN_STREAM.all(connection, of=identity)
        _forget(connection, [row.id for row in held])
        _FORGET_TOUCHES.run(connection, of=identity)
        _FORGET_CHANGES.run(connection, of=identity)
        attached.drop_all(connection, identity)
        _FORGET_STREAM.run(connection, of=identity)
    store.database.fold_log()
    forget_damaged(store.database.path)  # it may hold the same
    touched = Touched(
        kinds=frozenset(row.kind for row in held),
        citizens=frozenset(row.citizen for row in held if row.citizen),
        records=frozenset(row.id for row in held),
        remote=True,
    )
    store.tell(touched)
    return touched


def _install(store: Store, connection: Connection, listed: Listed, state: State, *, is_new: bool) -> Touched:
    _put_stream(connection, listed, state)
    here = [] if is_new else [row.id for row in _IN_STREAM.all(connection, of=listed.stream)]
    over = rows.load(connection, here) if here else {}
    written = []
    for each in state.records:
        row = over.pop(each.id, None) or Row(each.id, listed.stream, listed.citizen, each.kind)
        row.cells = decode_cells(each.cells)
        written.append(row)
    for row in over.values():
        row.cells = {}
    shown = show(connection, [*written, *over.values()])
    hung = hanging.offer_again(store, connection, lambda: {each.id for each in state.records})
    return joined([shown, show(connection, hung)]) if hung else shown


def _put_stream(connection: Connection, listed: Listed, state: State) -> None:
    head = {
        "id": listed.stream, "citizen": listed.citizen, "compartment": listed.compartment, "rights": listed.rights,
        "ended": None, "version": state.version, "hash": state.hash, "logged_from": state.version + 1,
        "logged_hash": state.hash,
    }  # fmt: skip
    if state.version == 0:
        head |= {"hash": chain.start(listed.stream), "logged_from": 1, "logged_hash": None}
    _PUT_STREAM.run(connection, **head)


def _forget(connection: Connection, ids: Sequence[str]) -> None:
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        search.forget(connection, some)
        _FORGET_RECORDS.run(connection, ids=statements.listed(some))


_HEAD = ("version", "hash", "logged_from", "logged_hash", "rights", "ended")
_VERSION = Statement(select(stream.c.version).where(stream.c.id == bindparam("id")))
_IN_STREAM = Statement(select(record.c.id, record.c.kind, record.c.citizen).where(record.c.stream == bindparam("of")))
_told = upsert(stream).values({name: bindparam(name) for name in (*_HEAD, "id", "citizen", "compartment")})
_PUT_STREAM = Statement(
    _told.on_conflict_do_update(index_elements=["id"], set_={name: _told.excluded[name] for name in _HEAD})
)
_LISTED = Statement(
    select(stream.c.citizen, stream.c.compartment, stream.c.rights).where(stream.c.id == bindparam("id"))
)
_ENDED = Statement(
    select(stream.c.id).where(
        stream.c.ended.is_not(None)
        | ((stream.c.version == 0) & exists().where(IS_LATE, change.c.stream == stream.c.id))
    )
)
_STREAM = change.c.stream == bindparam("of")
_GONE = Statement(
    update(change)
    .where(_STREAM, change.c.own == 1, change.c.state == "entered", change.c.version > bindparam("common"))
    .where(change.c.body.is_(None))
    .values(state=WITHDRAWN, seq=None, version=None, hash=None)
)
_AGAIN = Statement(
    update(change)
    .where(_STREAM, change.c.own == 1, change.c.state == "entered", change.c.version > bindparam("common"))
    .values(state="pending", seq=None, version=None, meta=None, salt=None, outcomes=None, commitment=None, hash=None)
)
_CEILING = Statement(
    update(change)
    .where(_STREAM, change.c.own == 1, change.c.state.in_(("typing", "pending")))
    .where(change.c.ceiling.is_(None) | (change.c.ceiling > bindparam("common")))
    .values(ceiling=bindparam("common"))
)
_SET_ASIDE = Statement(
    update(change)
    .where(_STREAM, change.c.own == 0, change.c.state == "entered", change.c.version > bindparam("common"))
    .values(state="set_aside", version=None, hash=None, outcomes=None)
)
_WAITING = Statement(
    select(change.c.stream)
    .where(among(change.c.stream, "ids"), change.c.own == 1)
    .where(change.c.state.in_(("typing", "pending")) | ((change.c.state == "sent") & change.c.version.is_(None)))
    .distinct()
)
"""What was entered waits for nothing more, though its entry is not read any more by who lost the right."""
_FORGET_TOUCHES = Statement(delete(touch).where(touch.c.change.in_(select(change.c.n).where(_STREAM))))
_FORGET_CHANGES = Statement(delete(change).where(_STREAM))
_FORGET_STREAM = Statement(delete(stream).where(stream.c.id == bindparam("of")))
_FORGET_RECORDS = Statement(delete(record).where(among(record.c.id, "ids")))
_RIGHTS = Statement(select(stream.c.id, stream.c.rights, stream.c.ended))
_SET_RIGHTS = Statement(
    update(stream).where(stream.c.id == bindparam("of")).values(rights=bindparam("told"), ended=bindparam("why"))
)
