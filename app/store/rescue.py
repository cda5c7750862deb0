"""Rescue: of a file that is damaged, the own work that can still be read goes on in a new one; the old one is kept."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.changes.change import Change, decode
from app.clock import Clock
from app.errors import EnplanError, EnvironmentTrouble
from app.ids import citizen_stream
from app.store import durable, exchange, receiving, rescued_files, rows, states
from app.store.database import Database, damaged, remove_file, suspicion
from app.store.profile import Profile
from app.store.rows import Row
from app.store.settings import put_setting
from app.store.states import Listed
from app.store.store import Store
from app.store.tables import change, setting, stream
from app.store.transaction import PLAN
from app.texts import mark

_MADE = ".rescue"
_OWN_WORK = ("typing", "pending", "sent", "refused")
_MADE_ANEW = frozenset({"shape"})
"""Settings that the new file has of itself."""


class Rescued(EnvironmentTrouble):
    """The file was damaged; a new one has taken its place, which is opened by trying again."""

    def __init__(self, *, count: int, kept: Path) -> None:
        super().__init__(
            mark(
                "store",
                "Filen med data på denne pc var beskadiget. Enplan har reddet {count} ændringer, som serveren "
                "ikke har svaret på, og gemt den gamle fil som {name}. Lås op igen; resten hentes fra serveren.",
            ),
            count=count,
            name=kept.name,
        )


class _Found(NamedTuple):
    """What can be read of a damaged file: settings, streams by id, own changes that are not entered."""

    settings: dict[str, bytes]
    streams: dict[str, Listed]
    changes: dict[str, dict[str, Any]]


def rescue(profile: Profile, *, key: bytes, clock: Clock) -> Rescued:
    """Put a new database in the place of the damaged one of a profile that has a server, and tell what it holds.

    Own changes are sent again from a new device id, since their numbers may be gone; all else comes from the server.
    What cannot be read lies in the sealed outbox besides. A kill leaves the damaged file in its place or the new one.
    """
    path, kept, made = profile.database, damaged(profile.database), profile.database.with_suffix(_MADE)
    before = _read(kept, key)
    _copy(path, kept)
    found = _joined(before, _read(kept, key))
    remove_file(made)
    login = profile.facts.login or ""
    Store.create(made, key=key, clock=clock, user=login, device=profile.facts.device).close()
    database = Database(made, key)
    with database.writing() as connection:
        for name, value in found.settings.items():
            put_setting(connection, name, value)
    database.close()
    with Store.open(made, key=key, clock=clock) as store:
        count = _go_on(store, found)
        rescued_files.carry_over(store, kept, key)
        exchange.part_from_copy(store)
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    os.replace(made, path)
    suspicion(path).unlink(missing_ok=True)
    durable.settle_folder(path.parent)
    return Rescued(count=count, kept=kept)


def _copy(path: Path, kept: Path) -> None:
    remove_file(kept)
    for name in ("", "-wal"):
        source = path.with_name(path.name + name)
        if source.exists():
            target = kept.with_name(kept.name + name)
            shutil.copyfile(source, target)
            target.chmod(durable.OWNER_ONLY)
            with target.open("rb+") as file:
                os.fsync(file.fileno())


def _read(path: Path, key: bytes) -> _Found:
    """Return what can be read of the file at *path*, each part on connections of its own.

    Once a connection has met a damaged page it reads no other: from the other end the rest is found.
    """
    found = _Found({}, {}, {})
    if not path.exists():
        return found
    with _each(path, key, select(setting.c.name, setting.c.value), setting.c.name) as told:
        found.settings.update({row.name: row.value for row in told if row.name not in _MADE_ANEW})
    streams = select(stream.c.id, stream.c.citizen, stream.c.compartment, stream.c.rights)
    with _each(path, key, streams, stream.c.id) as told:
        found.streams.update(
            {
                row.id: Listed(stream=row.id, citizen=row.citizen, compartment=row.compartment, rights=row.rights)
                for row in told
            }
        )
    with _each(path, key, _OWN, change.c.n) as told:
        found.changes.update({row.id: dict(zip(row._fields, row, strict=True)) for row in told})
    return found


def _joined(first: _Found, second: _Found) -> _Found:
    return _Found(first.settings | second.settings, first.streams | second.streams, first.changes | second.changes)


@contextmanager
def _each(path: Path, key: bytes, statement: Any, order: Any) -> Iterator[Sequence[Any]]:
    """Hold the rows that can be read, in order, from the first on and from the last back."""
    told: dict[Any, Any] = {}
    for way in (order.asc(), order.desc()):
        database = Database(path, key)
        with suppress(SQLAlchemyError, EnplanError), database.reading() as connection:
            for row in connection.execution_options(yield_per=1).execute(statement.order_by(way)):
                told[row[0]] = row
        database.close()
    yield [told[each] for each in sorted(told)]


def _go_on(store: Store, found: _Found) -> int:
    """Write the own changes that were found, and what they show; return how many wait to be sent."""
    with store.writing() as connection:
        made = {name: decode(values["body"]) for name, values in found.changes.items()}
        known = {
            each: listed
            for each in {one.stream for one in made.values()}
            if (listed := _listed(found, each, made)) is not None
        }
        for listed in known.values():
            states.put_empty(connection, listed)
        kept = {name: each for name, each in made.items() if each.stream in known}
        for name in kept:
            connection.execute(insert(change).values(_columns(found.changes[name])))
        _show(connection, kept, known)
    return sum(found.changes[name]["state"] != "refused" for name in kept)


def _listed(found: _Found, identity: str, made: dict[str, Change]) -> Listed | None:
    """Return what is known of a stream: as it was told, or as its id and the changes in it show."""
    if identity in found.streams:
        return found.streams[identity]
    for each in made.values():
        if each.stream == identity and each.open is not None:
            return Listed(stream=identity, citizen=each.open[0], compartment=each.open[1], rights="write")
    citizens = {values["citizen"] for values in found.changes.values() if values["stream"] == identity}
    plans = [each for each in citizens if each and citizen_stream(each, PLAN) == identity]
    return Listed(stream=identity, citizen=plans[0], compartment=PLAN, rights="write") if plans else None


def _columns(held: dict[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in held.items() if name != "n"}, "own": 1, "seq": None, "version": None}


def _show(connection: Connection, made: dict[str, Change], known: dict[str, Listed]) -> None:
    touches = [
        {"id": name, "touched": each} for name, one in made.items() for each in {edit.record for edit in one.edits}
    ]
    receiving.TOUCH.run_many(connection, touches)
    kinds = {edit.record: (edit.kind, one.stream) for one in made.values() for edit in one.edits}
    empty = [Row(each, where, known[where].citizen, kind) for each, (kind, where) in kinds.items()]
    rows.write(connection, empty)
    receiving.show(connection, list(rows.load(connection, kinds).values()))


_OWN = select(
    change.c.n, change.c.id, change.c.stream, change.c.citizen, change.c.act, change.c.role, change.c.undone,
    change.c.state, change.c.at, change.c.ceiling, change.c.body, change.c.before, change.c.key, change.c.sig,
    change.c.refusal,
).where(change.c.own == 1, change.c.state.concat("").in_(_OWN_WORK), change.c.body.is_not(None))  # fmt: skip
"""In the order of the rows; the planner must not go by an index, where the rows may be whole and the index not."""
