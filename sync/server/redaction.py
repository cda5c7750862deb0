"""Redaction on the server: the content of entries goes, their place in the chain stays, the state is made anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.changes import chain
from app.changes.cells import Cells, is_deleted
from app.changes.change import NOT_ASSIGNED, Change, Edit, Refusal, decode, decode_outcomes
from app.changes.fold import Stamp
from app.changes.redaction import Folded, addresses_in, is_fresh, judged_by, refolded, touched
from app.clock import FixedClock, moment
from app.domain.late_work import LATE_WORK
from app.domain.record import DELETED
from app.ids import Uuid7
from sync.server import anew, assignments, files, origins, own, people, register, settings, sharing
from sync.server.content import Content, open_entry
from sync.server.log import Log
from sync.server.moving import empty_originals, record_of, with_originals
from sync.server.own import NAME, Wanted
from sync.server.register import Removed
from sync.server.rights import WRITERS, Session
from sync.server.settings import Identity
from sync.server.statements import Statement
from sync.server.vault import vault_of

WRONG_CITIZEN = "wrong_citizen"
"""The reason of what an author took back within the window."""
NOT_TAKEN = "closed"
"""How a change is refused that comes after its author took it back."""


@dataclass(frozen=True, slots=True)
class _Gone:
    """An entry whose content goes."""

    version: int
    by: str
    device: str
    folded: Folded


def is_left(log: Log, session: Session, change: Change, *, code: str, now: str) -> bool:
    """Tell whether *change* may still take back what is the author's own, refused by *code*: who had the right, may."""
    citizen = log.stream.citizen
    if not change.redacts or code != NOT_ASSIGNED or citizen is None or session.role not in WRITERS:
        return False
    return assignments.ever_held(log.connection, login=session.login, citizen=citizen, now=now)


def refusal_of(log: Log, change: Change, *, login: str) -> Refusal | None:
    """Return why a device's *change* may not redact what it names: only one's own, and only what is fresh."""
    brought = origins.version_brought(log.connection, log.stream.id)
    for each in _named(log, _with_anew(log, change.redacts)):
        made = each.folded[0]
        if each.by != login or each.version <= brought:  # a login of elsewhere is another's
            return Refusal("forbidden", "redacts")
        if not is_fresh(made.at, now=change.at):
            return Refusal("stale", "redacts")
    return None


def carry_out(
    log: Log, change: Change, *, by: str, now: str, identity: Identity, reason: str = WRONG_CITIZEN
) -> set[str]:
    """Remove the content of what *change* names, and make the records they touched anew; return those records.

    *change* stands in the log already. What the server had joined with a removed text, or let give way to it, goes too
    and is entered anew by itself, under its author's name; so is what the server told of late work. What was shared of
    it goes, and so does what had been entered anew of it, or was to be. What has not come yet is not taken when it
    comes.
    """
    log.write()
    wanted = _with_anew(log, change.redacts)
    gone = _named(log, wanted)
    judged = _judged(log, gone)
    named = with_originals(log, wanted)
    telling = _telling(log, named)
    removed = [*gone, *judged, *telling]
    records = _touched(removed)
    for each in judged:
        anew.keep(log, each.folded, by=each.by)
    _note(log, wanted, removed, by=by, now=now, reason=reason)
    _empty(log, removed)
    bar(log.connection, log.stream.id, named, now=now)
    again = _make_anew(log, records)
    _drop_attached(log, removed)
    sharing.forget(log.connection, log.stream, records, now=now)
    own.write(log, identity, again, now=moment(now))
    unsaid = [*wanted[len(change.redacts) :], *(each.folded[0].id for each in (*judged, *telling))]
    if unsaid:
        _say(log, unsaid, now=now, identity=identity)
    anew.enter(log, (each.folded for each in _left(log)), now=now, identity=identity)
    own.write(log, identity, _told_anew(log, telling, named), now=moment(now))
    return records


def remove(log: Log, ids: Sequence[str], *, by: str, reason: str, now: str, identity: Identity) -> set[str]:
    """Redact changes by hand: an entry of the server's own says which; return the records they touched."""
    change = _say(log, ids, now=now, identity=identity)
    records = carry_out(log, change, by=by, now=now, identity=identity, reason=reason)
    people.made_anew(log, records)
    return records


def empty_again(log: Log, ids: Iterable[str], *, now: str) -> int:
    """Remove the content of *ids* once more, after a backup of before brought it back; return how many had any.

    What the log does not say any more is said again, so that devices which never heard it follow. What is not there is
    not taken when a device offers it. What had been entered anew, and is lost with the backup, is entered again.
    """
    wanted, identity = list(ids), settings.identity(log.connection)
    if log.stream.moved_to is not None:
        return _empty_moved(log, wanted, now=now)
    named = with_originals(log, wanted)
    telling = _telling(log, named)
    said = {name for each in _left(log) for name in each.folded[0].redacts}
    unsaid = dict.fromkeys(each for each in (*wanted, *(told.folded[0].id for told in telling)) if each not in said)
    if unsaid:
        _say(log, list(unsaid), now=now, identity=identity)
    removed = list({each.version: each for each in (*_named(log, wanted), *telling)}.values())
    records = _touched(removed)
    _empty(log, removed)
    bar(log.connection, log.stream.id, named, now=now)
    again = _make_anew(log, records)
    _drop_attached(log, removed)
    sharing.forget(log.connection, log.stream, records, now=now)
    own.write(log, identity, again, now=moment(now))
    anew.lower(log)
    anew.enter(log, (each.folded for each in _left(log)), now=now, identity=identity)
    own.write(log, identity, _told_anew(log, telling, named), now=moment(now))
    people.made_anew(log, records)
    return len(removed)


def _empty_moved(log: Log, ids: Sequence[str], *, now: str) -> int:
    """Remove the content of *ids* from a stream that has moved: what it said stands in the other one, if anywhere."""
    removed = _named(log, ids)
    _empty(log, removed)
    bar(log.connection, log.stream.id, ids, now=now)
    return len(removed)


def bar(connection: Connection, stream: str, ids: Sequence[str], *, now: str) -> None:
    """Empty those of *ids* that were refused, also what entered later, and let what has not come be refused then."""
    _EMPTY_REFUSED.run_many(connection, [(stream, each) for each in ids])
    known = {row.id for row in _BY_IDS.of(connection, ids, stream=stream)}
    unheard = [each for each in ids if each not in known]
    _BAR.run_many(connection, [(stream, each, "", 0, NOT_TAKEN, "", now) for each in unheard])


def _named(log: Log, ids: Iterable[str]) -> list[_Gone]:
    """Return those of *ids* that are entries and still have their content."""
    log.write()
    wanted = set(ids)
    rows = _BY_IDS.of(log.connection, wanted, stream=log.stream.id)
    held = [open_entry(log.sealing, row) for row in rows]
    return [_gone(each.version, each.meta, each.content) for each in held if each.content is not None]


def _with_anew(log: Log, ids: Iterable[str]) -> list[str]:
    """Return *ids* and after them those under which their words were entered anew, and the words of those."""
    log.write()
    found, latest = list(ids), list(ids)
    while latest := anew.followers(log, latest):
        found += latest
    return found


def _gone(version: int, meta: bytes, content: Content) -> _Gone:
    told = chain.decode_meta(meta)
    return _Gone(version, told.by, told.device, _folded(meta, content))


def _folded(meta: bytes, content: Content) -> Folded:
    told, change = chain.decode_meta(meta), decode(content.body)
    stamp = Stamp(told.version, told.device, change.at, told.ceiling)
    return change, decode_outcomes(content.outcomes), stamp


def _left(log: Log) -> Iterator[_Gone]:
    """Yield all entries that have their content, in order."""
    for row in _ALL.each(log.connection, stream=log.stream.id):
        if row.content is not None:
            opened = open_entry(log.sealing, row)
            assert opened.content is not None  # noqa: S101 - the row has it
            yield _gone(opened.version, opened.meta, opened.content)


def _judged(log: Log, gone: Sequence[_Gone]) -> list[_Gone]:
    """Return the entries that were joined with a removed one or gave way to it, or to one of those, and so on."""
    if not gone:
        return []
    first = min(each.version for each in gone)
    named = {each.version for each in gone}
    later = {each.version: each for each in _left(log) if each.version > first and each.version not in named}
    found: dict[int, _Gone] = {}
    waiting = [each.folded[0] for each in gone]
    while waiting:
        fresh = judged_by(waiting, [each.folded for each in later.values()])
        versions = [stamp.version for _, _, stamp in fresh]
        found |= {each: later.pop(each) for each in versions}
        waiting = [change for change, _, _ in fresh]
    return [found[each] for each in sorted(found)]


def _note(log: Log, wanted: Sequence[str], removed: Sequence[_Gone], *, by: str, now: str, reason: str) -> None:
    versions = {each.folded[0].id: each.version for each in removed}
    several = [
        Removed(log.stream.id, each, versions.get(each, 0), now, by, reason)
        for each in dict.fromkeys([*wanted, *versions])
    ]
    several += [
        Removed(stream, each, version, now, by, reason) for stream, each, version in empty_originals(log, versions)
    ]
    register.note_removed(vault_of(log.connection), several)
    anew.drop(vault_of(log.connection), [each.change for each in several])


def _empty(log: Log, removed: Sequence[_Gone]) -> None:
    """Take the content out of the rows, and out of what is about to be handed out."""
    versions = {each.version for each in removed}
    _EMPTY.run_many(log.connection, [(log.stream.id, each) for each in versions])
    log.entries[:] = [each._replace(content=None) if each.version in versions else each for each in log.entries]


def _touched(removed: Iterable[_Gone]) -> set[str]:
    records: set[str] = set()
    return records.union(*(touched(each.folded[0], each.folded[1]) for each in removed))


def _drop_attached(log: Log, removed: Iterable[_Gone]) -> None:
    """Let the files go that were attached by what went: their only key was in it."""
    files.drop_unnamed(log.connection, log.stream, [one for each in removed for one in addresses_in(each.folded[0])])


def _make_anew(log: Log, records: set[str]) -> list[Wanted]:
    """Write the cells of *records* as what is left makes them; return which are to be deleted, or to stand, anew.

    A record that stood because of what went, and in which somebody wrote since, is not deleted by that. Where nobody
    did, it is deleted now: whoever writes in it meanwhile has not seen that, and lets it stand.
    """
    if not records:
        return []
    log.load(records)
    stood = {each for each in records if not is_deleted(log.states.get(each, {}))}
    states = refolded((each.folded for each in _left(log)), records)
    for each in records - states.keys():
        log.states.pop(each, None)
        log.kinds.pop(each, None)
        _FORGET.run(log.connection, stream=log.stream.id, id=each)
    log.states.update(states)
    log.write_records(states)
    back = [each for each in states if each in stood and is_deleted(states[each])]
    return [_settled(each, log.kinds[each], states[each]) for each in back]


def _settled(record: str, kind: str, cells: Cells) -> Wanted:
    """Return how a record is to stand whose deletion has come back."""
    written = [cell for name, cell in cells.items() if name != DELETED]
    versions = [each.version for each in written] + [rival.version for each in written for rival in each.rivals]
    is_deleted_now = max(versions, default=0) < cells[DELETED].version
    return Wanted(record=record, kind=kind, fields={DELETED: is_deleted_now}, is_anew=True)


def _telling(log: Log, ids: Sequence[str]) -> list[_Gone]:
    """Return the entries in which the server told the words of *ids*, work that came too late."""
    records = {record_of(log.stream.id, each) for each in ids}
    log.load(records)
    here = records & log.states.keys()
    return [each for each in _left(log) if each.device == own.SERVER and _bodies(each) & here] if here else []


def _bodies(each: _Gone) -> set[str]:
    return {edit.record for edit in each.folded[0].edits if edit.kind == LATE_WORK.kind and "body" in edit.set}


def _told_anew(log: Log, telling: Iterable[_Gone], ids: Iterable[str]) -> list[Wanted]:
    """Return what the server tells again: other late work as it was, and of what went that it is settled."""
    hidden = {record_of(log.stream.id, each) for each in ids}
    edits = [edit for each in telling for edit in each.folded[0].edits]
    return [
        Wanted(record=edit.record, kind=edit.kind, fields=_without_words(edit) if edit.record in hidden else edit.set)
        for edit in edits
    ]


def _without_words(edit: Edit) -> dict[str, Any]:
    return {name: told for name, told in edit.set.items() if name in _NO_WORDS} | {DELETED: True}


def _say(log: Log, ids: Sequence[str], *, now: str, identity: Identity) -> Change:
    """Enter a change of the server's own that names what goes, and return it."""
    new_id = Uuid7(FixedClock(moment(now)))
    change = Change(id=new_id(), stream=log.stream.id, at=now, name=NAME, edits=[], redacts=list(ids))
    own.enter(log, own.signed(change, identity), now=now)
    log.write()
    return change


_NO_WORDS = ("change", "author", "at")
_COLUMNS = "version, id, meta, content, commitment, hash"
_BY_IDS = Statement(f"SELECT {_COLUMNS} FROM entry WHERE stream = :stream AND id IN :ids")  # noqa: S608
_ALL = Statement(f"SELECT {_COLUMNS} FROM entry WHERE stream = :stream ORDER BY version")  # noqa: S608
_EMPTY = Statement("UPDATE entry SET content = NULL WHERE stream = :stream AND version = :version")
_EMPTY_REFUSED = Statement("UPDATE refusal SET content = NULL WHERE stream = :stream AND id = :id")
_FORGET = Statement("DELETE FROM record WHERE stream = :stream AND id = :id")
_BAR = Statement(
    "INSERT INTO refusal (stream, id, device, seq, code, detail, at) "
    "VALUES (:stream, :id, :device, :seq, :code, :detail, :at) ON CONFLICT (stream, id) DO NOTHING"
)
