"""Quarantine: work that comes after its author lost the right is kept; who works there now adopts it or lets it go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.changes.cells import value
from app.changes.chain import decode_meta
from app.changes.change import Change, decode
from app.changes.outcome import parents_of
from app.clock import instant
from app.domain import KINDS
from app.domain.late_work import LATE_WORK, Outcome, Verdict
from app.domain.values import TEXT_LENGTH
from sync.server import assignments, moving, own, people, rights, settings
from sync.server.content import Refused, open_entry, open_refused
from sync.server.log import Log, Signed
from sync.server.moving import record_of
from sync.server.own import Wanted
from sync.server.rights import Session
from sync.server.settings import Identity
from sync.server.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A change that was refused because its author has lost the right."""

    change: Change
    body: bytes
    author: str


def tell(
    log: Log, identity: Identity, session: Session, late: Sequence[Late], *, now: datetime, also: str | None = None
) -> bool:
    """Write into the locked stream what has come too late of those who once had the right; tell whether any has.

    *also* is a citizen who was merged into the stream's.
    """
    citizen = log.stream.citizen
    if not late or citizen is None or not log.version:
        return False
    authors = {each.author for each in late}
    held = instant(now)
    known = {
        each
        for each in authors
        for one in {citizen, also or citizen}
        if assignments.ever_held(log.connection, login=each, citizen=one, now=held)
    }
    told = [_told(log, each) for each in late if each.author in known]
    if not own.write(log, identity, told, now=now):
        return False
    for each in told:  # where the server was restored the verdict may have come again before the work it is of
        cell = log.states[each.record].get("verdict")
        if cell is not None and cell.value is not None:
            by = _author_at(log, cell.version)
            _settle(log, identity, session, each.record, by=by, now=now)
    return True


def tell_kept(log: Log, identity: Identity, session: Session, *, now: datetime) -> None:
    """Tell in the locked stream, which was just opened, what had come too late to open it."""
    late: list[Late] = []
    for row in _UNTOLD.all(log.connection, stream=log.stream.id):
        body = open_refused(log.sealing, row.id, row.content).body
        author = _AUTHOR.scalar(log.connection, device=row.device)
        if body is not None and author is not None:
            late.append(Late(change=decode(body), body=body, author=author))
    tell(log, identity, session, late, now=now)


def settle(log: Log, identity: Identity, session: Session, changes: Iterable[Change], *, now: datetime) -> None:
    """Do what the verdicts among the *changes*, which were just entered into the locked stream, say."""
    for change in changes:
        for edit in change.edits:
            if edit.kind == LATE_WORK.kind and "verdict" in edit.set:
                _settle(log, identity, session, edit.record, by=session.login, now=now)


def _told(log: Log, late: Late) -> Wanted:
    body = late.body.decode()
    fields = {
        "change": late.change.id, "author": late.author, "at": late.change.at, "act": late.change.name,
        "body": body if len(body) <= TEXT_LENGTH else None,
    }  # fmt: skip
    return Wanted(record=record_of(log.stream.id, late.change.id), kind=LATE_WORK.kind, fields=fields)


def _author_at(log: Log, version: int) -> str:
    return decode_meta(bytes(_META.scalar(log.connection, stream=log.stream.id, version=version))).by


def _settle(log: Log, identity: Identity, session: Session, record: str, *, by: str, now: datetime) -> None:
    cells = log.states[record]
    change, verdict = str(value(cells, "change") or ""), value(cells, "verdict")
    row = _KEPT.first(log.connection, stream=log.stream.id, id=change)
    if row is None or record != record_of(log.stream.id, change):
        return
    if verdict == Verdict.ADOPTED:
        kept = open_refused(log.sealing, change, row.content)
        outcome = Outcome.ENTERED if _enter(log, session, kept, device=row.device, now=now) else Outcome.REFUSED
        told = Wanted(record=record, kind=LATE_WORK.kind, fields={"outcome": outcome.value})
        own.write(log, identity, [told], now=now)
    _SETTLED.run(log.connection, stream=log.stream.id, id=change, settled=verdict, by=by, at=instant(now))


def _enter(log: Log, session: Session, kept: Refused, *, device: str, now: datetime) -> bool:
    """Enter a kept change as its author's, judged as any other that comes now; tell whether it was accepted.

    Where newer words of the same device were entered already the older ones do not follow: as its own they would take
    the place of what was written knowing them.
    """
    if kept.body is None:
        return False
    signed = _as_here(log, kept, decode(kept.body))
    change = signed.change
    author = _AUTHOR.scalar(log.connection, device=device) or ""
    log.load({edit.record for edit in change.edits} | parents_of(change, KINDS))
    if any(edit.record in log.foreign for edit in change.edits) or _is_outrun(log, change, device=device):
        return False
    if not own.enter(log, signed, now=instant(now), device=device, by=author):
        return False
    moving.note_adopted(log, change)
    watcher = people.Watcher(log, session)
    watcher.entered(change)
    log.write()
    watcher.write()
    return True


def _as_here(log: Log, kept: Refused, change: Change) -> Signed:
    """Return a kept change as it enters: one that was written for a stream that has moved is said anew."""
    source = None if change.stream == log.stream.id else rights.find(log.connection, change.stream)
    if source is None:
        body = kept.body or b""
        return Signed(change=change, body=body, key=kept.key or "", sig=kept.sig or b"", ceiling=kept.ceiling)
    said = moving.Moving(log.connection, source, log.stream).change(change, ceiling=kept.ceiling)
    return own.signed(said, settings.identity(log.connection))


def _is_outrun(log: Log, change: Change, *, device: str) -> bool:
    """Tell whether the same device wrote later in a field of *change*; ids tell the order on one device.

    Words that do not stand any more count as well: what took their place may be taken back.
    """
    rows = _ENTRIES.each(log.connection, stream=log.stream.id)
    later = (open_entry(log.sealing, row) for row in rows if row.id > change.id and row.content is not None)
    own_later = (each.content for each in later if decode_meta(each.meta).device == device)
    return any(change.settings() & decode(each.body).settings() for each in own_later if each is not None)


_ENTRIES = Statement("SELECT version, id, meta, content, commitment, hash FROM entry WHERE stream = :stream")
_META = Statement("SELECT meta FROM entry WHERE stream = :stream AND version = :version")
_KEPT = Statement(
    "SELECT device, content FROM refusal WHERE stream = :stream AND id = :id AND settled IS NULL "
    "AND code = 'not_assigned' AND content IS NOT NULL"
)
_UNTOLD = Statement(
    "SELECT id, device, content FROM refusal WHERE stream = :stream AND settled IS NULL "
    "AND code = 'not_assigned' AND content IS NOT NULL ORDER BY id"
)
_SETTLED = Statement(
    "UPDATE refusal SET settled = :settled, settled_by = :by, settled_at = :at WHERE stream = :stream AND id = :id"
)
_AUTHOR = Statement("SELECT login FROM device WHERE id = :device")
