"""Scrubbing: what one's own hand or the server has redacted goes from this copy, as if it had never been written."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, select

from app.changes import chain
from app.changes.cells import Cell
from app.changes.change import Edit, decode, decode_outcomes, encode
from app.changes.fold import Stamp
from app.changes.redaction import Folded, addresses_in, refolded, touched
from app.domain.late_work import LATE_WORK
from app.store import attached, rows, search
from app.store.rows import Row
from app.store.statements import Statement, among, listed
from app.store.tables import change, record, stream, touch

if TYPE_CHECKING:
    from app.store.store import Store

LEAVING = "leaving"
"""The state of an own change that was taken back and has a number: hidden, and sent so that the number is used."""
WITHDRAWN = "withdrawn"
"""The state of an own change that was taken back before anybody had it."""
_WAITING = ("typing", "pending", "sent")
_Before = dict[str, dict[str, Any] | None]
_before = msgspec.json.Decoder(_Before)
_json = msgspec.json.Encoder()


def take_back(connection: Connection, ids: Iterable[str]) -> tuple[set[str], tuple[str, str] | None]:
    """Take own changes back here and now; return the records they touched, and the stream that one of them opened.

    Where only a part of the log is here, the fields show what they showed before, until the server's state comes.
    """
    found = _HELD.all(connection, ids=listed(ids))
    records = _records(found)
    opened = next((made.open for row in found if (made := decode(row.body)).open and not row.version), None)
    numbered = [row for row in found if row.state in ("sent", LEAVING)]
    _hide(connection, numbered)
    _scrub(connection, [row for row in found if row not in numbered], records)
    _make_anew(connection, [row for row in found if row.version], records)
    return records, opened


def scrub(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Remove the content of changes, one's own and others'; return the records whose cells are to be made anew.

    Those of what went before are among them: the state of a restored server may have brought it back. What that server
    has lost of late work goes from here too: it cannot name what it does not know.
    """
    named = set(ids)
    wanted = listed(named)
    found = _HELD.all(connection, ids=wanted)
    records = _records(found).union(_EMPTIED.column(connection, ids=wanted))
    _scrub(connection, found, records)
    for row in _SET_ASIDE.all(connection):
        _forget_told(connection, row, named)
    return records


def _forget_told(connection: Connection, row: Any, ids: set[str]) -> None:
    """Take the words of *ids* out of an entry in which a server told them as late work."""
    made = decode(row.body)
    left = [edit for edit in made.edits if _told_late(edit) not in ids]
    if len(left) == len(made.edits):
        return
    if left:
        body = encode(msgspec.structs.replace(made, edits=left))
        _SET.run(connection, number=row.n, state=row.state, committed=row.commitment, body=body, key=None, sig=None)
    else:
        _scrub(connection, [row], set())


def _told_late(edit: Edit) -> str | None:
    """Return the id of the change whose words *edit* tells as late work, if it does."""
    body = edit.set.get("body") if edit.kind == LATE_WORK.kind else None
    return None if body is None else decode(str(body).encode()).id


def forget(store: "Store", ids: Iterable[str]) -> None:
    """Remove the content of changes at once, in a transaction of its own; the cells follow from the server's state."""
    with store.writing() as connection:
        scrub(connection, ids)


def scrub_versions(connection: Connection, identity: str, versions: Iterable[int]) -> set[int]:
    """Do so with the entries of a stream that the server hands out without content; return the versions held."""
    named = _BY_VERSION.all(connection, stream=identity, versions=listed(versions))
    scrub(connection, [row.id for row in named])
    return {row.version for row in named if row.state == "entered"}


def scrub_unseen(connection: Connection, identity: str, ids: Iterable[str]) -> None:
    """Remove what the older log of a stream redacts; undo forgets the whole stream where it is not known here.

    Such an entry was perhaps shown here all the same, as a part of a state, and nobody can tell in which records.
    """
    named = set(ids)
    scrub(connection, named)
    if named - set(_KNOWN.column(connection, ids=listed(named))):
        _forget(connection, _OF_STREAM.all(connection, of=identity), None)


def let_go(connection: Connection) -> None:
    """Remove what was hidden until its number is used up: the numbers begin anew, nobody asks for it any more."""
    scrub(connection, _LEFT_OVER.column(connection))


def left(connection: Connection, records: Iterable[str]) -> list[Folded]:
    """Return what is left of the log of *records*, in order."""
    return [_folded(row) for row in _LEFT.all(connection, ids=listed(records))]


def show(connection: Connection, held: Sequence[Row]) -> None:
    """Write *held*, and let lists and search know; what nothing stands of any more goes."""
    standing = [row for row in held if row.cells or row.edits]
    shown = rows.write(connection, standing)
    search.index(connection, {row.id: (row.kind, row.citizen, shown[row.id]) for row in standing})
    gone = [row.id for row in held if not (row.cells or row.edits)]
    if gone:
        search.forget(connection, gone)
        _REMOVE.run(connection, ids=listed(gone))
    search.forget_for_good(connection)


def _make_anew(connection: Connection, found: Sequence[Any], records: set[str]) -> None:
    """Let the records of *found*, entries that went, show what stands without them."""
    held = rows.load(connection, records)
    partial = set(_PARTIAL.column(connection, ids=listed({row.stream for row in held.values()})))
    whole = {name for name, row in held.items() if row.stream not in partial}
    cells = refolded(left(connection, whole), whole)
    for name, row in held.items():
        if name in whole:
            row.cells = cells.get(name, {})
        else:
            _set_back(row, found)
    show(connection, list(held.values()))


def _set_back(row: Row, found: Sequence[Any]) -> None:
    """Let the fields that the changes *found* set show what they showed before, by what is kept for undo."""
    for each in reversed(found):
        before = (_before.decode(each.before) if each.before else {}).get(row.id, {})
        for name, cell in list(row.cells.items()):
            if cell.version != each.version:
                continue
            if before is None or before.get(name) is None:
                row.cells.pop(name)
            else:
                row.cells[name] = Cell(before[name], cell.version, cell.device)


def _records(found: Iterable[Any]) -> set[str]:
    several = [touched(decode(row.body), decode_outcomes(row.outcomes) if row.outcomes else []) for row in found]
    return set().union(*several)


def _hide(connection: Connection, found: Iterable[Any]) -> None:
    for row in found:
        _drop_attached(connection, row)
        kept = {"body": row.body, "sig": row.sig, "key": row.key}
        _SET.run(connection, number=row.n, state=LEAVING, committed=None, **kept)


def _scrub(connection: Connection, found: Iterable[Any], records: set[str]) -> None:
    """Empty the rows; an entry keeps its place in the chain by its commitment."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for row in found:
        is_entry = row.state == "entered"
        committed = row.commitment
        if is_entry and committed is None:
            committed = chain.commitment(row.salt or b"", row.body, row.outcomes or b"")
        state = row.state if is_entry else WITHDRAWN
        _drop_attached(connection, row)
        _SET.run(connection, number=row.n, state=state, committed=committed, **_NOTHING)
    _forget_before(connection, records)


def _drop_attached(connection: Connection, row: Any) -> None:
    """Let the files go that a change attached: their only key is in it."""
    attached.drop(connection, row.stream, addresses_in(decode(row.body)))


def _forget_before(connection: Connection, records: set[str]) -> None:
    """Let undo know nothing of what *records* showed: that may be what went."""
    _forget(connection, _UNDOABLE.all(connection, ids=listed(records)), records)


def _forget(connection: Connection, several: Iterable[Any], records: set[str] | None) -> None:
    """Let undo know nothing of what *records*, all of them where None is named, showed before *several* changes."""
    for row in several:
        before = _before.decode(row.before)
        kept = {
            name: fields if fields is None or (records is not None and name not in records) else {}
            for name, fields in before.items()
        }
        _SET_BEFORE.run(connection, number=row.n, before=_json.encode(kept))


def _folded(row: Any) -> Folded:
    meta, made = chain.decode_meta(row.meta), decode(row.body)
    return made, decode_outcomes(row.outcomes), Stamp(meta.version, meta.device, made.at, meta.ceiling)


_NOTHING = {"body": None, "sig": None, "key": None}
_COLUMNS = (
    change.c.n, change.c.id, change.c.stream, change.c.state, change.c.version, change.c.body, change.c.before,
    change.c.key, change.c.sig, change.c.salt, change.c.outcomes, change.c.commitment,
)  # fmt: skip
_HELD = Statement(select(*_COLUMNS).where(among(change.c.id, "ids"), change.c.body.is_not(None)).order_by(change.c.n))
_EMPTIED = Statement(
    select(touch.c.record)
    .join(change, change.c.n == touch.c.change)
    .where(among(change.c.id, "ids"), change.c.state == "entered", change.c.body.is_(None))
)
_SET_ASIDE = Statement(
    select(*_COLUMNS).where(change.c.state == "set_aside", change.c.own == 0, change.c.body.is_not(None))
)
_KNOWN = Statement(select(change.c.id).where(among(change.c.id, "ids")))
_LEFT_OVER = Statement(select(change.c.id).where(change.c.state == LEAVING))
_OF_STREAM = Statement(
    select(change.c.n, change.c.before).where(
        change.c.stream == bindparam("of"), change.c.own == 1, change.c.before.is_not(None)
    )
)
_BY_VERSION = Statement(
    select(change.c.id, change.c.version, change.c.state)
    .where(change.c.stream == bindparam("stream"), among(change.c.version, "versions"))
    .where(change.c.state.in_(("entered", LEAVING)))
)
_SET = Statement(
    "UPDATE change SET body = :body, key = :key, sig = :sig, state = :state, commitment = :committed, "
    "before = NULL, salt = NULL, outcomes = NULL, refusal = NULL, undone = 1 WHERE n = :number"
)
_UNDOABLE = Statement(
    select(change.c.n, change.c.before)
    .join(touch, touch.c.change == change.c.n)
    .where(among(touch.c.record, "ids"), change.c.own == 1, change.c.before.is_not(None))
    .distinct()
)
_PARTIAL = Statement(select(stream.c.id).where(among(stream.c.id, "ids"), stream.c.logged_from > 1))
_LEFT = Statement(
    select(change.c.meta, change.c.body, change.c.outcomes)
    .join(touch, touch.c.change == change.c.n)
    .where(among(touch.c.record, "ids"), change.c.state == "entered", change.c.body.is_not(None))
    .distinct()
    .order_by(change.c.version)
)
_REMOVE = Statement(delete(record).where(among(record.c.id, "ids")))
_SET_BEFORE = Statement("UPDATE change SET before = :before WHERE n = :number")
