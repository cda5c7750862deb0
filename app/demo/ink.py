"""Ink: strokes as a hand draws them: rings, underlines, arrows, ticks; none is quite straight or closed."""

import math
from collections.abc import Sequence

from app.demo.chance import Chance
from app.domain.board import NOTE_SIZE
from app.domain.drawing import Ink, Point, stroke_of


def ring(chance: Chance, *, width: float = NOTE_SIZE[0], height: float = NOTE_SIZE[1]) -> list[Point]:
    """Return a ring round a card, counted from its corner: it overshoots its beginning and sags a little."""
    middle = (width / 2 + chance.share(-5, 5), height / 2 + chance.share(-4, 4))
    reach = (width / 2 + chance.share(15, 24), height / 2 + chance.share(14, 21))
    start, turn = chance.share(-2.6, -1.9), 2 * math.pi * chance.share(1.03, 1.1)
    wave, size = chance.share(0, 6.3), chance.share(0.015, 0.04)
    steps = 52
    points = []
    for step in range(steps + 1):
        angle = start + turn * step / steps
        swell = 1 + size * math.sin(2 * angle + wave) + 0.03 * step / steps
        points.append((middle[0] + reach[0] * swell * math.cos(angle), middle[1] + reach[1] * swell * math.sin(angle)))
    return points


def line(chance: Chance, start: Point, end: Point) -> list[Point]:
    """Return a stroke from *start* to *end*, bent a little to one side."""
    across, down = end[0] - start[0], end[1] - start[1]
    bend = chance.share(-0.09, 0.09)
    steps = max(8, int(math.hypot(across, down) / 14))
    points = []
    for step in range(steps + 1):
        share = step / steps
        swing = bend * math.sin(math.pi * share) + chance.share(-0.003, 0.003)
        points.append((start[0] + across * share - down * swing, start[1] + down * share + across * swing))
    return points


def head(chance: Chance, tail: Point, tip: Point) -> list[Point]:
    """Return the head of an arrow that points from *tail* to *tip*, in one stroke."""
    angle = math.atan2(tip[1] - tail[1], tip[0] - tail[0])
    barbs = [
        (
            tip[0] - chance.share(15, 20) * math.cos(angle + side),
            tip[1] - chance.share(15, 20) * math.sin(angle + side),
        )
        for side in (0.5 + chance.share(-0.1, 0.1), -0.5 + chance.share(-0.1, 0.1))
    ]
    return [*_between(barbs[0], tip), *_between(tip, barbs[1])]


def tick(chance: Chance, at: Point) -> list[Point]:
    """Return a tick with its foot at *at*."""
    x, y = at
    return [
        *_between((x - chance.share(9, 12), y - chance.share(9, 12)), at),
        *_between(at, (x + chance.share(17, 23), y - chance.share(26, 34))),
    ]


def stroke(
    chance: Chance,
    points: Sequence[Point],
    *,
    board: str,
    colour: int = 0,
    width: float = 2.0,
    item: str | None = None,
) -> Ink:
    """Return *points* (board units; from the card's corner when tied to *item*) as a record with pressure."""
    firm = chance.number(105, 150)
    pressures = tuple(
        max(30, min(255, firm + round(28 * math.sin(place / 5)) - (60 if place in (0, len(points) - 1) else 0)))
        for place in range(len(points))
    )
    return Ink(board=board, stroke=stroke_of(points), pressures=pressures, colour=str(colour), width=width, item=item)


def _between(start: Point, end: Point) -> list[Point]:
    return [(start[0] + (end[0] - start[0]) * step / 6, start[1] + (end[1] - start[1]) * step / 6) for step in range(7)]
