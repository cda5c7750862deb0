"""Rows of `record`: confirmed cells, what is shown over them, and the columns the lists are made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.changes import change as changes
from app.changes import fold
from app.changes.cells import Cells, decode_cells, encode_cells
from app.changes.change import Edit
from app.domain import KINDS
from app.domain.danish import sort_key
from app.domain.record import DELETED, Kind, Listing, Mark
from app.store.bulk import execute_many
from app.store.tables import change, record, touch

OVERLAID = ("typing", "pending", "sent")
"""States of own changes that lie over what is confirmed."""
AT_ONCE = 500
"""Ids in one query; SQLite binds far more, but statements stay short."""

T = TypeVar("T")

_json = msgspec.json.Encoder()
_shown = msgspec.json.Decoder(dict[str, Any])


@dataclass(slots=True)
class Row:
    """One record as it is written: `edits` are the own changes that lie over its cells, in order."""

    id: str
    stream: str
    citizen: str | None
    kind: str
    cells: Cells = field(default_factory=dict)
    edits: Sequence[Edit] = ()
    refused: bool = False

    def shown(self) -> dict[str, Any]:
        """Return what the screen shows."""
        return fold.shown(self.cells, self.edits)

    def contested(self) -> list[str]:
        """Return the fields of which several versions wait for somebody; what is settled here waits no more."""
        return [name for name, cell in self.cells.items() if cell.rivals and not self._is_settled_here(name)]

    def _is_settled_here(self, name: str) -> bool:
        """Tell whether an own pending setting of field *name* was made by somebody who had seen every rival."""
        latest = max(rival.version for rival in self.cells[name].rivals)
        return any(name in edit.set and edit.base_of(name) >= latest for edit in self.edits)

    def marks(self) -> Mark:
        """Return what the screen says beside it."""
        found = Mark.NONE
        if self.edits:
            found |= Mark.PENDING
        if self.contested():
            found |= Mark.CONTESTED
        if any(cell.merged for cell in self.cells.values()):
            found |= Mark.MERGED
        return found | Mark.REFUSED if self.refused else found


def load(connection: Connection, ids: Iterable[str]) -> dict[str, Row]:
    """Return the rows of those *ids* that are here, with the changes that lie over them."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Row] = {}
    for some in _slices(wanted):
        for row in connection.execute(_BY_IDS, {"ids": some}):
            found[row.id] = Row(row.id, row.stream, row.citizen, row.kind, decode_cells(row.cells))
    _lay_over(connection, found)
    return found


def write(connection: Connection, rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Write *rows* with their derived columns and return what each of them shows."""
    shown = {row.id: row.shown() for row in rows}
    if rows:
        execute_many(connection, _UPSERT, [_columns(row, shown[row.id]) for row in rows])
    return shown


def derived(kind: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that lists, sorting and calendars use, by the record type that reads *shown*."""
    known = KINDS.get(kind)
    listing = known.type_of(shown).listing if known else Listing()
    return {
        "deleted": int(shown.get(DELETED) is True),
        "type": _text(shown.get("type")),
        "parent": _text(shown.get(listing.parent)) if listing.parent else None,
        "sort": _sort(shown, listing),
        "day": _text(shown.get(listing.day)) if listing.day else None,
        "state": _text(shown.get(listing.state)) if listing.state else None,
    }


def decode_shown(stored: bytes) -> dict[str, Any]:
    """Read the `shown` column."""
    return _shown.decode(stored)


def shape() -> str:
    """Return a mark that differs when the derived columns or the search would be made otherwise."""
    return msgspec.json.encode([2, [_shape_of(kind) for kind in KINDS.values()]]).decode()


def _shape_of(kind: Kind) -> list[Any]:
    return [kind.name, [[each.type, msgspec.to_builtins(each.listing)] for each in kind.types]]


def _lay_over(connection: Connection, found: Mapping[str, Row]) -> None:
    """Lay own changes over the rows; each is read once, however many records it touches."""
    laid: set[int] = set()
    for some in _slices(list(found)):
        for row in connection.execute(_OVER_IDS, {"ids": some}):
            if row.state == "refused":
                found[row.record].refused = True
            else:
                laid.add(row.n)
    over: dict[str, list[Edit]] = {}
    for numbers in _slices(sorted(laid)):
        for body in connection.scalars(_BODIES, {"numbers": numbers}):
            for edit in changes.decode(body).edits if body else ():
                over.setdefault(edit.record, []).append(edit)
    for identity in over.keys() & found.keys():
        found[identity].edits = over[identity]


def _columns(row: Row, shown: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "stream": row.stream,
        "citizen": row.citizen,
        "kind": row.kind,
        "cells": encode_cells(row.cells),
        "shown": _json.encode(shown),
        "marks": int(row.marks()),
        **derived(row.kind, shown),
    }


def _sort(shown: Mapping[str, Any], listing: Listing) -> str:
    order = _text(shown.get(listing.order)) if listing.order else None
    return order or sort_key(_text(shown.get(listing.title)) if listing.title else None)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _slices(ids: list[T]) -> Iterable[list[T]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))


_BY_IDS = select(record.c.id, record.c.stream, record.c.citizen, record.c.kind, record.c.cells).where(
    record.c.id.in_(bindparam("ids", expanding=True))
)
_OVER_IDS = (
    select(touch.c.record, change.c.state, change.c.n)
    .join(change, change.c.n == touch.c.change)
    .where(touch.c.record.in_(bindparam("ids", expanding=True)))
    .where(change.c.own == 1, change.c.state.in_((*OVERLAID, "refused")))
)
_BODIES = select(change.c.body).where(change.c.n.in_(bindparam("numbers", expanding=True))).order_by(change.c.n)
_insert = insert(record).values({name: bindparam(name) for name in record.c.keys() if name != "n"})  # noqa: SIM118
_UPSERT = _insert.on_conflict_do_update(
    index_elements=[record.c.id],
    set_={
        name: _insert.excluded[name]
        for name in record.columns.keys()  # noqa: SIM118
        if name not in ("n", "id", "stream", "citizen", "kind")
    },
)
