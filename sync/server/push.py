"""The changes of one device in one stream being judged, one after another, under the lock of the stream's row."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.changes.change import NOT_ASSIGNED, Change, Outcomes, Refusal, decode
from app.changes.fold import Stamp
from app.changes.outcome import Judge, parents_of
from app.domain import KINDS
from sync import protocol
from sync.protocol import Anchor, Result, SentChange
from sync.server import people, readable, redaction, schema, settings
from sync.server.content import Refused, body_of, digest_of, seal_refused
from sync.server.log import Log, Signed
from sync.server.quarantine import Late
from sync.server.rights import Right, Session
from sync.server.statements import Statement

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
    what was added after *before*, the head that the stream had; None when nothing was taken. `target` is the stream
    that what was taken stands in now, where it is another.
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
    target: Log | None = None

    @property
    def place(self) -> Log | None:
        """Where what was taken stands now."""
        return self.target or self.log


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


class Taking:
    """One stream's changes being taken, one after another; `late` are those that are kept for who works there now."""

    def __init__(self, log: Log, session: Session, right: Right, *, now: str) -> None:
        self._log = log
        self._book = log
        """Where the changes are addressed to and remembered: another stream than `log` when that took it in."""
        self._session = session
        self._right = right
        self._now = now
        self._connection = log.connection
        self._pushed = Pushed(before=log.head if right.rights else None, log=log)
        self._refused: list[tuple[Any, ...]] = []
        self.late: list[Late] = []
        self._judge = Judge(log.states, KINDS, log.text_at, log.known, log.written_by)
        self._people = people.Watcher(log, session)

    def take(self, changes: Sequence[Incoming]) -> Pushed:
        """Take *changes* in order of their numbers until one does not fit what the device sent before."""
        known = self._known([each.id for each in changes])
        self._load([each.change for each in changes if each.change is not None])
        last = before = self._last_number()
        for each in changes:
            if not self._is_in_turn(each, known, last):
                break
            if each.id in known:
                self._pushed.results[each.id] = known[each.id].result
            else:
                known[each.id] = Decided(self._judged(each), body=each.body)
                self._pushed.results[each.id] = known[each.id].result
            last = max(last, each.seq)
        self._write(last if last > before else None)
        return self._pushed

    def take_alone(self, each: Incoming) -> Result | None:
        """Take one change without a number; None, with nothing written, unless it is accepted now or was decided."""
        known = self._known([each.id]).get(each.id)
        if known is not None:
            return known.result
        self._load([each.change] if each.change is not None else [])
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
        signed = Signed(change=change, body=each.body, key=each.key, sig=each.sig, ceiling=each.ceiling)
        return schema.misfit(change) or self._entered(signed)

    def _load(self, changes: Sequence[Change]) -> None:
        self._log.load(records_of(changes))

    def _entered(self, signed: Signed) -> Result | Refusal:
        """Judge a change of the right shape and append it, or return why it is refused."""
        change = signed.change
        wrong = self._misplaced(change)
        if change.redacts and wrong is None:
            wrong = redaction.refusal_of(self._log, change, login=self._session.login)
        if wrong is not None:
            return wrong
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
        return Result(version)

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
        content = None if self._book.key is None else seal_refused(self._book.key, each.id, kept)
        self._refused.append((
            each.stream, each.id, self._session.device, each.seq, refusal.code, refusal.detail, self._now, content,
        ))  # fmt: skip
        return Result(0, refusal.code, refusal.detail)

    def _known(self, ids: Sequence[str]) -> dict[str, Decided]:
        """Return what was decided before about *ids*."""
        stream, key = self._book.stream.id, self._book.key
        entered = _ENTERED.of(self._connection, ids, stream=stream) if self._book.version else ()
        known = {row.id: Decided(Result(row.version), body=body_of(key, row)) for row in entered}
        for row in _REFUSED.of(self._connection, ids, stream=stream):
            known[row.id] = Decided(Result(0, row.code, row.detail), digest=digest_of(key, row))
        return known

    def _last_number(self) -> int:
        return _SEQ.scalar(self._connection, device=self._session.device, stream=self._book.stream.id) or 0

    def _write(self, last: int | None) -> None:
        self._log.write()
        self._people.write()
        _REFUSE.run_many(self._connection, self._refused)
        if last is not None:
            _SET_SEQ.run(self._connection, device=self._session.device, stream=self._book.stream.id, seq=last)


def records_of(changes: Sequence[Change]) -> set[str]:
    """Return the records whose cells are needed to judge *changes*."""
    wanted: set[str] = set()
    for each in changes:
        wanted.update(edit.record for edit in each.edits)
        wanted.update(record for record, _, _ in each.needs)
        wanted |= parents_of(each, KINDS)
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
