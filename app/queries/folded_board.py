"""Folded board: a board with its things in other places, and how boxes are put in rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from app.domain.drawing import Frame
from app.queries.board import BoardView, StrokeView
from app.queries.folded_things import ABOVE, AROUND, Box, Sketch, Things, ring_round, scaled, told
from app.queries.layout import Spot

BETWEEN_ROWS, BESIDE = 2.0, 6.0
"""Pixels between two folded things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A board whose cards are folded: `view` in board units, of which `scale` pixels are one; `letters` in pixels.

    `heights` are those of the texts, in board units.
    """

    view: BoardView
    scale: float
    letters: float
    heights: Mapping[str, float] = field(default_factory=dict)


Room = tuple[float, float]
"""Width and height of the view in pixels."""


def made(things: Things, boxes: Iterable[Box], *, left: float, scale: float, letters: float) -> Folded:
    """Return the board with everything where *boxes* are; ink on a card is folded away with what it is drawn on."""
    placed = {box.id: (box, Spot(left + box.x / scale, y / scale, box.width / scale, box.height / scale))
              for box, y in _flat(boxes, 0.0)}  # fmt: skip
    spots = {identity: spot for identity, (_, spot) in placed.items()}
    view = things.view
    frames = {each.id: each for each in view.frames}
    rounds = [(box, spot, box.id.partition("#")[0]) for box, spot in placed.values() if box.is_frame]
    strokes = [ring_round(things.rings[name], spot, pixel=1 / scale, name=box.id)
               for box, spot, name in rounds if name in things.rings]  # fmt: skip
    for sketch in things.sketches:
        strokes += _sketched(sketch, spots[sketch.id], scale)
    shown = replace(
        view,
        cards=tuple(replace(card, spot=spots[card.id]) for card in view.cards),
        strokes=tuple(strokes),
        frames=tuple(_framed(frames[name], box, spot) for box, spot, name in rounds if name in frames),
        labels=tuple(
            msgspec.structs.replace(each, text=told(each), x=spot.x, y=spot.y, width=spot.width)
            for each in view.labels if (spot := spots.get(each.id))
        ),
    )  # fmt: skip
    heights = {each.id: spots[each.id].height for each in shown.labels}
    return Folded(view=shown, scale=scale, letters=letters, heights=heights)


def _framed(frame: Frame, box: Box, spot: Spot) -> Frame:
    """Return a frame where its box is; a picture on which something lies is a frame alone."""
    picture = None if box.inside else frame.picture
    return msgspec.structs.replace(
        frame, id=box.id, picture=picture, x=spot.x, y=spot.y, width=spot.width, height=spot.height
    )


def _flat(boxes: Iterable[Box], top: float) -> Iterator[tuple[Box, float]]:
    for box in boxes:
        yield box, top + box.y
        yield from _flat(box.inside, top + box.y)


def _sketched(sketch: Sketch, spot: Spot, scale: float) -> list[StrokeView]:
    """Return the strokes of a drawing in the room that it has on the folded board."""
    pixel = 1 / scale
    across, down = spot.width - AROUND * pixel, spot.height - 2 * ABOVE * pixel
    target = Spot(spot.x + AROUND / 2 * pixel, spot.y + ABOVE * pixel, across, min(down, spot.height))
    return [scaled(each, sketch.spot, target, pixel=pixel, name=each.id) for each in sketch.strokes]


def rows_of(boxes: Iterable[Box]) -> list[list[Box]]:
    """Put each box, in the order of their x, into the first row that is free there."""
    rows: list[list[Box]] = []
    for box in boxes:
        row = next((row for row in rows if row[-1].x + row[-1].width + BESIDE <= box.x), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return rows


def grid(boxes: Sequence[Box], columns: int, *, step: float) -> list[list[Box]]:
    """Put the boxes beside each other in *columns*, each *step* from the one before."""
    for place, box in enumerate(boxes):
        _shift(box, place % columns * step - box.x)
    return [list(boxes[first : first + columns]) for first in range(0, len(boxes), columns)]


def _shift(box: Box, by: float) -> None:
    box.x += by
    for each in box.inside:
        _shift(each, by)


def stacked(rows: Sequence[Sequence[Box]], top: float) -> float:
    """Give the boxes of each row their y below the row before, and return where the last row ends."""
    for row in rows:
        for box in row:
            box.y = top
        top += max(box.height for box in row) + BETWEEN_ROWS
    return top - BETWEEN_ROWS if rows else top


def set_apart(wanted: Sequence[float], lengths: Sequence[float], gap: float, room: float) -> list[float]:
    """Return where things begin that follow each other in *room*, each as near as can be to where it is *wanted*."""
    places: list[float] = []
    least = 0.0
    for want, length in zip(wanted, lengths, strict=True):
        places.append(max(want, least))
        least = places[-1] + length + gap
    end = room
    for place in reversed(range(len(places))):
        places[place] = min(places[place], end - lengths[place])
        end = places[place] - gap
    return places
