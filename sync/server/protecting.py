"""Name and address protection by who answers for the server: set and lifted, with what follows on every device."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.changes.cells import is_deleted, value
from app.clock import Clock
from app.domain.citizen import CITIZEN, CONTACT_POINT, moved_point
from app.ids import citizen_stream, is_uuid
from sync.server import answerable, merging, own, settings, sharing
from sync.server import log as logs
from sync.server.content import read_cells
from sync.server.database import Database
from sync.server.log import Log
from sync.server.own import Wanted
from sync.server.rights import PLAN, PROTECTED, Stream
from sync.server.settings import Identity
from sync.server.staffing import NotDone
from sync.server.statements import Statement
from sync.server.vault import vault_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose protection is set, or lifted; by whose word, and why."""

    citizen: str
    by: str
    reason: str
    is_lifted: bool = False


def protect(database: Database, asked: Asked, *, clock: Clock) -> int:
    """Set or lift the protection in one transaction, and return how many ways to reach the citizen moved.

    Raises NotDone. Who wrote meanwhile, offline too, is judged as ever: nothing is lost.
    """
    if not is_uuid(asked.citizen):
        raise NotDone("name the citizen by the id")
    if not asked.reason.strip():
        raise NotDone("say the reason in words")
    now = clock.now()

    def write(connection: Connection) -> int:
        answerable.check(connection, asked.by, answerable.DECIDING)
        merging.check_whole(connection, asked.citizen)
        return _turn(connection, asked, identity=settings.identity(connection), now=now)

    return database.write(write)


def _turn(connection: Connection, asked: Asked, *, identity: Identity, now: datetime) -> int:
    plan = logs.lock(connection, citizen_stream(asked.citizen, PLAN))
    if plan is None or plan.key is None:
        raise NotDone("there is no such citizen")
    protected = _opened(connection, asked.citizen)
    source, target = (protected, plan) if asked.is_lifted else (plan, protected)
    points = _points(connection, source)
    copies, gone = _copies(target, points), [_gone(each) for each in points]
    flag = Wanted(
        record=asked.citizen, kind=CITIZEN.kind, fields={"protected": None if asked.is_lifted else True}
    )  # fmt: skip
    reason = f"{asked.by}: {asked.reason.strip()}"
    for log, wanted in ((target, copies), (source, gone)):
        own.write(log, identity, [*wanted, *([flag] if log is plan else [])], now=now, reason=reason)
    sharing.keep(connection, identity, citizen=asked.citizen, now=now)
    settings.beat(connection)
    return len(points)


def _opened(connection: Connection, citizen: str) -> Log:
    where = Stream(citizen_stream(citizen, PROTECTED), citizen, PROTECTED)
    return logs.lock(connection, where.id) or logs.open_stream(connection, where)


def _points(connection: Connection, log: Log) -> dict[str, dict[str, Any]]:
    """Return {contact point: what it says} of those that stand in a stream."""
    key = vault_of(connection).key(log.stream.id)
    rows = _RECORDS.all(connection, stream=log.stream.id, kind=CONTACT_POINT.kind)
    held = {row.id: read_cells(key, row) for row in rows}
    return {
        each: {name: told for name in cells if (told := value(cells, name)) is not None}
        for each, cells in held.items()
        if not is_deleted(cells)
    }


def _copies(target: Log, points: Mapping[str, Mapping[str, Any]]) -> list[Wanted]:
    """Return what is to stand in *target*; what was moved there before stands again."""
    ids = {each: moved_point(each) for each in points}
    target.load(ids.values())
    return [
        Wanted(
            record=identity, kind=CONTACT_POINT.kind,
            fields={**points[each], **({"deleted": False} if target.states.get(identity) else {})},
        )
        for each, identity in ids.items()
    ]  # fmt: skip


def _gone(point: str) -> Wanted:
    return Wanted(record=point, kind=CONTACT_POINT.kind, fields={"deleted": True})


_RECORDS = Statement("SELECT id, cells FROM record WHERE stream = :stream AND kind = :kind ORDER BY id")
