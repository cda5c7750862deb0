"""Automatic layout: where the cards lie that nobody has moved by hand. Pure, deterministic, no Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heappop, heappush

from app.domain.board import NOTE_SIZE
from app.domain.life_area import LifeArea

DAY_WIDTH = 4.5
"""Board units a day takes on the time axis: a month is somewhat narrower than a card."""
GAP = 16.0
"""Board units between two cards that were placed automatically."""
STRIP_COLUMN = NOTE_SIZE[0] + GAP
"""Board units from one column of cards without a date to the next."""
LANE_PAD = 28.0
FOLDED_LANE = 52.0
"""Height of a lane without cards on a board where it would push others out of sight: still a target for a finger,
and with room for a name in two lines on a board that is shown whole."""
FOLD_FROM = 7
"""Lanes without cards are folded on boards with this many lanes or more, and where cards lie below all life areas."""

PERSON_HEIGHT = 96.0
"""Height of a card in the band of people: a name in two lines, or name and role."""
PEOPLE_COLUMNS = 5
"""How many people without a life area lie beside each other in their band."""

_EPOCH = date(2026, 1, 1)
_Band = tuple[LifeArea | None, bool]
"""A life area, and whether the band is that of people without one."""
_PEOPLE: _Band = (None, True)
_STRIP_COLUMNS = ((8, 1), (24, 2), (96, 3))
_FREE_COLUMNS = 6
_CELL = 256.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A card to be placed. `day` is the date of a dated card; x and y are where a hand has put it.

    `rank` orders kinds on the same day; `is_dated` tells whether its kind lives by a date at all, `is_person` whether
    it is somebody. `seat` is how high its place in a row is, whatever height a hand has given the card.
    """

    id: str
    rank: int = 0
    area: LifeArea | None = None
    day: date | None = None
    is_dated: bool = False
    is_person: bool = False
    x: float | None = None
    y: float | None = None
    width: float = NOTE_SIZE[0]
    height: float = NOTE_SIZE[1]
    seat: float = NOTE_SIZE[1]


@dataclass(frozen=True, slots=True)
class Spot:
    """Upper left corner and size in board units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Return its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, at: tuple[float, float]) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= at[0] <= self.x + self.width and self.y <= at[1] <= self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A life area as a band across the board; None holds what has no life area, people in a band of their own.

    Where plans lie beside each other, each has one: `citizen` is whose, `name` what it is called.
    """

    area: LifeArea | None
    y: float
    height: float
    is_of_people: bool = False
    citizen: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """The days that the board shows, first of `first`'s month at the left; undated cards lie left of it."""

    first: date
    last: date
    strip: float

    @property
    def left(self) -> float:
        """Return the x of the first day."""
        return x_of(self.first)

    @property
    def right(self) -> float:
        """Return the x after the last day."""
        return x_of(self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A place for every card, and the lanes and axis under them."""

    spots: Mapping[str, Spot]
    lanes: tuple[Lane, ...] = ()
    axis: TimeAxis | None = None


def x_of(day: date) -> float:
    """Return where *day* begins on every time axis."""
    return (day - _EPOCH).days * DAY_WIDTH


def day_at(x: float) -> date:
    """Return the day nearest to *x*."""
    return _EPOCH + timedelta(days=round(x / DAY_WIDTH))


def next_month(day: date) -> date:
    """Return the first of the month after *day*."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def on_time(pieces: Iterable[Piece], *, lanes: Sequence[LifeArea], today: date) -> Layout:
    """Lay *pieces* out by date across and by life area down, without overlaps; O(n log n).

    Dated cards begin at their date. Cards of other kinds keep the x a hand gave them while it lies on the axis.
    The rest lies in the strip left of the axis. Rows in a lane are filled from the top. People without a life area lie
    beside each other in the last band.
    """
    known = list(pieces)
    groups = _grouped(known, lanes)
    axis = _axis(known, today, strips=[group for band, group in groups.items() if band != _PEOPLE])
    folds = len(groups) >= FOLD_FROM or any(area is None for area, _ in groups)
    spots: dict[str, Spot] = {}
    made: list[Lane] = []
    y = 0.0
    for (area, is_of_people), group in groups.items():
        height = FOLDED_LANE
        if group or not folds:
            height = (_people if is_of_people else _lane)(group, axis, y, spots)
        made.append(Lane(area=area, y=y, height=height, is_of_people=is_of_people))
        y += height
    return Layout(spots=spots, lanes=tuple(made), axis=axis)


def beside(plans: Mapping[str, Sequence[Piece]], *, today: date) -> Layout:
    """Lay the pieces of each citizen's plan out by date in a lane of its own, all of them on one time axis."""
    axis = _axis([piece for group in plans.values() for piece in group], today, strips=plans.values())
    spots: dict[str, Spot] = {}
    made: list[Lane] = []
    y = 0.0
    for citizen, group in plans.items():
        height = _lane(group, axis, y, spots)
        made.append(Lane(area=None, y=y, height=height, citizen=citizen))
        y += height
    return Layout(spots=spots, lanes=tuple(made), axis=axis)


def _grouped(pieces: Sequence[Piece], lanes: Sequence[LifeArea]) -> dict[_Band, list[Piece]]:
    """Return the pieces by band from the top: chosen life areas, others in use, no life area, people."""
    used = {_band(piece) for piece in pieces}
    bands: list[_Band] = [(area, False) for area in lanes]
    bands += [(area, False) for area in LifeArea if (area, False) in used and area not in lanes]
    bands += [band for band in ((None, False), (None, True)) if band in used]
    groups: dict[_Band, list[Piece]] = {band: [] for band in bands}
    for piece in pieces:
        groups[_band(piece)].append(piece)
    return groups


def _band(piece: Piece) -> _Band:
    return piece.area, piece.is_person and piece.area is None


def freely(pieces: Iterable[Piece], *, lanes: Sequence[LifeArea]) -> Layout:
    """Keep every place made by hand, and fill the others in rows, life area by life area, round what is there.

    A card that is moved away leaves its seat empty, so that the others stay where they are.
    """
    known = list(pieces)
    spots = {
        piece.id: Spot(piece.x, piece.y, piece.width, piece.height)
        for piece in known
        if piece.x is not None and piece.y is not None
    }
    if len(spots) < len(known):
        _fill(known, spots, order={area: place for place, area in enumerate(lanes)})
    return Layout(spots=spots)


def _fill(known: Sequence[Piece], spots: dict[str, Spot], *, order: Mapping[LifeArea, int]) -> None:
    """Seat the cards of *known* that have no spot yet round those that have one."""
    taken = Taken()
    for spot in spots.values():
        taken.take(spot)
    for piece, (x, y) in _seats(known, order):
        if piece.id in spots:
            continue
        spot = Spot(x, y, piece.width, piece.height)
        while taken.hits(spot):
            spot = Spot(spot.x + NOTE_SIZE[0] + GAP, spot.y, piece.width, piece.height)
        spots[piece.id] = taken.take(spot)


def _axis(pieces: Sequence[Piece], today: date, *, strips: Iterable[Sequence[Piece]]) -> TimeAxis:
    """Return the days of *pieces*, with room left of them for the undated cards of each of *strips*."""
    days = [piece.day for piece in pieces if piece.day is not None]
    first = min([today - timedelta(days=21), *days]).replace(day=1)
    last = max([today + timedelta(days=180), *(day + timedelta(days=60) for day in days)])
    start = x_of(first)
    loose = (sum(_x(piece, start) is None for piece in group) for group in strips)
    columns = _columns(max(loose, default=0))
    width = columns * STRIP_COLUMN + GAP if columns else 0.0
    return TimeAxis(first=first, last=next_month(last), strip=width)


def _columns(count: int) -> int:
    if not count:
        return 0
    return next((columns for limit, columns in _STRIP_COLUMNS if count <= limit), 6)


def _x(piece: Piece, start: float) -> float | None:
    """Where the card begins on the axis; None when it lies in the strip."""
    if piece.is_dated:
        return x_of(piece.day) if piece.day else None
    if piece.x is not None and piece.x >= start:
        return piece.x
    return x_of(piece.day) if piece.day and piece.x is None else None


def _lane(group: Sequence[Piece], axis: TimeAxis, top: float, spots: dict[str, Spot]) -> float:
    """Place one lane's cards below *top* into *spots* and return the lane's height."""
    placed = [(x, piece) for piece in group if (x := _x(piece, axis.left)) is not None]
    loose = _loose(group, axis)
    rows = [(row, x, piece) for row, (x, piece) in _packed(placed)]
    rows += _strip(loose, axis)
    return _stacked(rows, top, spots, least=NOTE_SIZE[1])


def _people(group: Sequence[Piece], axis: TimeAxis, top: float, spots: dict[str, Spot]) -> float:
    """Place people beside each other below *top* into *spots*, and return the band's height."""
    placed = [(x, piece) for piece in group if (x := _x(piece, axis.left)) is not None]
    rows = [(row, x, piece) for row, (x, piece) in _packed(placed)]
    first = max((row + 1 for row, _, _ in rows), default=0)
    left = axis.left - axis.strip + GAP
    rows += [
        (first + place // PEOPLE_COLUMNS, left + place % PEOPLE_COLUMNS * STRIP_COLUMN, _narrow(piece))
        for place, piece in enumerate(_loose(group, axis))
    ]
    return _stacked(rows, top, spots, least=0.0)


def _loose(group: Sequence[Piece], axis: TimeAxis) -> list[Piece]:
    """Return in reading order the cards that no date and no hand puts on the axis."""
    return sorted((piece for piece in group if _x(piece, axis.left) is None), key=_reading)


def _stacked(rows: Sequence[tuple[int, float, Piece]], top: float, spots: dict[str, Spot], *, least: float) -> float:
    """Put *rows* below each other into *spots*, each at least *least* high, and return the height of all."""
    heights: list[float] = []
    for row, _, piece in rows:
        heights += [least] * (row + 1 - len(heights))
        heights[row] = max(heights[row], piece.height)
    tops = [top + LANE_PAD]
    for height in heights:
        tops.append(tops[-1] + height + GAP)
    for row, x, piece in rows:
        spots[piece.id] = Spot(x, tops[row], piece.width, piece.height)
    return tops[-1] - top + LANE_PAD - GAP if heights else 2 * LANE_PAD + NOTE_SIZE[1]


def _reading(piece: Piece) -> tuple[int, str]:
    return piece.rank, piece.id


def _packed(placed: list[tuple[float, Piece]]) -> list[tuple[int, tuple[float, Piece]]]:
    """Give each card the first row that is free at its x: a sweep with the free rows in a heap."""
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    rows = 0
    packed: list[tuple[int, tuple[float, Piece]]] = []
    for x, piece in sorted(placed, key=lambda each: (each[0], each[1].rank, each[1].id)):
        while busy and busy[0][0] <= x:
            heappush(free, heappop(busy)[1])
        if not free:
            free.append(rows)
            rows += 1
        row = heappop(free)
        heappush(busy, (x + piece.width + GAP, row))
        packed.append((row, (x, piece)))
    return packed


def _strip(loose: Sequence[Piece], axis: TimeAxis) -> list[tuple[int, float, Piece]]:
    """Fill the strip row by row; no card is wider there than its column."""
    columns = round((axis.strip - GAP) / STRIP_COLUMN)
    left = axis.left - axis.strip + GAP
    return [
        (
            place // columns,
            left + place % columns * STRIP_COLUMN,
            _narrow(piece),
        )
        for place, piece in enumerate(loose)
    ]


def _narrow(piece: Piece) -> Piece:
    return replace(piece, width=min(piece.width, NOTE_SIZE[0]))


def _seats(pieces: Sequence[Piece], order: Mapping[LifeArea, int]) -> list[tuple[Piece, tuple[float, float]]]:
    """Give every card a seat in rows, each life area beginning a new row."""
    columns = _FREE_COLUMNS
    while columns * columns < len(pieces):
        columns *= 2
    groups: dict[LifeArea | None, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.area, []).append(piece)
    seats: list[tuple[Piece, tuple[float, float]]] = []
    top = 0.0
    for area in sorted(groups, key=lambda area: (_place(area, order), area or "")):
        members = sorted(groups[area], key=_reading)
        for first in range(0, len(members), columns):
            row = members[first : first + columns]
            seats += [(piece, (place * STRIP_COLUMN, top)) for place, piece in enumerate(row)]
            top += max(piece.seat if piece.x is not None else piece.height for piece in row) + GAP
    return seats


def _place(area: LifeArea | None, order: Mapping[LifeArea, int]) -> int:
    return len(order) + 1 if area is None else order.get(area, len(order))


class Taken:
    """What lies where, in square cells."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Spot]] = {}

    def take(self, spot: Spot) -> Spot:
        """Remember that something lies at *spot*, and return it."""
        for cell in _cells(spot):
            self._cells.setdefault(cell, []).append(spot)
        return spot

    def hits(self, spot: Spot) -> bool:
        """Tell whether something lies over *spot* or nearer to it than the gap."""
        return any(_near(spot, other) for cell in _cells(spot) for other in self._cells.get(cell, ()))


def _cells(spot: Spot) -> list[tuple[int, int]]:
    rows = range(int((spot.y - GAP) // _CELL), int((spot.y + spot.height + GAP) // _CELL) + 1)
    columns = range(int((spot.x - GAP) // _CELL), int((spot.x + spot.width + GAP) // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def _near(one: Spot, other: Spot) -> bool:
    """Tell whether two cards overlap or come nearer than the gap."""
    return (
        one.x < other.x + other.width + GAP
        and other.x < one.x + one.width + GAP
        and one.y < other.y + other.height + GAP
        and other.y < one.y + one.height + GAP
    )
