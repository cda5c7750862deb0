"""Folded freely: a free board in one view, with its rows and their order, or its parts as they lie."""

from collections.abc import Iterable, Sequence

from app.domain.board import NOTE_SIZE
from app.queries.folded_board import BESIDE, BETWEEN_ROWS, Folded, Room, grid, made, set_apart
from app.queries.folded_parts import lay, part_of
from app.queries.folded_things import Box, Things
from app.queries.folded_time import LEAST_SCALE, MOST_SCALE

_SPREAD = 10.0


def in_parts(things: Things, boxes: Sequence[Box], room: Room, letters: float) -> Folded | None:
    """Keep what lies beside and below each other so, frames round what they hold."""
    return _of_parts(things, boxes, room, letters=letters, in_order=False)


def as_read(things: Things, boxes: Sequence[Box], room: Room, letters: float) -> Folded | None:
    """Lay the frames beside each other, each with what it holds in rows, and the rest in the order it is read in."""
    return _of_parts(things, boxes, room, letters=letters, in_order=True)


def _of_parts(things: Things, boxes: Sequence[Box], room: Room, *, letters: float, in_order: bool) -> Folded | None:
    read = sorted(boxes, key=lambda box: (box.spot.y // NOTE_SIZE[1], box.at, box.id))
    grouped = things.grouped(read, letters, {})
    whole = part_of(grouped, as_read=in_order)
    if whole.least > room[0] or lay(whole, room[0]) > room[1]:
        return None
    return made(things, grouped, left=0.0, scale=1.0, letters=letters)


def freely(things: Things, boxes: Sequence[Box], room: Room, letters: float) -> Folded | None:
    """Keep each card as near as can be to where it lies; None where a row has no room for its cards."""
    left = min(box.at for box in boxes)
    scale = _across(boxes, room)
    lines = _read_rows(boxes)
    for line in lines:
        if sum(box.width + BESIDE for box in line) - BESIDE > room[0]:
            return None
        wanted = [(box.at - left) * scale for box in line]
        for box, x in zip(line, set_apart(wanted, [each.width for each in line], BESIDE, room[0]), strict=True):
            box.x = x
    wanted = [(line[0].spot.y - lines[0][0].spot.y) * scale for line in lines]
    return _under_each_other(things, lines, wanted, room=room, scale=scale, letters=letters)


def in_rows(things: Things, boxes: Sequence[Box], room: Room, letters: float) -> Folded | None:
    """Keep the rows and the order in them, in columns from the left; a long row takes several lines."""
    step = max(box.width for box in boxes) + BESIDE
    columns = max(1, int((room[0] + BESIDE) // step))
    rows = [grid(row, columns, step=step) for row in _read_rows(boxes)]
    lines = [line for row in rows for line in row]
    spare = room[1] - sum(max(box.height for box in line) + 2 * BETWEEN_ROWS for line in lines)
    wanted, top = [], 0.0
    for row in rows:
        for line in row:
            wanted.append(top)
            top += max(box.height for box in line) + 2 * BETWEEN_ROWS
        top += min(_SPREAD, spare / len(rows))
    return _under_each_other(things, lines, wanted, room=room, scale=_across(boxes, room), letters=letters)


def _across(boxes: Sequence[Box], room: Room) -> float:
    """Return how many pixels a board unit takes when the cards keep their distances across the view."""
    places = [box.at for box in boxes]
    across = max(places) - min(places)
    widest = max(box.width for box in boxes)
    return max(LEAST_SCALE, min(MOST_SCALE, (room[0] - widest) / across)) if across else 1.0


def _under_each_other(
    things: Things,
    lines: Sequence[Sequence[Box]],
    wanted: Sequence[float],
    *,
    room: Room,
    scale: float,
    letters: float,
) -> Folded | None:
    """Return the board with each of *lines* as near as can be to where it is *wanted*; None without room for all."""
    heights = [max(box.height for box in line) for line in lines]
    if sum(heights) + 2 * BETWEEN_ROWS * (len(lines) - 1) > room[1]:
        return None
    for line, y in zip(lines, set_apart(wanted, heights, 2 * BETWEEN_ROWS, room[1]), strict=True):
        for box in line:
            box.y = y
    return made(things, [box for line in lines for box in line], left=0.0, scale=scale, letters=letters)


def _read_rows(boxes: Iterable[Box]) -> list[list[Box]]:
    """Return the boxes row by row as one reads them: a row holds what begins above the middle of its first one."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda each: (each.spot.y, each.at, each.id)):
        if rows and box.spot.y < rows[-1][0].spot.y + rows[-1][0].spot.height / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda each: (each.at, each.id)) for row in rows]
