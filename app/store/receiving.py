"""Receiving: what the server answered enters the local copy, in whole transactions whose hash fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.changes import chain
from app.changes.cells import Cells
from app.changes.change import Change, Refusal, decode
from app.changes.fold import Stamp, fold_entry
from app.changes.redaction import refolded
from app.changes.redaction import touched as altered_by
from app.clock import instant
from app.store import hanging, rows, scrubbing, search
from app.store.answers import ChainBroken, ContentLacking, Entry, Linked, Received, Result, linked
from app.store.exchange import draw_anew
from app.store.rows import Row
from app.store.statements import Statement, among, listed
from app.store.store import Store
from app.store.tables import change, finding, record, stream, touch
from app.store.transaction import Touched, joined

AT_ONCE = 500
"""Entries in one transaction, about: the writer thread is never held for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Streams of which nothing was taken.

    The entries of those that are `broken` do not lead to the head they should; those that are `lacking` hold an entry
    whose content is not to be had: their state must be fetched.
    """

    broken: Sequence[str]
    lacking: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """What is taken of one stream in one transaction; `results` come with its last entries."""

    stream: str
    linked: Sequence[Linked]
    results: Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class _Taking:
    """A part that fits: the stream's head here before it, and the entries that are new."""

    part: _Part
    held: Any
    fresh: Sequence[Linked]

    @property
    def version(self) -> int:
        """The head afterwards."""
        return self.fresh[-1].meta.version if self.fresh else int(self.held.version)


def receive(store: Store, answer: Iterable[Received]) -> Left:
    """Take entries, heads and results of streams, each named once, and tell who listens.

    Entries that are here already are passed over, those with a gap before them are not taken: an answer that comes
    twice or late changes nothing.
    """
    several = list(answer)
    with store.database.reading() as connection:
        heads = _heads(connection, several)
    parts: list[_Part] = []
    broken: list[str] = []
    lacking: list[str] = []
    for each in several:
        try:
            parts += _parts(each, heads.get(each.stream))
        except ChainBroken:
            broken.append(each.stream)
        except ContentLacking:
            lacking.append(each.stream)
    lacking += _lacking_log(store, parts, heads)
    refused = [each.stream for each in several if _is_kept_after_all(store, each)]
    parts = [part for part in parts if part.stream not in lacking]
    touched = [_take(store, some) for some in _together(parts)]
    answered = {identity for part in parts for identity in part.results}
    if store.journal is not None and answered:
        store.journal.drop(answered)
    store.tell(joined(touched))
    return Left(broken=broken, lacking=[*lacking, *refused])


def note_finding(store: Store, identity: str, *, version: int, problem: str) -> None:
    """Keep what was found wrong with what the server sent; somebody has to look at it."""
    with store.writing() as connection:
        _FIND.run(connection, stream=identity, version=version, problem=problem, at=instant(store.clock.now()))


def findings(store: Store) -> list[tuple[str, int, str]]:
    """Return (stream, version, problem) of all that was found wrong."""
    with store.database.reading() as connection:
        return [(row.stream, row.version, row.problem) for row in _FINDINGS.all(connection)]


def entry_columns(entry: Entry, meta: chain.Meta, body: bytes | None, *, hashed: bytes) -> dict[str, Any]:
    """Return the columns of `change` that an entry fills."""
    return {
        "version": meta.version, "body": body, "key": entry.key, "sig": entry.sig, "meta": entry.meta,
        "salt": entry.salt, "outcomes": entry.outcomes, "commitment": entry.commitment, "hash": hashed,
        "ceiling": meta.ceiling,
    }  # fmt: skip


def _heads(connection: Connection, named: Iterable[Received | _Part]) -> dict[str, Any]:
    return {row.id: row for row in _HEADS.all(connection, ids=listed(each.stream for each in named))}


def _parts(received: Received, held: Any) -> list[_Part]:
    """Return what is to be taken of a stream, every link checked; no more than `AT_ONCE` entries in each part.

    Raises ChainBroken and ContentLacking.
    """
    entries: Sequence[Linked] = ()
    if held is not None and received.head is not None:
        entries = linked(received, version=held.version, before=held.hash)
    last = max(0, len(entries) - 1) // AT_ONCE * AT_ONCE
    first = [_Part(received.stream, entries[at : at + AT_ONCE], {}) for at in range(0, last, AT_ONCE)]
    return [*first, _Part(received.stream, entries[last:], received.results)]


def _lacking_log(store: Store, parts: Sequence[_Part], heads: Mapping[str, Any]) -> list[str]:
    """Return the streams where something was redacted and the log here is too short to make the cells anew.

    What is here of it goes at once.
    """
    found: list[str] = []
    for part in parts:
        ids = [name for each in part.linked if each.change is not None for name in each.change.redacts]
        if ids and heads[part.stream].logged_from > 1 and part.stream not in found:
            found.append(part.stream)
            scrubbing.forget(store, ids)
    return found


def _is_kept_after_all(store: Store, received: Received) -> bool:
    """Tell whether the server refused to redact what is gone here: then its state must be fetched."""
    refused = [name for name, each in received.results.items() if not each.version]
    with store.database.reading() as connection:
        found = _rows_of(connection, refused).values() if refused else ()
    return any(row.body is not None and decode(row.body).redacts for row in found)


def _together(parts: Sequence[_Part]) -> Iterable[list[_Part]]:
    """Yield the parts in order, as many as one transaction takes; none holds two of one stream."""
    some: list[_Part] = []
    count = 0
    for part in parts:
        some.append(part)
        count += len(part.linked)
        if count >= AT_ONCE:
            yield some
            some, count = [], 0
    if some:
        yield some


def _take(store: Store, parts: Sequence[_Part]) -> Touched:
    """Take parts of several streams in one transaction, leaving out those that another answer was faster with."""
    with store.writing() as connection:
        heads = _heads(connection, parts)
        takings = [each for part in parts if (each := _fitting(part, heads.get(part.stream))) is not None]
        known = _known(store, connection, takings)
        emptied = [each.id for taking in takings for each in taking.fresh if each.change is None and each.id in known]
        uncovered = scrubbing.scrub(connection, emptied) if emptied else set()
        for each in takings:
            _write_entries(connection, each, known)
        altered = uncovered | _write_results(connection, takings, known)
        _MOVE_HEAD.run_many(connection, [_head(each) for each in takings if each.fresh])
        written = _write_records(connection, takings, known, also=altered)
        fresh = [each for taking in takings for each in taking.fresh]
        hung = hanging.offer_again(store, connection, lambda: set().union(*map(_touched, fresh)))
        return joined([written, show(connection, hung)]) if hung else written


def _fitting(part: _Part, held: Any) -> _Taking | None:
    """Return *part* without what is here by now; None when the stream is gone or moved past a gap."""
    if held is None:
        return None
    fresh = [each for each in part.linked if each.meta.version > held.version]
    if fresh and fresh[0].meta.version != held.version + 1:
        return None
    return _Taking(part, held, fresh)


def _head(taking: _Taking) -> dict[str, Any]:
    return {"of": taking.part.stream, "to": taking.version, "hashed": taking.fresh[-1].hash}


def _known(store: Store, connection: Connection, takings: Sequence[_Taking]) -> dict[str, Any]:
    """Return {change id: row} of what is here.

    Own unanswered changes under whose id a copy of this client has sent something else get another one first.
    """
    fresh = [linked for each in takings for linked in each.fresh]
    ids = {linked.id for linked in fresh}.union(*(each.part.results for each in takings))
    found = _rows_of(connection, ids)
    told = {linked.id: linked.body for linked in fresh if not linked.is_own and linked.body is not None}
    taken = [each for each, body in told.items() if each in found and found[each].body not in (None, body)]
    if not taken:
        return found
    draw_anew(store, connection, taken)
    return _rows_of(connection, ids)


def _write_entries(connection: Connection, taking: _Taking, known: Mapping[str, Any]) -> None:
    sent: list[dict[str, Any]] = []
    own: list[dict[str, Any]] = []
    foreign: list[dict[str, Any]] = []
    touches: list[dict[str, Any]] = []
    for each in taking.fresh:
        columns = entry_columns(each.entry, each.meta, each.body, hashed=each.hash)
        here = known.get(each.id)
        if here is None:
            foreign.append(new_columns(columns, each.change, taking.part.stream, citizen=taking.held.citizen))
        else:
            (sent if each.is_own else own).append({"number": here.n, **columns})
        if here is None or each.outcomes:  # by a verdict an own change alters records that it does not name
            touches += [{"id": each.id, "touched": one} for one in _touched(each)]
    _ENTER_SENT.run_many(connection, sent)
    ENTER.run_many(connection, own)
    ADD.run_many(connection, foreign)
    TOUCH.run_many(connection, touches)


def _touched(linked: Linked) -> set[str]:
    return set() if linked.change is None else altered_by(linked.change, linked.outcomes)


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


def _write_results(connection: Connection, takings: Sequence[_Taking], known: Mapping[str, Any]) -> set[str]:
    """Write what became of own changes; return the records over which a refused one no longer lies."""
    altered: set[str] = set()
    answered = []
    for taking in takings:
        entered = {each.id for each in taking.fresh}
        held = {name: known[name] for name in taking.part.results if name in known}
        last = max((row.seq or 0 for row in held.values()), default=0)
        answered.append({"identity": taking.part.stream, "last": last})
        for name, row in held.items():
            if name not in entered and row.state == scrubbing.LEAVING and not taking.part.results[name].version:
                scrubbing.scrub(connection, [name])
            elif name not in entered and row.state in ("pending", "sent"):
                altered |= _write_result(connection, row, taking.part.results[name], version=taking.version)
    _ACK.run_many(connection, [each for each in answered if each["last"]])
    return altered


def _write_result(connection: Connection, row: Any, result: Result, *, version: int) -> set[str]:
    """Write what became of an own change that is no new entry; return the records over which it no longer lies."""
    if result.version > version:
        _RECEIVED.run(connection, number=row.n, version=result.version)
        return set()
    if result.version:
        _ENTERED.run(connection, number=row.n, version=result.version)
    else:
        _REFUSED.run(connection, number=row.n, why=msgspec.json.encode(Refusal(result.code, result.detail)))
    return {edit.record for edit in decode(row.body).edits}


def _write_records(
    connection: Connection, takings: Sequence[_Taking], known: Mapping[str, Any], *, also: set[str]
) -> Touched:
    """Fold the entries into the cells and show what lies over them."""
    gone = _scrubbed(connection, takings, known)
    wanted = also.union(gone, *(_touched(each) for taking in takings for each in taking.fresh))
    held = rows.load(connection, wanted)
    cells = {each: row.cells for each, row in held.items()}
    for taking in takings:
        for each in taking.fresh:
            if each.change is not None and not _is_leaving(each, known):
                cells.update(fold_entry(cells, each.change, each.outcomes, _stamp(each, each.change)))
                _add_new(held, taking, each.change)
    cells.update(_anew(connection, gone))
    for each_id, row in held.items():
        row.cells = cells.get(each_id, row.cells)
    touched = show(connection, list(held.values()))
    if gone:
        search.forget_for_good(connection)
    return touched


def _anew(connection: Connection, records: set[str]) -> dict[str, Cells]:
    """Return the cells of *records* as what is left of the log makes them."""
    anew = refolded(scrubbing.left(connection, records), records) if records else {}
    return {each: anew.get(each, {}) for each in records}


def _stamp(linked: Linked, made: Change) -> Stamp:
    return Stamp(linked.meta.version, linked.meta.device, made.at, linked.meta.ceiling)


def _add_new(held: dict[str, Row], taking: _Taking, made: Change) -> None:
    for edit in made.edits:
        if edit.record not in held:
            held[edit.record] = Row(edit.record, taking.part.stream, taking.held.citizen, edit.kind)


def _scrubbed(connection: Connection, takings: Sequence[_Taking], known: Mapping[str, Any]) -> set[str]:
    """Remove what the new entries redact, and what was taken back here meanwhile; return the records to make anew.

    What was taken back here is not folded in, so that nothing has to be made anew without it.
    """
    fresh = [each for taking in takings for each in taking.fresh]
    leaving = [each.id for each in fresh if _is_leaving(each, known)]
    if leaving:
        scrubbing.scrub(connection, leaving)
    ids = {name for each in fresh if each.change is not None for name in each.change.redacts}
    return scrubbing.scrub(connection, ids) if ids else set()


def _is_leaving(linked: Linked, known: Mapping[str, Any]) -> bool:
    """Tell whether it is an own change that was taken back here: it must not even be shown until that is answered."""
    return linked.id in known and known[linked.id].state in (scrubbing.LEAVING, scrubbing.WITHDRAWN)


def show(connection: Connection, held: Sequence[Row]) -> Touched:
    """Write *held* and note for the search what shows something else; what nothing stands of any more goes."""
    search.later(connection, rows.confirm(connection, [row for row in held if row.cells or row.edits]))
    gone = [row.id for row in held if not (row.cells or row.edits)]
    if gone:
        search.forget(connection, gone)
        _REMOVE.run(connection, ids=listed(gone))
    return Touched(
        kinds=frozenset(row.kind for row in held),
        citizens=frozenset(row.citizen for row in held if row.citizen),
        records=frozenset(row.id for row in held),
        remote=True,
    )


def known_numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return {change id: row number} of those changes that are here."""
    return {name: row.n for name, row in _rows_of(connection, ids).items()}


def _rows_of(connection: Connection, ids: Iterable[str]) -> dict[str, Any]:
    return {row[0]: row for row in _BY_IDS.all(connection, ids=listed(ids))}


def _entering(*names: str) -> Statement:
    """Return how an own change becomes an entry that fills the columns *names*."""
    filled = ", ".join(f"{name} = :{name}" for name in names)
    return Statement(f"UPDATE change SET state = 'entered', {filled} WHERE n = :number")  # noqa: S608 - columns alone


_SENT_BACK = ("version", "meta", "salt", "outcomes", "commitment", "hash", "ceiling")
_HEADS = Statement(
    select(stream.c.id, stream.c.version, stream.c.hash, stream.c.citizen, stream.c.logged_from).where(
        among(stream.c.id, "ids")
    )
)
_MOVE_HEAD = Statement("UPDATE stream SET version = :to, hash = :hashed WHERE id = :of")
_BY_IDS = Statement(
    select(change.c.id, change.c.n, change.c.seq, change.c.state, change.c.body).where(among(change.c.id, "ids"))
)
_REMOVE = Statement(delete(record).where(among(record.c.id, "ids")))
ENTER = _entering(*_SENT_BACK, "body", "key", "sig")
_ENTER_SENT = _entering(*_SENT_BACK)
ADD = Statement(
    upsert(change)
    .values({name: bindparam(name) for name in change.c.keys() if name != "n"})  # noqa: SIM118 - columns, not a dict
    .on_conflict_do_nothing()
)
_ACK = Statement("UPDATE stream SET acked = :last WHERE id = :identity AND acked < :last")
TOUCH = Statement(
    upsert(touch)
    .from_select(["record", "change"], select(bindparam("touched"), change.c.n).where(change.c.id == bindparam("id")))
    .on_conflict_do_nothing()
)
_RECEIVED = Statement("UPDATE change SET version = :version WHERE n = :number")
_ENTERED = _entering("version")
_REFUSED = Statement("UPDATE change SET state = 'refused', refusal = :why WHERE n = :number")
_FIND = Statement(insert(finding).values({name: bindparam(name) for name in ("stream", "version", "problem", "at")}))
_FINDINGS = Statement(select(finding.c.stream, finding.c.version, finding.c.problem).order_by(finding.c.n))
