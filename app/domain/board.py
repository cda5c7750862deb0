"""Tavle: where the plan is sketched, and where each item lies on it. A board unit is a logical pixel at 100 %."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Id, Order, Title
from app.texts import mark

Place = Annotated[float, Meta(ge=-1e7, le=1e7)]
"""A place on the board in board units, at most two decimals."""
Extent = Annotated[float, Meta(ge=1, le=1e5)]
"""A width or height in board units."""
NOTE_SIZE = (196.0, 106.0)
"""Width and height of a card in board units."""
FRAME_SIZE = (460.0, 300.0)
"""Width and height of a frame that does not tell its own."""


class Axis(StrEnum):
    """What lies under a board: nothing, or time across and life areas down."""

    FREE = "free"
    TIME = "time"


class Board(Record, frozen=True, kw_only=True):
    """A board; the plan's one main board shows all its items."""

    title: Title | None = None
    is_main: bool | None = None
    axis: Axis | None = None
    order: Order | None = None


class Placement(Record, frozen=True, kw_only=True):
    """Where an item lies on a board: x and y of its upper left corner; stored when moved by hand.

    What has the same `group`, cards and drawings of one board, is chosen and moved as one.
    """

    board: Id | None = None
    item: Id | None = None
    x: Place | None = None
    y: Place | None = None
    width: Extent | None = None
    height: Extent | None = None
    colour: Title | None = None
    order: Order | None = None
    group: Id | None = None


BOARD = RecordType(
    record=Board,
    kind="board",
    label=mark("record", "Tavle"),
    listing=Listing(title="title", order="order", searched=("title",)),
    policies={"order": Policy.YIELD, "axis": Policy.YIELD},
)

PLACEMENT = RecordType(
    record=Placement,
    kind="placement",
    label=mark("record", "Placering"),
    listing=Listing(parent="board", order="order"),
    policies={
        "board": Policy.ONCE,
        "item": Policy.ONCE,
        **dict.fromkeys(("x", "y", "width", "height", "colour", "order", "group"), Policy.YIELD),
    },
    parents=("board",),
)
