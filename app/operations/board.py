"""The board: where cards are put, and what is drawn beside them. One drag is one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from app.domain.actor import Actor
from app.domain.board import BOARD, NOTE_SIZE, PLACEMENT, Axis, Board, Placement
from app.domain.connector import Connector, Meaning
from app.domain.danish import clean, one_line
from app.domain.drawing import FRAME, INK, LABEL, STROKE_POINTS, Frame, Ink, Label, stroke_of
from app.domain.intervention import INTERVENTION
from app.domain.item import Item, ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING
from app.domain.record import Record
from app.errors import UserError
from app.operations.items import Point, connect
from app.operations.plans import stand_plan
from app.queries.board import DAY_FIELDS
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark

SIMPLIFIED_TO = 0.5
"""Board units by which a kept stroke may differ from the drawn one."""
BETWEEN = 24.0
"""Board units between cards that are put below each other."""
USUAL_HOUR = "T10:00"
"""When a meeting begins that was only given a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where one card was put: a place, or on a time axis a day and a life area; None leaves a part as it is."""

    item: Item
    placement: Placement | None = None
    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None
    day: str | None = None
    life_area: LifeArea | None = None
    keeps_area: bool = True


def move_cards(
    store: Store,
    moves: Sequence[Move],
    *,
    citizen: str,
    board: str,
    drawn: Sequence[Record] = (),
    by: Point = (0.0, 0.0),
) -> None:
    """Put cards where a hand has moved them, or give them the day and life area that the place stands for.

    Ink, frames and labels that were moved with them go *by* a distance.
    """
    with store.transact(mark("act", "Flyt på tavlen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        for move in moves:
            fields = _moved(move)
            if fields:
                transaction.edit(move.item, **fields)
            place_card(transaction, board, move)
        for record in drawn:
            transaction.edit(record, **moved_by(record, by))


def resize_card(store: Store, move: Move, *, citizen: str, board: str) -> None:
    """Give a card another size."""
    with store.transact(mark("act", "Ændr størrelse"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        place_card(transaction, board, move)


def link_cards(
    store: Store, source: Item, target: Item, *, citizen: str, meaning: Meaning = Meaning.LEADS_TO
) -> str | None:
    """Connect two cards and return the id of the line, as `connect` does.

    Between an actor and anything else the line says who sees to it: the item's one responsible, and no connector.
    """
    actor, item = (source, target) if isinstance(source, Actor) else (target, source)
    if isinstance(actor, Actor) and not isinstance(item, Actor):
        set_responsible(store, item, actor=actor.id)
        return None
    return connect(store, citizen=citizen, source=source.id, target=target.id, meaning=meaning)


def set_responsible(store: Store, item: Item, *, actor: str | None) -> None:
    """Say who sees to an item; None for nobody."""
    with store.transact(mark("act", "Hvem gør det"), citizen=item.citizen) as transaction:
        transaction.edit(item, responsible=actor)


def set_meaning(store: Store, connector: Connector, *, meaning: Meaning) -> None:
    """Say what a line means."""
    with store.transact(mark("act", "Forbindelsens betydning"), citizen=connector.citizen) as transaction:
        transaction.edit(connector, meaning=meaning)


def draw_stroke(
    store: Store,
    points: Sequence[Point],
    *,
    citizen: str,
    board: str,
    pressures: Sequence[int] = (),
    colour: str | None = None,
    width: float | None = None,
    item: str | None = None,
) -> str:
    """Keep one stroke of ink and return its id; the points of a stroke tied to *item* count from its card's corner."""
    stroke, pressed = encode_stroke(points, pressures)
    with store.transact(mark("act", "Tegn"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        ink = Ink(board=board, stroke=stroke, pressures=pressed, colour=colour, width=width, item=item)
        return transaction.put(INK, ink)


def moved_by(record: Record, by: Point) -> dict[str, float]:
    """Return the fields of ink, a frame or a label that is moved by a distance."""
    names = ("dx", "dy") if isinstance(record, Ink) else ("x", "y")
    return {name: round((getattr(record, name) or 0.0) + step, 2) for name, step in zip(names, by, strict=True)}


def resize_frame(store: Store, frame: Frame, *, width: float, height: float) -> None:
    """Give a frame another size."""
    with store.transact(mark("act", "Ændr størrelse"), citizen=frame.citizen) as transaction:
        transaction.edit(frame, width=round(width, 2), height=round(height, 2))


def set_end(store: Store, item: Item, *, end: str) -> None:
    """Let an intervention last until a day."""
    with store.transact(mark("act", "Flyt slutdatoen"), citizen=item.citizen) as transaction:
        transaction.edit(item, end=end)


def add_frame(store: Store, *, citizen: str, board: str, at: Point, size: Point, title: str | None = None) -> str:
    """Draw a named part of a board and return its id."""
    frame = Frame(
        board=board, title=one_line(title), x=round(at[0], 2), y=round(at[1], 2), width=size[0], height=size[1]
    )
    with store.transact(mark("act", "Tegn ramme"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        return transaction.put(FRAME, frame)


def add_label(store: Store, *, citizen: str, board: str, at: Point, text: str, stays_open: bool = False) -> str:
    """Write free text on a board and return its id; while it *stays_open*, the typing that follows is the same act."""
    written = clean(text)
    if written is None:
        raise UserError(mark("board", "Skriv teksten, før den sættes på tavlen."))
    with store.transact(mark("act", "Skriv på tavlen"), citizen=citizen, stays_open=stays_open) as transaction:
        stand_plan(transaction, citizen)
        return transaction.put(LABEL, Label(board=board, text=written, x=round(at[0], 2), y=round(at[1], 2)))


def add_board(store: Store, *, citizen: str, title: str, axis: Axis = Axis.FREE) -> str:
    """Make a further board, with nothing on it, and return its id."""
    named = one_line(title)
    if named is None:
        raise UserError(mark("board", "Giv tavlen et navn, før den oprettes."))
    with store.transact(mark("act", "Ny tavle"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        return transaction.put(BOARD, Board(title=named, axis=axis))


def show_axis(store: Store, board: Board, *, citizen: str, axis: Axis) -> None:
    """Lay time and life areas under a board, or take them away."""
    with store.transact(mark("act", "Tidsakse til eller fra"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        written = transaction.reader.get(BOARD, board.id)
        transaction.edit(board if written is None else written, axis=axis)


def rename_board(store: Store, board: Board, *, citizen: str, title: str) -> None:
    """Give a board another name. Raises UserError without one."""
    named = one_line(title)
    if named is None:
        raise UserError(mark("board", "Giv tavlen et navn, før den gemmes."))
    with store.transact(mark("act", "Omdøb tavlen"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        written = transaction.reader.get(BOARD, board.id)
        transaction.edit(board if written is None else written, title=named)


def delete_board(store: Store, board: Board, *, citizen: str) -> None:
    """Delete a further board; what lies on it stays in the plan, and what is drawn there stands again with the board.

    Raises UserError for the plan's own board.
    """
    if board.is_main:
        raise UserError(mark("board", "Planens tavle kan ikke slettes. Slet de kort, der ikke skal være der."))
    with store.transact(mark("act", "Slet tavlen"), citizen=citizen) as transaction:
        transaction.delete(board)


def put_on_board(store: Store, item: Item, *, board: str, at: Point | None = None) -> str:
    """Show an item on a further board too, and return the id of the placement; without *at* in the next free place.

    One that is there already stays where it is.
    """
    return put_all_on_board(store, [item], board=board, at=at)[0]


def put_all_on_board(store: Store, items: Sequence[Item], *, board: str, at: Point | None = None) -> list[str]:
    """Show *items* of one citizen on a further board in one act, each below the other, as `put_on_board` does."""
    with store.transact(mark("act", "Sæt på tavlen"), citizen=items[0].citizen) as transaction:
        there = transaction.reader.all(PLACEMENT, parent=board)
        known = {each.item: each.id for each in there}
        x, y = at or _next_place(there)
        for item in items:
            if item.id not in known:
                placement = Placement(board=board, item=item.id, x=round(x, 2), y=round(y, 2))
                known[item.id] = transaction.put(PLACEMENT, placement)
                y += NOTE_SIZE[1] + BETWEEN
        return [known[item.id] for item in items]


def take_off(store: Store, records: Sequence[Record], *, citizen: str) -> None:
    """Take things off a board in one act; they stay in the history and can be taken back."""
    with store.transact(mark("act", "Fjern fra tavlen"), citizen=citizen) as transaction:
        for record in records:
            transaction.delete(record)


def encode_stroke(points: Sequence[Point], pressures: Sequence[int] = ()) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a stroke as it is kept: simplified, in whole tenths, the first point and then differences.

    Pressures follow the points that are kept. Raises UserError when there is nothing to keep.
    """
    if not points:
        raise UserError(mark("board", "Stregen er tom. Tegn den igen."))
    tolerance = SIMPLIFIED_TO
    kept = simplified(points, tolerance)
    while len(kept) > STROKE_POINTS:
        tolerance *= 1.5
        kept = simplified(points, tolerance)
    pressed = tuple(max(0, min(255, pressures[place])) for place in kept) if len(pressures) == len(points) else ()
    return stroke_of(points[place] for place in kept), pressed


def simplified(points: Sequence[Point], tolerance: float) -> list[int]:
    """Return which *points* to keep so that none left out lies more than *tolerance* away (Douglas-Peucker)."""
    if len(points) < 3:
        return list(range(len(points)))
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, distance = _farthest(points, first, last)
        if distance > tolerance:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return sorted(keep)


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    (x, y), (to_x, to_y) = points[first], points[last]
    across, down = to_x - x, to_y - y
    squared = across * across + down * down
    far, most = first, -1.0
    for place in range(first + 1, last):
        away_x, away_y = points[place][0] - x, points[place][1] - y
        along = max(0.0, min(1.0, (away_x * across + away_y * down) / squared)) if squared else 0.0
        distance = (away_x - along * across) ** 2 + (away_y - along * down) ** 2
        if distance > most:
            far, most = place, distance
    return far, float(most**0.5)


def _next_place(there: Sequence[Placement]) -> Point:
    """Return a place under everything that lies on a board."""
    lowest = max(((each.y or 0.0) + (each.height or NOTE_SIZE[1]) for each in there), default=0.0)
    return BETWEEN, lowest + BETWEEN


def _moved(move: Move) -> Mapping[str, Any]:
    """Return the fields of the item that the new place stands for."""
    fields: dict[str, Any] = {} if move.keeps_area else {"life_area": move.life_area}
    named = DAY_FIELDS.get(ItemType(move.item.type))
    if move.day is not None and named is not None:
        fields |= _shifted(move.item, named, move.day)
    return fields


def _shifted(item: Item, named: str, day: str) -> dict[str, Any]:
    """Return the new day; a meeting keeps its hour and its length, an intervention its length."""
    if isinstance(item, INTERVENTION.record):
        return {named: day, **_lasting(item.start, item.end, day)}
    if not isinstance(item, MEETING.record):
        return {named: day}
    hour = (item.starts_at or USUAL_HOUR)[-len(USUAL_HOUR) :]
    moved = {named: day + hour}
    if item.ends_at and item.starts_at and item.ends_at[:10] == item.starts_at[:10]:
        moved["ends_at"] = day + item.ends_at[10:]
    return moved


def _lasting(start: str | None, end: str | None, day: str) -> dict[str, str]:
    """Return the end, as exactly as it was told, of what is to last from *day* as long as it did."""
    if end is None:
        return {}
    first = _first_day(start) if start else date.fromisoformat(day)
    last = max(date.fromisoformat(day), _first_day(end) + (date.fromisoformat(day) - first))
    return {"end": last.isoformat()[: len(end)]}


def _first_day(told: str) -> date:
    return date.fromisoformat(told + "2026-01-01"[len(told) :])


def place_card(transaction: Transaction, board: str, move: Move) -> None:
    """Keep the place of a card; a part that is None is left as it is."""
    told = {"x": move.x, "y": move.y, "width": move.width, "height": move.height}
    fields = {name: round(value, 2) for name, value in told.items() if value is not None}
    if not fields:
        return
    if move.placement is None:
        transaction.put(PLACEMENT, msgspec.structs.replace(Placement(board=board, item=move.item.id), **fields))
    else:
        transaction.edit(move.placement, **fields)
