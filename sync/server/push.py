"""Taking the changes of one device in one stream, under the lock of the stream's row."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.changes.change import NOT_ASSIGNED, Change, Outcomes, Refusal, decode
from app.changes.fold import Stamp
from app.changes.outcome import Judge, parents_of
from app.clock import moment
from app.domain import KINDS
from sync import protocol
from sync.protocol import Anchor, Result, SentChange
from sync.server import (
    assignments,
    directory,
    people,
    quarantine,
    readable,
    redaction,
    rights,
    schema,
    settings,
    sharing,
    units,
)  # fmt: skip
from sync.server import log as logs
from sync.server.assignments import Given
from sync.server.content import Refused, body_of, digest_of, seal_refused
from sync.server.log import Log, Signed
from sync.server.quarantine import Late
from sync.server.rights import Right, Session, Stream
from sync.server.settings import Identity
from sync.server.statements import Statement
from sync.server.vault import vault_of

LATER_S = 60


class _Named(msgspec.Struct, frozen=True):
    id: str
    stream: str


_named = msgspec.json.Decoder(_Named)


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A change as it came; `change` is None when its bytes cannot be read."""

    id: str
    stream: str
    seq: int
    body: bytes
    key: str
    sig: bytes
    ceiling: int | None
    change: Change | None


class Decided(msgspec.Struct, frozen=True):
    """What became of a change before, and its content as far as it is still held: the body, or only a digest."""

    result: Result
    body: bytes | None = None
    digest: bytes | None = None

    def differs(self, body: bytes) -> bool:
        """Tell whether *body* is another content under the same id."""
        if self.body is not None:
            return self.body != body
        return self.digest is not None and self.digest != _digest(body)


@dataclass(slots=True)
class Pushed:
    """What became of one stream's changes. `forked` is the common version when the anchors do not fit.

    `is_shared` tells that outsiders may see a part of it, `is_told` that its readers are told of late work. `log` holds
    what was added after *before*, the head that the stream had; None when nothing was taken.
    """

    results: dict[str, Result] = field(default_factory=dict)
    forked: int | None = None
    is_later: bool = False
    is_device_forked: bool = False
    taken: list[str] = field(default_factory=list)
    entered: int = 0
    before: Anchor | None = None
    is_shared: bool = False
    is_told: bool = False
    log: Log | None = None


def incoming(sent: SentChange) -> Incoming:
    """Read a sent change as far as it can be read; raises Unreadable when it does not even say what it is."""
    return read(bytes(sent.body), seq=sent.seq, key=sent.key, sig=sent.sig, ceiling=sent.ceiling)


def read(body: bytes, *, seq: int, key: str, sig: bytes, ceiling: int | None) -> Incoming:
    """Read a change from its very bytes, as `incoming` does."""
    change: Change | None
    try:
        change = decode(body) if readable.is_readable(body, key=key, sig=sig) else None
    except msgspec.DecodeError:
        change = None
    try:
        named: _Named | Change = change or _named.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise protocol.Unreadable("change") from wrong
    if not readable.may_be_remembered(named.id):
        raise protocol.Unreadable("change")
    return Incoming(
        id=named.id, stream=named.stream, seq=seq, body=body, key=key, sig=sig, ceiling=ceiling, change=change,
    )  # fmt: skip


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
    right = rights.right(connection, session, found.stream, now=now)
    taking = _Taking(found, session, right, now=now)
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
        right = rights.right(connection, session, log.stream, now=now)
        return _Taking(log, session, right, now=now).take_alone(each)
    stream = _opened_by(each)
    if anchor.version or stream is None:
        return None
    if rights.may_open(connection, session, stream, now=now).rights != protocol.WRITE:
        return None
    log, right = _open(connection, session, stream, now=now)
    result = _Taking(log, session, right, now=now).take_alone(each)
    _note_opening(log, session, identity, now=now)
    return result


def _take_first(
    connection: Connection, session: Session, changes: Sequence[Incoming], *, identity: Identity, now: str
) -> Pushed:
    """Take changes of a stream that does not exist: the first one must open it."""
    stream = _opened_by(changes[0])
    if stream is None:
        return Pushed(is_later=True)
    right = rights.may_open(connection, session, stream, now=now)
    if right.rights != protocol.WRITE:
        return _refuse_unopened(connection, session, changes, code=right.code, now=now)
    log, right = _open(connection, session, stream, now=now)
    pushed = _Taking(log, session, right, now=now).take(changes)
    _note_opening(log, session, identity, now=now)
    return pushed


def _opened_by(first: Incoming) -> Stream | None:
    if first.change is None or first.change.open is None:
        return None
    citizen, compartment = first.change.open
    return Stream(first.stream, citizen or None, compartment)


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
    return _Taking(log, session, Right("", code), now=now).take(changes)


class _Taking:
    """One stream's changes being taken, one after another."""

    def __init__(self, log: Log, session: Session, right: Right, *, now: str) -> None:
        self._log = log
        self._session = session
        self._right = right
        self._now = now
        self._connection = log.connection
        self._pushed = Pushed(before=log.head if right.rights else None, log=log)
        self._refused: list[tuple[Any, ...]] = []
        self.late: list[Late] = []
        self._judge = Judge(log.states, KINDS, log.text_at, log.known, log.written_at)
        self._people = people.Watcher(log, session)

    def take(self, changes: Sequence[Incoming]) -> Pushed:
        known = self._known([each.id for each in changes])
        self._log.load(_records(changes))
        last = before = self._last_number()
        for each in changes:
            if not self._is_in_turn(each, known, last):
                break
            if each.id in known:
                self._pushed.results[each.id] = known[each.id].result
            else:
                known[each.id] = Decided(self._judged(each), body=each.body)
            last = max(last, each.seq)
        self._write(last if last > before else None)
        return self._pushed

    def take_alone(self, each: Incoming) -> Result | None:
        """Take one change without a number; None, with nothing written, unless it is accepted now or was decided."""
        known = self._known([each.id]).get(each.id)
        if known is not None:
            return known.result
        self._log.load(_records([each]))
        result = self._accepted(each)
        if isinstance(result, Refusal):
            return None
        self._write(None)
        return result

    def _is_in_turn(self, each: Incoming, known: dict[str, Decided], last: int) -> bool:
        """Tell whether the number and the content fit what this device sent before."""
        before = known.get(each.id)
        if before is not None and before.differs(each.body):
            self._pushed.taken.append(each.id)
            self._pushed.is_device_forked = True
        elif each.seq > last + 1 or (each.seq <= last and before is None):
            self._pushed.is_device_forked = True
        return not self._pushed.is_device_forked

    def _judged(self, each: Incoming) -> Result:
        result = self._accepted(each)
        return self._refuse(each, result) if isinstance(result, Refusal) else result

    def _accepted(self, each: Incoming) -> Result | Refusal:
        """Judge a change and append it, or return why it is refused."""
        change = each.change
        if len(each.body) > protocol.LARGEST_CHANGE:
            return Refusal("too_large")
        if change is None:
            return Refusal("unreadable")
        code = "" if self._right.rights == protocol.WRITE else self._right.code
        if code and not redaction.is_left(self._log, self._session, change, code=code, now=self._now):
            return Refusal(code)
        wrong = schema.misfit(change) or self._misplaced(change)
        if change.redacts and wrong is None:
            wrong = redaction.refusal_of(self._log, change, login=self._session.login)
        if wrong is not None:
            return wrong
        signed = Signed(change=change, body=each.body, key=each.key, sig=each.sig, ceiling=each.ceiling)
        stamp = self._log.stamp(signed, device=self._session.device)
        outcomes = self._judge.judge(change, stamp)
        return outcomes if isinstance(outcomes, Refusal) else self._enter(signed, outcomes, stamp)

    def _misplaced(self, change: Change) -> Refusal | None:
        """A record never changes its stream nor its kind."""
        for edit in change.edits:
            if edit.record in self._log.foreign:
                return Refusal("forbidden", "record")
            if self._log.kinds.get(edit.record, edit.kind) != edit.kind:
                return Refusal("schema", "kind")
        return None

    def _enter(self, signed: Signed, outcomes: Outcomes, stamp: Stamp) -> Result:
        version = self._log.add(signed, outcomes, stamp, by=self._session.login, received=self._now)
        self._people.entered(signed.change)
        if signed.change.redacts:
            self._redact(signed.change)
        self._pushed.entered += 1
        result = Result(version)
        self._pushed.results[signed.change.id] = result
        return result

    def _redact(self, change: Change) -> None:
        """Carry out what an author asked for; the citizen's row and the refusals of before must lie in the tables."""
        _REFUSE.run_many(self._connection, self._refused)
        self._refused.clear()
        identity = settings.identity(self._connection)
        login, now = self._session.login, self._now
        records = redaction.carry_out(self._log, change, by=login, now=now, identity=identity)
        self._people.made_anew(records)
        self.late = [each for each in self.late if each.change.id not in change.redacts]

    def _refuse(self, each: Incoming, refusal: Refusal) -> Result:
        is_quarantined = refusal.code == NOT_ASSIGNED
        if is_quarantined and each.change is not None:
            self.late.append(Late(change=each.change, body=each.body, author=self._session.login))
        digest = _digest(each.body)
        kept = Refused(digest, each.body, each.key, each.sig, each.ceiling) if is_quarantined else Refused(digest)
        content = None if self._log.key is None else seal_refused(self._log.key, each.id, kept)
        self._refused.append((
            each.stream, each.id, self._session.device, each.seq, refusal.code, refusal.detail, self._now, content,
        ))  # fmt: skip
        result = self._pushed.results[each.id] = Result(0, refusal.code, refusal.detail)
        return result

    def _known(self, ids: Sequence[str]) -> dict[str, Decided]:
        """Return what was decided before about *ids*."""
        stream, key = self._log.stream.id, self._log.key
        entered = _ENTERED.of(self._connection, ids, stream=stream) if self._log.version else ()
        known = {row.id: Decided(Result(row.version), body=body_of(key, row)) for row in entered}
        for row in _REFUSED.of(self._connection, ids, stream=stream):
            known[row.id] = Decided(Result(0, row.code, row.detail), digest=digest_of(key, row))
        return known

    def _last_number(self) -> int:
        return _SEQ.scalar(self._connection, device=self._session.device, stream=self._log.stream.id) or 0

    def _write(self, last: int | None) -> None:
        self._log.write()
        self._people.write()
        _REFUSE.run_many(self._connection, self._refused)
        if last is not None:
            _SET_SEQ.run(self._connection, device=self._session.device, stream=self._log.stream.id, seq=last)


def _records(changes: Sequence[Incoming]) -> set[str]:
    wanted: set[str] = set()
    for each in changes:
        if each.change is not None:
            wanted.update(edit.record for edit in each.change.edits)
            wanted.update(record for record, _, _ in each.change.needs)
            wanted |= parents_of(each.change, KINDS)
    return wanted


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


_ENTERED = Statement("SELECT id, version, content FROM entry WHERE stream = :stream AND id IN :ids")
_REFUSED = Statement("SELECT id, code, detail, content FROM refusal WHERE stream = :stream AND id IN :ids")
_REFUSE = Statement(
    "INSERT INTO refusal (stream, id, device, seq, code, detail, at, content) "
    "VALUES (:stream, :id, :device, :seq, :code, :detail, :at, :content)"
)
_SEQ = Statement("SELECT seq FROM sequence WHERE device = :device AND stream = :stream")
_SET_SEQ = Statement(
    "INSERT INTO sequence (device, stream, seq) VALUES (:device, :stream, :seq) "
    "ON CONFLICT (device, stream) DO UPDATE SET seq = excluded.seq"
)
