"""Folded things: what lies on a board as boxes in pixels: cards, texts, small drawings, and frames round them.

A ring that a pen has drawn round cards holds them as a frame without a title does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import dist, hypot

import msgspec

from app.domain.drawing import TENTHS, Ink, Label, Point, coordinates, points_of, stroke_of
from app.queries.board import BoardView, StrokeView, spot_of
from app.queries.card_size import line_widths
from app.queries.layout import Spot
from app.queries.words import item_title

BAR = 3.0
"""Pixels of a folded card at its left that tell the kind by colour, before the icon."""
AROUND = 4.0
"""Pixels left and right of icon and title."""
ABOVE = 1.0
"""Pixels above and below a title."""
LINE = 1.21
"""The height of a line of a folded title, as a multiple of its letters' size."""
PAD = 4.0
"""Pixels between a frame and what it holds."""
MOST_LETTERS = 160
"""A longer text is told by its beginning."""
MOST_POINTS = 60_000
"""Boards with more ink than this, in points, are shown as they lie."""
_DRAWING = (9.0, 3.0)
"""The largest a drawing is, across and down, as multiples of the letters."""
_PICTURE = (20.0, 12.0)
"""The largest a picture is that nothing lies on, across and down, as multiples of the letters."""
_NEAR = 24.0
"""Strokes that are so near each other, in board units, are one drawing."""
_CLOSED = 0.3
"""A stroke that ends so near its beginning, as a share of its reach, goes round something."""
_LABEL_WIDTH, _LABEL_HEIGHT = 240.0, 28.0
_TITLE = 24.0
"""The widest the title of a frame is before it takes a further line, as a multiple of the letters."""
_BEND = 4.0
"""Pixels by which the corners of a ring are cut."""
_LEAST_PEN = 1.4
"""The least width of a folded stroke in pixels."""


@dataclass(slots=True)
class Box:
    """A thing in pixels, `x` from the left of all, `y` from the top of what holds it; `spot` is where it lies.

    What is `inside` a frame begins `head` pixels below its top; `title` is how wide its title is.
    """

    id: str
    spot: Spot
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0
    head: float = 0.0
    title: float = 0.0
    inside: "list[Box]" = field(default_factory=list)
    is_frame: bool = False

    @property
    def at(self) -> float:
        """Return where on the board it begins."""
        return self.spot.x

    def leaves(self, depth: int = 0) -> "Iterator[tuple[Box, int]]":
        """Yield what holds nothing, itself or in it, with the number of frames round each."""
        if not self.inside:
            yield self, depth
        for each in self.inside:
            yield from each.leaves(depth + 1)


@dataclass(frozen=True, slots=True)
class Holder:
    """A frame or a ring: what it is written as, its place and who it lies in; a picture laid under is a frame too."""

    id: str
    title: str
    spot: Spot
    parent: "Holder | None" = None
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """Strokes that belong together, and their place."""

    strokes: tuple[StrokeView, ...]
    spot: Spot

    @property
    def id(self) -> str:
        """Return the id of the first stroke."""
        return self.strokes[0].id


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """What a board shows, ready to be folded: titles by card, who holds what, drawings, and rings by their id."""

    view: BoardView
    titles: Mapping[str, str]
    holders: tuple[Holder, ...]
    sketches: tuple[Sketch, ...]
    rings: Mapping[str, StrokeView]
    bare: tuple[Holder, ...]
    """The frames that hold nothing."""

    @property
    def is_plain(self) -> bool:
        """Return whether there are cards alone."""
        return not (self.holders or self.sketches or self.view.labels)

    def boxes(self, letters: float, widest: float) -> list[Box]:
        """Return what holds nothing, in *letters*, its lines at most *widest* letters wide."""
        made = [_card(card.id, card.spot, self.titles[card.id], letters, widest) for card in self.view.cards]
        made += [_text(each, letters, widest) for each in self.view.labels if told(each)]
        made += [_drawing(each, letters) for each in self.sketches]
        return made + [_bare_frame(each, letters) for each in self.bare]

    def grouped(self, boxes: Iterable[Box], letters: float, taken: dict[str, int]) -> list[Box]:
        """Return *boxes*, those in a frame in a box for it; *taken* counts the boxes that each frame has already.

        A further box of the same frame has an id of its own.
        """
        made: dict[Holder, Box] = {}
        top: list[Box] = []
        around = {each.id: each.parent for each in self.bare}
        for box in boxes:
            holder = around[box.id] if box.is_frame else _holder_of(self.holders, box.spot)
            self._put(box, holder, letters, (made, top, taken))
        return top

    def _put(
        self, box: Box, holder: Holder | None, letters: float, into: tuple[dict[Holder, Box], list[Box], dict[str, int]]
    ) -> None:
        made, top, taken = into
        if holder is None:
            top.append(box)
            return
        if holder not in made:
            count = taken[holder.id] = taken.get(holder.id, 0) + 1
            name = holder.id if count == 1 else f"{holder.id}#{count}"
            made[holder] = frame = _frame(holder, name, letters)
            self._put(frame, holder.parent, letters, into)
        made[holder].inside.append(box)


def things_of(view: BoardView, *, nameless: str) -> Things | None:
    """Return what *view* shows; None where there is more ink than can be folded."""
    loose = [stroke for stroke in view.strokes if stroke.ink.item is None and stroke.ink.stroke]
    if sum(len(stroke.ink.stroke) // 2 for stroke in loose) > MOST_POINTS:
        return None
    reaches = {stroke.id: reach_of(stroke) for stroke in loose}
    middles = [card.spot.middle for card in view.cards]
    rings = [each for each in loose if _is_ring(each.ink, reaches[each.id], middles)]
    spots = [(each.id, each.title or "", spot_of(each)) for each in view.frames]
    spots += [(each.id, "", reaches[each.id]) for each in rings]
    ringed = {each.id for each in rings}
    pictures = {each.id for each in view.frames if each.picture is not None}
    holders = tuple(_nested(spots, pictures))
    sketches = tuple(_sketches([each for each in loose if each.id not in ringed], reaches))
    places = [card.spot for card in view.cards] + [each.spot for each in sketches]
    places += [_text_spot(each) for each in view.labels if told(each)]
    return Things(
        view=view,
        titles={card.id: item_title(card.item) or nameless for card in view.cards},
        holders=holders,
        sketches=sketches,
        rings={each.id: each for each in rings},
        bare=tuple(_bare(holders, places)),
    )


def told(label: Label) -> str:
    """Return what a folded text says: one line of words, the beginning where it is long."""
    words = " ".join((label.text or "").split())
    return words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"


def inset(letters: float) -> float:
    """Return how far from the left of a folded card its title begins, in pixels: bar and icon come first."""
    return BAR + AROUND + letters + AROUND


def height_of(lines: int, letters: float) -> float:
    """Return the height of a folded card in pixels."""
    return lines * letters * LINE + 2 * ABOVE


def scaled(stroke: StrokeView, source: Spot, target: Spot, *, pixel: float, name: str) -> StrokeView:
    """Return a stroke that lies in *target* as it lay in *source*, called *name*; a *pixel* is told in board units."""
    across, down = target.width / max(source.width, 1.0), target.height / max(source.height, 1.0)
    left, top = stroke.x - source.x, stroke.y - source.y
    points = (((x + left) * across, (y + top) * down) for x, y in points_of(stroke.ink.stroke))
    width = max(_LEAST_PEN * pixel, (stroke.ink.width or 2.5) * min(across, down))
    ink = msgspec.structs.replace(stroke.ink, id=name, stroke=stroke_of(points), width=width, group=None)
    return StrokeView(ink, target.x, target.y)


def ring_round(stroke: StrokeView, target: Spot, *, pixel: float, name: str) -> StrokeView:
    """Return a ring round *target* in the colour of *stroke*: as it was drawn it would run through what it holds."""
    right, low, bend = target.width, target.height, _BEND * pixel
    points = [
        (bend, 0.0), (right - bend, 0.0), (right, bend), (right, low - bend),
        (right - bend, low), (bend, low), (0.0, low - bend), (0.0, bend), (bend, 0.0),
    ]  # fmt: skip
    ink = msgspec.structs.replace(
        stroke.ink, id=name, stroke=stroke_of(points), pressures=(), width=_LEAST_PEN * pixel, group=None
    )
    return StrokeView(ink, target.x, target.y)


def _card(identity: str, spot: Spot, title: str, letters: float, widest: float) -> Box:
    widths = list(line_widths(title, widest)) or [1.0]
    width = inset(letters) + max(widths) * letters + AROUND
    return Box(identity, spot, width, height_of(len(widths), letters))


def _text(label: Label, letters: float, widest: float) -> Box:
    widths = list(line_widths(told(label), widest)) or [1.0]
    return Box(label.id, _text_spot(label), max(widths) * letters + 2 * AROUND, height_of(len(widths), letters))


def _text_spot(label: Label) -> Spot:
    return Spot(label.x or 0.0, label.y or 0.0, label.width or _LABEL_WIDTH, _LABEL_HEIGHT)


def _drawing(sketch: Sketch, letters: float) -> Box:
    width, height = max(sketch.spot.width, 1.0), max(sketch.spot.height, 1.0)
    scale = min(1.0, _DRAWING[0] * letters / width, _DRAWING[1] * letters / height)
    return Box(sketch.id, sketch.spot, width * scale + AROUND, max(height * scale, 4.0) + 2 * ABOVE)


def _frame(holder: Holder, name: str, letters: float) -> Box:
    """Return a box for a frame, empty yet."""
    box = Box(name, holder.spot, head=PAD, is_frame=True)
    widths = list(line_widths(holder.title, _TITLE))
    if widths:
        box.title = max(widths) * letters + 2 * AROUND
        box.head = height_of(len(widths), letters) + ABOVE
    box.width, box.height = max(box.title, 4 * letters), box.head + PAD
    return box


def _bare_frame(holder: Holder, letters: float) -> Box:
    """Return a box for a frame that holds nothing; a picture is small there."""
    box = _frame(holder, holder.id, letters)
    if holder.is_picture:
        spot = holder.spot
        scale = min(1.0, _PICTURE[0] * letters / spot.width, _PICTURE[1] * letters / spot.height)
        box.width, box.height, box.title = spot.width * scale, spot.height * scale, spot.width * scale
    return box


def _holder_of(holders: Iterable[Holder], spot: Spot) -> Holder | None:
    """Return the smallest frame that the middle of *spot* lies in."""
    found = [each for each in holders if each.spot.holds(spot.middle)]
    return min(found, key=lambda each: each.spot.width * each.spot.height, default=None)


def _bare(holders: Sequence[Holder], spots: Iterable[Spot]) -> Iterator[Holder]:
    """Yield the frames in which none of *spots*, and no frame, lies."""
    used = {each.parent for each in holders} | {_holder_of(holders, spot) for spot in spots}
    return (each for each in holders if each not in used)


def _nested(spots: Sequence[tuple[str, str, Spot]], pictures: set[str]) -> list[Holder]:
    """Return the frames, the largest first, each with the smallest one that it lies in whole."""
    made: list[Holder] = []
    for identity, title, spot in sorted(spots, key=lambda each: (-each[2].width * each[2].height, each[0])):
        corners = ((spot.x, spot.y), (spot.x + spot.width, spot.y + spot.height))
        parent = next((each for each in reversed(made) if all(each.spot.holds(at) for at in corners)), None)
        made.append(Holder(identity, title, spot, parent, identity in pictures))
    return made


def _sketches(strokes: Sequence[StrokeView], reaches: Mapping[str, Spot]) -> list[Sketch]:
    """Return *strokes*, those that are near each other together."""
    groups: list[list[StrokeView]] = []
    reach: list[Spot] = []
    for stroke in sorted(strokes, key=lambda each: (reaches[each.id].x, each.id)):
        spot = reaches[stroke.id]
        near = [place for place, other in enumerate(reach) if _is_near(other, spot)]
        joined = [stroke]
        for place in reversed(near):
            spot = _united(spot, reach.pop(place))
            joined = groups.pop(place) + joined
        groups.append(joined)
        reach.append(spot)
    return [Sketch(tuple(group), spot) for group, spot in zip(groups, reach, strict=True)]


def reach_of(stroke: StrokeView) -> Spot:
    """Return the place that a stroke covers."""
    xs, ys = coordinates(stroke.ink.stroke)
    left, top = min(xs, default=0) / TENTHS, min(ys, default=0) / TENTHS
    right, bottom = max(xs, default=0) / TENTHS, max(ys, default=0) / TENTHS
    return Spot(left + stroke.x, top + stroke.y, right - left, bottom - top)


def _is_ring(ink: Ink, reach: Spot, middles: Iterable[Point]) -> bool:
    """Tell whether *ink*, which covers *reach*, goes round one of *middles*."""
    points = points_of(ink.stroke)
    is_closed = len(points) > 3 and dist(points[0], points[-1]) <= _CLOSED * hypot(reach.width, reach.height)
    return is_closed and any(reach.holds(at) for at in middles)


def _is_near(one: Spot, other: Spot) -> bool:
    across = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
    down = max(one.y, other.y) - min(one.y + one.height, other.y + other.height)
    return across <= _NEAR and down <= _NEAR


def _united(one: Spot, other: Spot) -> Spot:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.width, other.x + other.width)
    bottom = max(one.y + one.height, other.y + other.height)
    return Spot(left, top, right - left, bottom - top)
