"""What is drawn on a board beside the cards: ink, frames, labels; `group` is theirs as it is a card's."""

from collections.abc import Iterable
from itertools import accumulate, chain, pairwise
from typing import Annotated

from msgspec import Meta

from app.domain.board import Extent, Place
from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Id, LongText, Order, Title
from app.texts import mark

STROKE_POINTS = 2_000
TENTHS = 10
"""Strokes are kept in tenths of a board unit."""

Point = tuple[float, float]
Stroke = Annotated[tuple[int, ...], Meta(max_length=3 * STROKE_POINTS)]
"""x, y of the first point, then the differences, in whole tenths of a board unit."""
Faded = Annotated[int, Meta(ge=0, le=100)]
"""How much of a picture is taken away, in percent."""
Pressures = Annotated[tuple[int, ...], Meta(max_length=STROKE_POINTS)]
"""Pressure of each point, 0 to 255; empty where the device gives none."""


def stroke_of(points: Iterable[Point]) -> Stroke:
    """Return *points*, in board units, as they are kept."""
    tenths = [(round(x * TENTHS), round(y * TENTHS)) for x, y in points]
    steps = ((after[0] - before[0], after[1] - before[1]) for before, after in pairwise(tenths))
    return tuple(chain(*tenths[:1], *steps))


def coordinates(stroke: Stroke) -> tuple[list[int], list[int]]:
    """Return x and y of each point of *stroke*, in tenths of a board unit."""
    whole = len(stroke) // 2 * 2
    return list(accumulate(stroke[0:whole:2])), list(accumulate(stroke[1:whole:2]))


def points_of(stroke: Stroke) -> list[Point]:
    """Return the points of *stroke*, in board units."""
    return [(x / TENTHS, y / TENTHS) for x, y in zip(*coordinates(stroke), strict=True)]


class Ink(Record, frozen=True, kw_only=True):
    """One stroke, never altered; `item` is the card it is tied to and moves with, dx and dy how far it was moved."""

    board: Id | None = None
    stroke: Stroke = ()
    pressures: Pressures = ()
    colour: Title | None = None
    width: Extent | None = None
    item: Id | None = None
    dx: Place | None = None
    dy: Place | None = None
    group: Id | None = None


class Frame(Record, frozen=True, kw_only=True):
    """A named part of a board; `makes` is the type of the cards that are begun in it and that nobody has sorted.

    One with a `picture`, an attachment, lies under all else, `faded` by some percent.
    """

    board: Id | None = None
    title: Title | None = None
    x: Place | None = None
    y: Place | None = None
    width: Extent | None = None
    height: Extent | None = None
    order: Order | None = None
    group: Id | None = None
    makes: Title | None = None
    picture: Id | None = None
    faded: Faded | None = None


class Label(Record, frozen=True, kw_only=True):
    """Free text on a board that is not a plan item: a heading, a date."""

    board: Id | None = None
    text: LongText | None = None
    x: Place | None = None
    y: Place | None = None
    width: Extent | None = None
    order: Order | None = None
    group: Id | None = None


def _giving_way(*names: str) -> dict[str, Policy]:
    return {"board": Policy.ONCE, **dict.fromkeys((*names, "group"), Policy.YIELD)}


INK = RecordType(
    record=Ink,
    kind="ink",
    label=mark("record", "Streg"),
    listing=Listing(parent="board"),
    policies={
        "stroke": Policy.ONCE,
        "pressures": Policy.ONCE,
        **_giving_way("colour", "width", "item", "dx", "dy"),
    },
    parents=("board",),
)

FRAME = RecordType(
    record=Frame,
    kind="frame",
    label=mark("record", "Ramme"),
    listing=Listing(title="title", parent="board", order="order", searched=("title",)),
    policies={**_giving_way("x", "y", "width", "height", "order", "makes", "faded"), "picture": Policy.ONCE},
    parents=("board",),
)

LABEL = RecordType(
    record=Label,
    kind="label",
    label=mark("record", "Tekst på tavlen"),
    listing=Listing(title="text", parent="board", order="order", searched=("text",)),
    policies={"text": Policy.TEXT, **_giving_way("x", "y", "width", "order")},
    parents=("board",),
)
