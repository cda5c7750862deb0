"""Writing changes that are not sent by a device: a generated municipality, an import. Fast, in batches."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from app.changes import signing
from app.changes.change import Change, Refusal, encode
from app.changes.outcome import Judge, parents_of
from app.clock import Clock, instant
from app.domain import KINDS
from sync.server import log as logs
from sync.server import people, settings
from sync.server.database import Database
from sync.server.directory import SERVER
from sync.server.log import Log, Signed
from sync.server.rights import Role, Session, Stream
from sync.server.settings import Identity

BATCH = 2_000
"""Changes in one transaction."""

_SESSION = Session(login="", name="", role=Role.ADMINISTRATOR, areas=frozenset(), device=SERVER)


Sign = Callable[[Change], Signed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change with who made it, on which device, and when the server counts it as received (now when None)."""

    change: Change
    by: str = ""
    device: str = SERVER
    received: str | None = None


class NotLoadable(ValueError):
    """A change does not fit; the text names its id and the refusal."""


def load(database: Database, told: Iterable[Told], *, clock: Clock) -> int:
    """Enter what is *told* in order and return how many; each stream's first one opens it.

    Loaded again, changes that are there already are passed over. Raises NotLoadable; what came before its batch stays.
    """
    sign = _signer(database.read(settings.identity))
    count = 0
    batch: list[Told] = []
    for each in told:
        batch.append(each)
        if len(batch) >= BATCH:
            count += _write(database, batch, sign=sign, now=instant(clock.now()))
            batch = []
    return count + _write(database, batch, sign=sign, now=instant(clock.now()))


def _write(database: Database, batch: Sequence[Told], *, sign: Sign, now: str) -> int:
    def write(connection: Connection) -> int:
        count = 0
        for stream, group in groupby(sorted(batch, key=_stream), key=_stream):
            told = list(group)
            log = logs.lock(connection, stream) or logs.open_stream(connection, _opened(told[0].change))
            count += _enter(log, told, sign=sign, now=now)
        settings.beat(connection)
        return count

    return database.write(write)


def _stream(told: Told) -> str:
    return told.change.stream


def _opened(first: Change) -> Stream:
    if first.open is None:
        raise NotLoadable(first.id)
    return Stream(first.stream, first.open[0] or None, first.open[1])


def _enter(log: Log, told: Sequence[Told], *, sign: Sign, now: str) -> int:
    changes = [each.change for each in told]
    wanted = {edit.record for each in changes for edit in each.edits}
    log.load(wanted.union(*(parents_of(each, KINDS) for each in changes)))
    known = log.entered([each.id for each in changes])
    judge = Judge(log.states, KINDS, log.text_at, log.known, log.written_by)
    watcher = people.Watcher(log, _SESSION)
    fresh = [each for each in told if each.change.id not in known]
    for each in fresh:
        signed = sign(each.change)
        stamp = log.stamp(signed, device=each.device)
        outcomes = judge.judge(each.change, stamp)
        if isinstance(outcomes, Refusal):
            raise NotLoadable(f"{each.change.id}: {outcomes.code}")
        log.add(signed, outcomes, stamp, by=each.by, received=each.received or now)
        watcher.entered(each.change)
    log.write()
    watcher.write()
    return len(fresh)


def _signer(identity: Identity) -> Sign:
    """Return what signs changes as the server's own."""
    key, signature = signing.key_id(identity.signing.public), signing.signer(identity.signing.private)

    def signed(change: Change) -> Signed:
        body = encode(change)
        return Signed(change=change, body=body, key=key, sig=signature(body))

    return signed
