"""Redaction by hand: one person asks, another confirms; the content of the named changes goes, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.changes import chain
from app.changes.change import decode
from app.clock import Clock, instant
from app.ids import Uuid7, citizen_stream, is_uuid
from sync.server import answerable, merging, redaction, register, settings, sharing
from sync.server import log as logs
from sync.server.content import body_of, open_refused
from sync.server.database import Database
from sync.server.register import Request
from sync.server.staffing import NotDone
from sync.server.statements import Statement
from sync.server.vault import NoKey, StreamKey, vault_of

SHORTEST_WORDS = 10
"""Characters of a reason, at least: a word is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for: which changes of a citizen's compartment go, and why, in words that name nobody."""

    citizen: str
    compartment: str
    changes: Sequence[str]
    reason: str
    by: str


class Found(NamedTuple):
    """A change that still has its content: whose, when it came, what it is about; never what it says."""

    change: str
    at: str
    by: str
    records: list[str]
    fields: list[str]
    is_refused: bool = False


def find(database: Database, citizen: str, *, compartment: str) -> list[Found]:
    """Return the changes of a citizen's compartment that still have content, oldest first. Raises NotDone.

    Those that were refused, and kept because their author had lost the right, stand last.
    """
    stream = citizen_stream(citizen, compartment)

    def read(connection: Connection) -> list[Found]:
        key = _key(connection, stream)
        entered = [_entered(key, row) for row in _ENTRIES.each(connection, stream=stream)]
        kept = (_kept(key, row) for row in _REFUSALS.each(connection, stream=stream))
        return entered + [each for each in kept if each is not None]

    return database.read(read)


def ask(database: Database, asked: Asked, *, clock: Clock) -> Request:
    """Write down that changes are to be redacted; nothing goes before another person confirms. Raises NotDone."""
    if not is_uuid(asked.citizen):
        raise NotDone("that is no citizen's id")
    if len(asked.reason.strip()) < SHORTEST_WORDS:
        raise NotDone("say the reason in words")
    database.read(lambda connection: merging.check_whole(connection, asked.citizen))
    known = {each.change for each in find(database, asked.citizen, compartment=asked.compartment)}
    if not asked.changes or not known.issuperset(asked.changes):
        raise NotDone("there is no such change, or its content is gone already")
    database.read(lambda connection: answerable.check(connection, asked.by, answerable.STAFF))
    request = Request(
        Uuid7(clock)(), citizen_stream(asked.citizen, asked.compartment), ",".join(asked.changes), asked.reason,
        asked.by, instant(clock.now()),
    )  # fmt: skip
    register.request(database.vault, request)
    return request


def confirm(database: Database, identity: str, *, by: str, clock: Clock) -> int:
    """Carry out the request *identity* of another person and return how many records were made anew. Raises NotDone.

    What was shared of it begins anew at once. A crash on the way is mended by confirming again.
    """
    asked = next((each for each in register.requests(database.vault) if each.id == identity), None)
    if asked is None:
        raise NotDone("no such redaction is asked for")
    if asked.confirmed_by is not None:
        raise NotDone("it is carried out already")
    if by == asked.asked_by:
        raise NotDone("another person than the one who asked must confirm")
    database.read(lambda connection: answerable.check(connection, by, answerable.DECIDING))
    now = clock.now()

    def redact(connection: Connection) -> int:
        log, served = logs.lock(connection, asked.stream), settings.identity(connection)
        if log is None or log.key is None:
            raise NotDone("nothing is kept of this citizen there")
        merging.check_whole(connection, log.stream.citizen or "")
        ids, told = asked.changes.split(","), instant(now)
        records = redaction.remove(log, ids, by=asked.asked_by, reason=asked.reason, now=told, identity=served)
        sharing.keep(connection, served, citizen=log.stream.citizen or "", now=now)
        settings.beat(connection)
        return len(records)

    count = database.write(redact)
    register.fulfil(database.vault, asked._replace(confirmed_by=by, confirmed_at=instant(now)))
    database.wipe()
    return count


def _key(connection: Connection, stream: str) -> StreamKey:
    try:
        return vault_of(connection).key(stream)
    except NoKey as missing:
        raise NotDone("nothing is kept of this citizen there") from missing


def _entered(key: StreamKey, row: Any) -> Found:
    meta = chain.decode_meta(row.meta)
    return _found(body_of(key, row) or b"", at=meta.received, by=meta.by)


def _kept(key: StreamKey, row: Any) -> Found | None:
    body = open_refused(key, row.id, row.content).body
    return None if body is None else _found(body, at=row.at, by=row.login, is_refused=True)


def _found(body: bytes, *, at: str, by: str, is_refused: bool = False) -> Found:
    change = decode(body)
    fields = dict.fromkeys(f"{edit.kind}.{name}" for edit in change.edits for name in sorted(edit.fields()))
    records = [edit.record for edit in change.edits]
    return Found(change.id, at, by, list(dict.fromkeys(records)), list(fields), is_refused)


_ENTRIES = Statement(
    "SELECT version, meta, content FROM entry WHERE stream = :stream AND content IS NOT NULL ORDER BY version"
)
_REFUSALS = Statement(
    "SELECT refusal.id, refusal.at, refusal.content, device.login FROM refusal JOIN device "
    "ON device.id = refusal.device WHERE refusal.stream = :stream AND refusal.content IS NOT NULL ORDER BY refusal.at"
)
