"""Receiving: what the server answered enters the local copy, in whole transactions whose hash fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.changes import chain
from app.changes.change import Change, Outcomes, Refusal, decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry
from app.clock import instant
from app.store import rows, search
from app.store.bulk import execute_many
from app.store.exchange import draw_anew
from app.store.rows import Row
from app.store.store import Store
from app.store.tables import change, finding, record, stream, touch
from app.store.transaction import Touched, joined

SLICE = 200
"""Entries in one transaction: the writer thread is never held for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as the very bytes the chain covers. `body` is None when it is one's own and was not sent back.

    A redacted entry has only `meta` and `commitment`.
    """

    meta: bytes
    salt: bytes = b""
    body: bytes | None = None
    outcomes: bytes = b"[]"
    key: str = ""
    sig: bytes = b""
    commitment: bytes | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an own change: its version, or 0 and why it was refused."""

    version: int
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What an answer tells of one stream: entries in order, the head they lead to, results of own changes."""

    stream: str
    entries: Sequence[Entry] = ()
    head: tuple[int, bytes] | None = None
    results: Mapping[str, Result] = field(default_factory=dict)


class ChainBroken(Exception):
    """The entries do not lead to the head they should; nothing of them was taken."""


class StateNeeded(Exception):
    """An entry's content is not to be had, so the cells cannot be folded from it: fetch the stream's state."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """An entry with its place in the chain."""

    entry: Entry
    meta: chain.Meta
    body: bytes
    hash: bytes
    change: Change
    outcomes: Outcomes


def receive(store: Store, received: Received) -> Touched:
    """Take entries, head and results of one stream; return what was touched.

    Entries that are here already are passed over, those with a gap before them are not taken: an answer that comes
    twice or late changes nothing. Raises ChainBroken and StateNeeded.
    """
    touched = []
    linked = _linked(store, received)
    for at in range(0, len(linked), SLICE):
        is_last = at + SLICE >= len(linked)
        results = received.results if is_last else {}
        with store.writing() as connection:
            touched.append(_take(store, connection, received.stream, linked[at : at + SLICE], results=results))
    if not linked:
        with store.writing() as connection:
            touched.append(_take(store, connection, received.stream, (), results=received.results))
    if store.journal is not None and received.results:
        store.journal.drop(set(received.results))
    whole = joined(touched)
    store.tell(whole)
    return whole


def note_finding(store: Store, identity: str, *, version: int, problem: str) -> None:
    """Keep what was found wrong with what the server sent; somebody has to look at it."""
    with store.writing() as connection:
        values = {"stream": identity, "version": version, "problem": problem, "at": instant(store.clock.now())}
        connection.execute(insert(finding).values(values))


def findings(store: Store) -> list[tuple[str, int, str]]:
    """Return (stream, version, problem) of all that was found wrong."""
    with store.database.reading() as connection:
        found = connection.execute(select(finding.c.stream, finding.c.version, finding.c.problem).order_by(finding.c.n))
        return [(row.stream, row.version, row.problem) for row in found]


def link(before: bytes, entry: Entry, body: bytes | None) -> bytes:
    """Return the chain's hash after *entry*, whose content is *body* unless it was redacted."""
    committed = entry.commitment
    if committed is None:
        committed = chain.commitment(entry.salt, body or b"", entry.outcomes)
    return chain.link(before, entry.meta, committed)


def entry_columns(entry: Entry, meta: chain.Meta, body: bytes | None, *, hashed: bytes) -> dict[str, Any]:
    """Return the columns of `change` that an entry fills."""
    return {
        "version": meta.version, "body": body, "key": entry.key, "sig": entry.sig, "meta": entry.meta,
        "salt": entry.salt, "outcomes": entry.outcomes, "commitment": entry.commitment, "hash": hashed,
        "ceiling": meta.ceiling,
    }  # fmt: skip


def _linked(store: Store, received: Received) -> list[_Linked]:
    """Return the entries that follow the head here, every link checked."""
    if not received.entries or received.head is None:
        return []
    with store.database.reading() as connection:
        held = connection.execute(_HEAD, {"id": received.stream}).first()
        if held is None:
            return []
        own = _own_entries(connection, received)
    version, linked_hash = held.version, held.hash
    linked: list[_Linked] = []
    for told in received.entries:
        meta = chain.decode_meta(told.meta)
        if meta.version <= held.version:
            continue
        if meta.version != version + 1:
            return []
        entry = told if told.body is not None or meta.version not in own else replace(told, **own[meta.version])
        if entry.body is None:
            raise StateNeeded
        version, linked_hash = meta.version, link(linked_hash, entry, entry.body)
        linked.append(
            _Linked(entry, meta, entry.body, linked_hash, decode(entry.body), decode_outcomes(entry.outcomes))
        )
    if linked and (version, linked_hash) != received.head:
        raise ChainBroken
    return linked


def _own_entries(connection: Connection, received: Received) -> dict[int, dict[str, Any]]:
    """Return what was left out of own entries, by the versions that the results give them."""
    left_out = {each.version: identity for identity, each in received.results.items() if each.version}
    if not any(entry.body is None for entry in received.entries):
        return {}
    found: dict[str, dict[str, Any]] = {}
    ids = list(left_out.values())
    for at in range(0, len(ids), rows.AT_ONCE):
        for row in connection.execute(_BODIES, {"ids": ids[at : at + rows.AT_ONCE]}):
            found[row.id] = {"body": row.body, "key": row.key or "", "sig": row.sig or b""}
    return {version: found[identity] for version, identity in left_out.items() if identity in found}


def _take(
    store: Store, connection: Connection, identity: str, linked: Sequence[_Linked], *, results: Mapping[str, Result]
) -> Touched:
    """Take a slice of entries, and results, in one transaction; nothing when another answer was faster."""
    held = connection.execute(_HEAD, {"id": identity}).first()
    if held is None:
        return Touched(remote=True)
    fresh = [each for each in linked if each.meta.version > held.version]
    if fresh and fresh[0].meta.version != held.version + 1:
        return Touched(remote=True)
    draw_anew(store, connection, _taken(connection, fresh))
    _write_entries(connection, identity, held.citizen, fresh)
    version = fresh[-1].meta.version if fresh else held.version
    altered = _write_results(connection, identity, results, version=version)
    if fresh:
        head = {"version": version, "hash": fresh[-1].hash}
        connection.execute(update(stream).where(stream.c.id == identity).values(head))
    return _write_records(connection, identity, held.citizen, fresh, also=altered)


def _taken(connection: Connection, fresh: Sequence[_Linked]) -> list[str]:
    """Return ids of own unanswered changes under which a copy of this client has sent something else."""
    bodies = {each.change.id: each.body for each in fresh}
    return [row.id for row in _rows_of(connection, list(bodies)) if row.body not in (None, bodies[row.id])]


def _write_entries(connection: Connection, identity: str, citizen: str | None, fresh: Sequence[_Linked]) -> None:
    known = known_numbers(connection, [each.change.id for each in fresh])
    own, foreign, touches = [], [], []
    for each in fresh:
        columns = entry_columns(each.entry, each.meta, each.body, hashed=each.hash)
        number = known.get(each.change.id)
        if number is not None:
            own.append({"number": number, **marked(columns)})
            continue
        foreign.append(new_columns(columns, each.change, identity, citizen=citizen))
        touches += [{"id": each.change.id, "touched": one} for one in touched_by(each.change, each.outcomes)]
    execute_many(connection, ENTER, own)
    execute_many(connection, ADD, foreign)
    execute_many(connection, TOUCH, touches)


def new_columns(
    columns: Mapping[str, Any], made: Change | None, identity: str, *, citizen: str | None
) -> dict[str, Any]:
    """Return a row of `change` for an entry that was not here; a redacted one is known by its place."""
    version = columns["version"]
    return {
        **columns, "id": made.id if made is not None else f"{identity}:{version}", "stream": identity,
        "citizen": citizen, "act": made.group or made.id if made is not None else "", "role": "do", "undone": 0,
        "state": "entered", "own": 0, "at": made.at if made is not None else "", "seq": None, "before": None,
        "refusal": None, "checked": 0,
    }  # fmt: skip


def touched_by(made: Change, outcomes: Outcomes) -> set[str]:
    """Return the records that an entry alters: those it edits and those it revives."""
    return {edit.record for edit in made.edits} | {verdict.record for verdict in outcomes}


def _write_results(connection: Connection, identity: str, results: Mapping[str, Result], *, version: int) -> set[str]:
    """Write what became of own changes; return the records over which a refused one no longer lies."""
    altered: set[str] = set()
    if not results:
        return altered
    last = 0
    for row in _rows_of(connection, list(results)):
        result = results[row.id]
        last = max(last, row.seq or 0)
        if row.state not in ("pending", "sent"):
            continue
        if not result.version:
            refusal = msgspec.json.encode(Refusal(result.code, result.detail))
            values: dict[str, Any] = {"state": "refused", "refusal": refusal}
            altered |= {edit.record for edit in decode(row.body).edits}
        elif result.version <= version:
            values = {"state": "entered", "version": result.version}
            altered |= {edit.record for edit in decode(row.body).edits}
        else:
            values = {"version": result.version}
        connection.execute(update(change).where(change.c.n == row.n).values(values))
    connection.execute(_ACK, {"identity": identity, "last": last})
    return altered


def _write_records(
    connection: Connection, identity: str, citizen: str | None, fresh: Sequence[_Linked], *, also: set[str]
) -> Touched:
    """Fold the entries into the cells and show what lies over them."""
    wanted = also.union(*(touched_by(each.change, each.outcomes) for each in fresh))
    held = rows.load(connection, wanted)
    cells = {each: row.cells for each, row in held.items()}
    for each in fresh:
        stamp = Stamp(each.meta.version, each.meta.device, each.change.at, each.meta.ceiling)
        cells.update(fold_entry(cells, each.change, each.outcomes, stamp))
        for edit in each.change.edits:
            if edit.record not in held:
                held[edit.record] = Row(edit.record, identity, citizen, edit.kind)
    for each_id, row in held.items():
        row.cells = cells.get(each_id, row.cells)
    return show(connection, list(held.values()))


def show(connection: Connection, held: Sequence[Row]) -> Touched:
    """Write *held* and note them for the search; what nothing stands of any more goes."""
    standing = [row for row in held if row.cells or row.edits]
    gone = [row.id for row in held if not (row.cells or row.edits)]
    rows.write(connection, standing)
    search.later(connection, [row.id for row in standing])
    if gone:
        search.forget(connection, gone)
        connection.execute(delete(record).where(record.c.id.in_(gone)))
    return Touched(
        kinds=frozenset(row.kind for row in held),
        citizens=frozenset(row.citizen for row in held if row.citizen),
        records=frozenset(row.id for row in held),
        remote=True,
    )


def known_numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return {change id: row number} of those changes that are here."""
    return {row.id: row.n for row in _rows_of(connection, ids)}


def _rows_of(connection: Connection, ids: Sequence[str]) -> Iterable[Any]:
    for at in range(0, len(ids), rows.AT_ONCE):
        yield from connection.execute(_BY_IDS, {"ids": list(ids[at : at + rows.AT_ONCE])}).all()


def marked(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for `ENTER`."""
    return {f"to_{name}": value for name, value in columns.items()}


_FILLED = ("version", "body", "key", "sig", "meta", "salt", "outcomes", "commitment", "hash", "ceiling")
_HEAD = select(stream.c.version, stream.c.hash, stream.c.citizen).where(stream.c.id == bindparam("id"))
_BODIES = select(change.c.id, change.c.body, change.c.key, change.c.sig).where(
    change.c.id.in_(bindparam("ids", expanding=True))
)
_BY_IDS = select(change.c.n, change.c.id, change.c.seq, change.c.state, change.c.body).where(
    change.c.id.in_(bindparam("ids", expanding=True))
)
ENTER = (
    update(change)
    .where(change.c.n == bindparam("number"))
    .values({"state": "entered", **{name: bindparam(f"to_{name}") for name in _FILLED}})
)
ADD = (
    upsert(change)
    .values({name: bindparam(name) for name in change.c.keys() if name != "n"})  # noqa: SIM118 - columns, not a dict
    .on_conflict_do_nothing()
)
_ACK = (
    update(stream)
    .where(stream.c.id == bindparam("identity"), stream.c.acked < bindparam("last"))
    .values(acked=bindparam("last"))
)
TOUCH = (
    upsert(touch)
    .from_select(
        ["record", "change"],
        select(bindparam("touched"), change.c.n).where(change.c.id == bindparam("id")),
    )
    .on_conflict_do_nothing()
)
