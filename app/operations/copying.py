"""Copying: cards with what lies between and on them, and words from elsewhere as new cards. Each is one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from app.domain import ITEM_TYPES
from app.domain.board import PLACEMENT, Placement
from app.domain.connector import CONNECTOR, Connector
from app.domain.danish import one_line
from app.domain.drawing import FRAME, INK, LABEL, Frame, Ink, Label
from app.domain.idea import IDEA
from app.domain.item import Item
from app.domain.record import Record, RecordType
from app.domain.values import TITLE_LENGTH
from app.errors import UserError
from app.operations.board import moved_by
from app.operations.items import Point
from app.operations.plans import stand_plan
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark

MOST_LINES = 200
"""How many lines become cards at once."""
_BULLETS = "-–—*•▪◦‣☐☑"
_OF_ONE_ONLY = frozenset({"type", "agreed_at", "agreed_with", "begun_at", "closed_at", "order"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What was taken from a board: `places` by the id of each card, None where the program places the card.

    `drawn` are ids of ink, frames and labels. What was cut comes back as it was, what was copied as something new.
    """

    citizen: str
    board: str
    places: Mapping[str, Point | None]
    drawn: tuple[str, ...] = ()
    is_cut: bool = False


def paste(store: Store, copied: Copied, *, citizen: str, board: str, by: Point = (0.0, 0.0)) -> list[str]:
    """Put what was copied on a board of the same plan, moved *by* a distance, and return the ids of what lies there.

    A card that does not lie on the board yet is shown there; of one that does a second one is written, with the same
    words and without what was agreed on the first. Lines between the cards, and ink on them, come along.
    Raises UserError where the plan is another citizen's: nothing of one citizen is carried into another's plan.
    """
    if copied.citizen != citizen:
        raise UserError(
            mark("board", "Det kopierede hører til en anden borgers plan og bliver der. Skriv det, der gælder her.")
        )
    with store.transact(mark("act", "Sæt ind på tavlen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        return _Pasting(transaction, copied, board=board, by=by).all()


def add_lines(
    store: Store,
    lines: Sequence[str],
    *,
    citizen: str,
    board: str,
    places: Sequence[Point],
    **fields: Any,
) -> list[str]:
    """Write a card for each of *lines* at its place, as one act, and return their ids; empty lines are left out.

    Signs of a list before the words go; a line too long for a title stands whole in the card's note as well.
    Raises UserError when there are none, or more than `MOST_LINES`.
    """
    written = [line for line in map(_bare, lines) if line is not None]
    if not written:
        raise UserError(mark("board", "Der er ingen ord at sætte ind. Kopiér først noget tekst."))
    if len(written) > MOST_LINES:
        raise UserError(
            mark("board", "Der er {count} linjer. Sæt højst {most} ind ad gangen."), count=len(written), most=MOST_LINES
        )
    with store.transact(mark("act", "Sæt ind på tavlen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        made = [transaction.put(IDEA, IDEA.record(**_titled(line), **fields)) for line in written]
        for identity, at in zip(made, places, strict=False):
            transaction.put(PLACEMENT, Placement(board=board, item=identity, x=round(at[0], 2), y=round(at[1], 2)))
        return made


def _bare(line: str) -> str | None:
    words = one_line(line)
    return None if words is None else words.lstrip(_BULLETS + " ") or None


def _titled(line: str) -> dict[str, Any]:
    if len(line) <= TITLE_LENGTH:
        return {"title": line}
    return {"title": line[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…", "note": line}


class _Pasting:
    """One paste while it lasts."""

    def __init__(self, transaction: Transaction, copied: Copied, *, board: str, by: Point) -> None:
        self._transaction = transaction
        self._reader = transaction.reader
        self._copied = copied
        self._board = board
        self._by = by
        self._known: dict[str, str] = {}
        """{what was copied: what lies on the board for it}."""
        self._groups: dict[str, str] = {}
        self._there = {each.item: each for each in self._reader.all(PLACEMENT, parent=board)}
        self._first = {each.item: each for each in self._reader.all(PLACEMENT, parent=copied.board)}

    def all(self) -> list[str]:
        """Put everything there and return the ids."""
        items = [each for each in self._reader.some(list(self._copied.places)) if isinstance(each, Item)]
        self._known = {each.id: self._transaction.new_id() if self._is_new(each) else each.id for each in items}
        for item in items:
            self._put(item)
        self._lines()
        self._ink()
        drawn = [self._drawing(each) for each in self._reader.some(self._copied.drawn)]
        return [*self._known.values(), *filter(None, drawn)]

    @property
    def _is_elsewhere(self) -> bool:
        return self._board != self._copied.board

    def _is_new(self, item: Item) -> bool:
        lies_here = item.id in self._there or not self._is_elsewhere
        return not self._copied.is_cut and (lies_here or item.deleted)

    def _put(self, item: Item) -> None:
        place, standing, identity = self._copied.places[item.id], self._there.get(item.id), self._known[item.id]
        if identity != item.id:
            standing = None
            self._write(item, identity)
        elif item.deleted:
            self._transaction.revive(item)
        at = {} if place is None else {"x": round(place[0] + self._by[0], 2), "y": round(place[1] + self._by[1], 2)}
        group = self._group(self._first.get(item.id))
        if standing is not None:
            self._transaction.edit(standing, **at)
        elif at or group or self._is_elsewhere:
            placed = msgspec.structs.replace(Placement(board=self._board, item=identity, group=group), **at)
            self._transaction.put(PLACEMENT, placed, beside=item)

    def _group(self, first: Placement | Ink | Frame | Label | None) -> str | None:
        """Return the group of a copy: one of its own for each group that was copied."""
        if first is None or first.group is None:
            return None
        return self._groups.setdefault(first.group, self._transaction.new_id())

    def _write(self, item: Item, identity: str) -> None:
        """Write a second card; what the first one says of cards that are copied too, it says of their copies."""
        kind = next(each for each in ITEM_TYPES if each.type == item.type)
        told = {name: getattr(item, name) for name in kind.hints if name not in _OF_ONE_ONLY}
        for name in ("responsible", "part_of"):
            told[name] = self._known.get(told[name], told[name])
        self._transaction.put(kind, kind.record(id=identity, **told), beside=item)

    def _lines(self) -> None:
        """Draw the lines between cards of which at least one is new."""
        for source, new_source in self._known.items():
            for line in self._reader.all(CONNECTOR, parent=source):
                target = self._known.get(line.target or "")
                if target is not None and (source, line.target) != (new_source, target):
                    drawn = Connector(source=new_source, target=target, meaning=line.meaning)
                    self._transaction.put(CONNECTOR, drawn, beside=line)

    def _ink(self) -> None:
        """Draw the ink of the cards on those that are new here."""
        for ink in self._reader.all(INK, parent=self._copied.board):
            there = self._known.get(ink.item or "")
            if there is not None and (there != ink.item or self._is_elsewhere):
                drawn = msgspec.structs.replace(_fresh(ink), board=self._board, item=there, group=None)
                self._transaction.put(INK, drawn, beside=ink)

    def _drawing(self, drawn: Record) -> str | None:
        if not isinstance(drawn, Ink | Frame | Label):
            return None
        if isinstance(drawn, Ink) and drawn.item is not None and (drawn.item in self._known or self._is_elsewhere):
            return None  # it comes with its card
        at = moved_by(drawn, self._by)
        if self._copied.is_cut and not self._is_elsewhere:
            if drawn.deleted:
                self._transaction.revive(drawn)
            self._transaction.edit(drawn, **at)
            return drawn.id
        copied = msgspec.structs.replace(_fresh(drawn), board=self._board, group=self._group(drawn), **at)
        kind: RecordType[Any] = INK if isinstance(drawn, Ink) else FRAME if isinstance(drawn, Frame) else LABEL
        return self._transaction.put(kind, copied, beside=drawn)


def _fresh(record: Any) -> Any:
    """Return a record with the same fields that nobody has written yet."""
    return msgspec.structs.replace(record, id="", stream="", seen=0, deleted=False, forks=0)
