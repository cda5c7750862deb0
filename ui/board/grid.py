"""Grid: which cards and strokes lie where, so that what is in view is found without walking the whole board."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf
from time import perf_counter

from PySide6.QtCore import QRectF

from app.queries.board import BoardView, CardView, StrokeView

CELL = 500.0
"""The side of a cell in board units: some two cards."""
AHEAD = 500.0
"""How far round what is seen things are handed out ahead, in board units."""
AHEAD_S = 0.001
"""For so long a step of a movement is held up by what is not seen yet."""

Cell = tuple[int, int]


class Grid:
    """Square cells over a board; a card lies in the cell of its upper left corner, a stroke in its first point's."""

    def __init__(self, view: BoardView) -> None:
        self._cells: dict[Cell, list[CardView | StrokeView]] = defaultdict(list)
        self._width = max((card.spot.width for card in view.cards), default=0.0)
        self._height = max((card.spot.height for card in view.cards), default=0.0)
        for card in view.cards:
            self._cells[_cell(card.spot.x, card.spot.y)].append(card)
        for stroke in view.strokes:
            first = stroke.ink.stroke[:2] or (0, 0)
            self._cells[_cell(first[0] / 10 + stroke.x, first[1] / 10 + stroke.y)].append(stroke)

    def at(self, cell: Cell) -> Sequence[CardView | StrokeView]:
        """Return what lies in one cell."""
        return self._cells.get(cell, ())

    def cells(self, room: QRectF) -> Iterator[Cell]:
        """Yield the cells of all that reaches into *room*, and of something of what lies beside it."""
        left, top = _cell(room.left() - self._width, room.top() - self._height)
        right, bottom = _cell(room.right(), room.bottom())
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield column, row


class Nearing:
    """What of a grid a view comes to, each thing once: what it shows at once, what lies round that a little ahead."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._known: set[Cell] = set()

    def things(self, seen: QRectF) -> Iterator[CardView | StrokeView]:
        """Yield what was not handed out yet of what is *seen*, then of what lies round it.

        In a movement, where some of what is seen is known, only so much of the latter as a frame has time for.
        """
        cells = set(self._grid.cells(seen))
        until = inf if self._known.isdisjoint(cells) else perf_counter() + AHEAD_S
        yield from self._new(cells)
        for cell in self._grid.cells(seen.adjusted(-AHEAD, -AHEAD, AHEAD, AHEAD)):
            if perf_counter() > until:
                return
            yield from self._new({cell})

    def _new(self, cells: set[Cell]) -> Iterator[CardView | StrokeView]:
        for cell in cells - self._known:
            self._known.add(cell)
            yield from self._grid.at(cell)


def _cell(x: float, y: float) -> Cell:
    return int(x // CELL), int(y // CELL)
