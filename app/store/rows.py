"""Rows of `record`: confirmed cells, what is shown over them, and the columns the lists are made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from app.changes import change as changes
from app.changes import fold
from app.changes.cells import Cells, decode_cells, encode_cells
from app.changes.change import Edit
from app.domain import KINDS
from app.domain.danish import sort_key
from app.domain.record import DELETED, Kind, Listing, Mark
from app.store.statements import Statement, among, listed
from app.store.tables import change, record, touch

OVERLAID = ("typing", "pending", "sent")
"""States of own changes that lie over what is confirmed."""
AT_ONCE = 500
"""Ids in one query; SQLite binds far more, but statements stay short."""

_UNLISTED = Listing()
_json = msgspec.json.Encoder()
_shown = msgspec.json.Decoder(dict[str, Any])


@dataclass(slots=True)
class Row:
    """One record as it is written: `edits` are the own changes that lie over its cells, in order, as they count now.

    `stored` is what it was last written to show.
    """

    id: str
    stream: str
    citizen: str | None
    kind: str
    cells: Cells = field(default_factory=dict)
    edits: Sequence[Edit] = ()
    refused: bool = False
    stored: bytes | None = None

    def shown(self) -> dict[str, Any]:
        """Return what the screen shows."""
        return fold.shown(self.cells, self.edits)

    def contested(self) -> list[str]:
        """Return the fields of which several versions wait for somebody; what is settled here waits no more.

        Of a record that shows as deleted nothing waits but the deletion: the rest is asked when it stands again.
        """
        waiting = [name for name, cell in self.cells.items() if cell.rivals and not self._is_settled_here(name)]
        if waiting and self.shown().get(DELETED) is True:
            return [name for name in waiting if name == DELETED]
        return sorted(waiting, key=lambda name: name != DELETED)

    def _is_settled_here(self, name: str) -> bool:
        """Tell whether an own pending setting of field *name* was made by somebody who had seen every rival."""
        latest = max(rival.version for rival in self.cells[name].rivals)
        return any(name in edit.set and edit.base_of(name) >= latest for edit in self.edits)

    def marks(self) -> Mark:
        """Return what the screen says beside it."""
        found = Mark.PENDING if self.edits else Mark.NONE
        if any(cell.merged for cell in self.cells.values()):
            found |= Mark.MERGED
        if self.contested():
            found |= Mark.CONTESTED
        return found | Mark.REFUSED if self.refused else found


def load(connection: Connection, ids: Iterable[str]) -> dict[str, Row]:
    """Return the rows of those *ids* that are here, with the changes that lie over them."""
    wanted = listed(dict.fromkeys(ids))
    found = {
        name: Row(name, where, citizen, kind, decode_cells(cells), stored=shown)
        for name, where, citizen, kind, cells, shown in _BY_IDS.all(connection, ids=wanted)
    }
    if found:
        _lay_over(connection, found)
    return found


def write(connection: Connection, rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Write *rows* with their derived columns and return what each of them shows."""
    shown = {row.id: row.shown() for row in rows}
    _UPSERT.run_many(connection, [_columns(row, shown[row.id], _json.encode(shown[row.id])) for row in rows])
    return shown


def confirm(connection: Connection, rows: Sequence[Row]) -> list[str]:
    """Write *rows* and return the ids of those that show something else than before.

    Of the others, as own changes are that were entered as they were made, only the cells and marks differ.
    """
    alike: list[dict[str, Any]] = []
    differing: list[dict[str, Any]] = []
    for row in rows:
        shown = row.shown()
        encoded = _json.encode(shown)
        if encoded == row.stored:
            alike.append({"of": row.id, "confirmed": encode_cells(row.cells), "marked": int(row.marks())})
        else:
            differing.append(_columns(row, shown, encoded))
    _CONFIRM.run_many(connection, alike)
    _UPSERT.run_many(connection, differing)
    return [columns["id"] for columns in differing]


def derived(kind: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that lists, sorting and calendars use, by the record type that reads *shown*."""
    known = KINDS.get(kind)
    listing = known.type_of(shown).listing if known else _UNLISTED
    return {
        "deleted": int(shown.get(DELETED) is True),
        "type": _text(shown, "type"),
        "parent": _text(shown, listing.parent),
        "sort": _text(shown, listing.order) or sort_key(_text(shown, listing.title)),
        "day": _text(shown, listing.day),
        "state": _text(shown, listing.state),
    }


def decode_shown(stored: bytes) -> dict[str, Any]:
    """Read the `shown` column."""
    return _shown.decode(stored)


def shape() -> str:
    """Return a mark that differs when the derived columns or the search would be made otherwise."""
    return msgspec.json.encode([3, [_shape_of(kind) for kind in KINDS.values()]]).decode()


def _shape_of(kind: Kind) -> list[Any]:
    return [kind.name, [[each.type, msgspec.to_builtins(each.listing)] for each in kind.types]]


def _lay_over(connection: Connection, found: Mapping[str, Row]) -> None:
    """Lay own changes over the rows; each is read once, however many records it touches."""
    laid: set[int] = set()
    for row in _OVER_IDS.all(connection, ids=listed(found)):
        if row.state == "refused":
            found[row.record].refused = True
        else:
            laid.add(row.n)
    over: dict[str, list[Edit]] = {}
    for body, ceiling in _BODIES.all(connection, numbers=listed(laid)) if laid else ():
        for edit in changes.decode(body).edits if body else ():
            over.setdefault(edit.record, []).append(edit.under(ceiling))
    for identity in over.keys() & found.keys():
        found[identity].edits = over[identity]


def _columns(row: Row, shown: Mapping[str, Any], encoded: bytes) -> dict[str, Any]:
    return {
        "id": row.id,
        "stream": row.stream,
        "citizen": row.citizen,
        "kind": row.kind,
        "cells": encode_cells(row.cells),
        "shown": encoded,
        "marks": int(row.marks()),
        **derived(row.kind, shown),
    }


def _text(shown: Mapping[str, Any], name: str | None) -> str | None:
    value = shown.get(name) if name else None
    return None if value is None else str(value)


_BY_IDS = Statement(
    select(record.c.id, record.c.stream, record.c.citizen, record.c.kind, record.c.cells, record.c.shown).where(
        among(record.c.id, "ids")
    )
)
_OVER_IDS = Statement(
    select(touch.c.record, change.c.state, change.c.n)
    .join(change, change.c.n == touch.c.change)
    .where(among(touch.c.record, "ids"))
    .where(change.c.own == 1, change.c.state.in_((*OVERLAID, "refused")))
)
_BODIES = Statement(select(change.c.body, change.c.ceiling).where(among(change.c.n, "numbers")).order_by(change.c.n))
_CONFIRM = Statement(
    update(record).where(record.c.id == bindparam("of")).values(cells=bindparam("confirmed"), marks=bindparam("marked"))
)
_insert = insert(record).values({name: bindparam(name) for name in record.c.keys() if name != "n"})  # noqa: SIM118
_UPSERT = Statement(
    _insert.on_conflict_do_update(
        index_elements=[record.c.id],
        set_={
            name: _insert.excluded[name]
            for name in record.columns.keys()  # noqa: SIM118
            if name not in ("n", "id", "stream", "citizen", "kind")
        },
    )
)
