"""Grid: which cards and strokes lie where, so that what is in view is found without walking the whole board."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QRectF

from app.queries.board import BoardView, CardView, StrokeView

CELL = 500.0
"""The side of a cell in board units: some two cards."""


class Grid:
    """Square cells over a board; a card lies in the cell of its upper left corner, a stroke in its first point's."""

    def __init__(self, view: BoardView) -> None:
        self._cells: dict[tuple[int, int], list[CardView | StrokeView]] = defaultdict(list)
        self._width = max((card.spot.width for card in view.cards), default=0.0)
        self._height = max((card.spot.height for card in view.cards), default=0.0)
        for card in view.cards:
            self._cells[_cell(card.spot.x, card.spot.y)].append(card)
        for stroke in view.strokes:
            first = stroke.ink.stroke[:2] or (0, 0)
            self._cells[_cell(first[0] / 10 + stroke.x, first[1] / 10 + stroke.y)].append(stroke)

    def within(self, room: QRectF) -> Iterator[CardView | StrokeView]:
        """Yield all that reaches into *room*, and something of what lies beside it."""
        left, top = _cell(room.left() - self._width, room.top() - self._height)
        right, bottom = _cell(room.right(), room.bottom())
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield from self._cells.get((column, row), ())


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x // CELL), int(y // CELL)
