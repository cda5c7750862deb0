"""Folding: a board that could not be read as a whole is shown with its cards folded to their titles."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from app.queries.board import CardView
from app.queries.layout import Spot
from ui.board.lettering import word_size
from ui.theme import current

if TYPE_CHECKING:
    from ui.board.tools import Tool
    from ui.board.view import Canvas

READABLE = 0.74
"""From this zoom on the titles of whole cards stand in lines as at 100 %, in letters that can be read."""
EDGE_PX = 6.0
"""Pixels round a folded board."""
_QUIET = frozenset(
    (
        "left", "right", "up", "down", "follow", "first", "last", "all", "previous new", "next new", "only new", "fit",
        "fit selection", "zoom in", "zoom out", "zoom 100", "zoom menu", "more", "boards", "table", "leave", "undo",
        "redo", "agree", "delete", "axis", "tidy", "tool select", "find", "fit person",
        "next badge", "news", "past",
    )
)  # fmt: skip
"""Acts that ask for no place on the board: they leave it folded."""


class Folding:
    """The folding of one view of a board; `tool` is what a press means meanwhile."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._tool: Tool | None = None
        canvas.board.refolded.connect(self._on_refolded)

    @property
    def is_folded(self) -> bool:
        """Return whether the cards are folded."""
        return self._canvas.board.folded is not None

    @property
    def letters(self) -> float:
        """Return the size of the titles in pixels, 0 while the cards are whole."""
        found = self._canvas.board.folded
        return found.letters if found is not None else 0.0

    @property
    def tool(self) -> "Tool | None":
        """Return the tool of a folded board; None while the cards are whole."""
        return self._tool if self.is_folded else None

    def take(self, tool: "Tool") -> None:
        """Let *tool* say what a press on a folded board means."""
        self._tool = tool

    def fit(self) -> None:
        """Show the whole board: as it is where its titles can be read, else folded; as it is where that cannot be."""
        canvas, scene = self._canvas, self._canvas.board
        self.end()
        content = scene.content()
        if canvas.fitting(content) < READABLE and scene.fold(self._room(), self._sizes()):
            self._show()
        else:
            canvas.fit(content)

    def end(self) -> None:
        """Show whole cards again; what is then in view is the caller's to say."""
        if self.is_folded:
            self._canvas.board.unfold()
            self._canvas.refresh_optics()

    def make_room(self, act: str) -> None:
        """Unfold before an act that means a place on the board: where the chosen card is, else in the middle."""
        if self.is_folded and act not in _QUIET and act.partition(" ")[0] not in ("board", "put", "field"):
            self._canvas.set_zoom(1.0, at=self._chosen())

    def unfolded(self, zoom: float, place: QPointF) -> tuple[float, QPointF]:
        """Unfold, and return the zoom to show and what of the board then lies at *place*, a point of the view.

        Further in it is the card that was there; further out the whole board with whole cards.
        """
        canvas, scene = self._canvas, self._canvas.board
        is_out, at = zoom < canvas.zoom, canvas.to_board(place)
        near = min(scene.view.cards, key=lambda card: _away(card, at), default=None)
        share = _share(near.spot, at) if near is not None else (0.0, 0.0)
        scene.unfold()
        content = scene.content()
        spot = scene.shown_cards[near.id].spot if near is not None else None
        if is_out or spot is None:
            zoom = canvas.fitting(content) or 1.0
            middle = QRectF(canvas.viewport().rect()).center()
            return zoom, content.center() + (place - middle) / (zoom * current().scale)
        return max(zoom, READABLE), QPointF(spot.x + share[0] * spot.width, spot.y + share[1] * spot.height)

    def _show(self) -> None:
        found, canvas = self._canvas.board.folded, self._canvas
        if found is None:
            return
        content, room = canvas.board.content(), QRectF(canvas.viewport().rect())
        corner = QPointF(EDGE_PX, EDGE_PX)
        if not found.view.lanes:
            size = content.size() * found.scale
            corner = room.center() - QPointF(size.width(), size.height()) / 2
        canvas.hold(content.topLeft(), corner, zoom=found.scale / current().scale)

    def _on_refolded(self) -> None:
        if self.is_folded:
            self._show()
        else:
            self._canvas.fit(self._canvas.board.content())

    def _room(self) -> tuple[float, float]:
        room = self._canvas.viewport().rect()
        return room.width() - 2 * EDGE_PX, room.height() - 2 * EDGE_PX

    def _sizes(self) -> list[float]:
        """Return the sizes of letters to try, the largest first, in pixels."""
        theme = current()
        least = word_size(meeting=True) if self._canvas.meeting else theme.text("smallest")
        return [float(size) for size in range(max(theme.text("card"), least), least - 1, -1)]

    def _chosen(self) -> QPointF | None:
        stage = self._canvas.board.stage
        card = self._canvas.board.shown_cards.get(stage.focused or next(iter(stage.selected), ""))
        return self._canvas.to_view(_frame(card).center()) if card is not None else None


def _frame(card: CardView) -> QRectF:
    spot = card.spot
    return QRectF(spot.x, spot.y, spot.width, spot.height)


def _away(card: CardView, place: QPointF) -> float:
    """Return how far *place* is from a card, 0 on it."""
    frame = _frame(card)
    across = max(frame.left() - place.x(), 0.0, place.x() - frame.right())
    down = max(frame.top() - place.y(), 0.0, place.y() - frame.bottom())
    return across + down


def _share(spot: Spot, place: QPointF) -> tuple[float, float]:
    """Return where on a card *place* is, from 0 to 1 across and down; the nearest edge when it is beside it."""
    across, down = (place.x() - spot.x) / spot.width, (place.y() - spot.y) / spot.height
    return min(1.0, max(0.0, across)), min(1.0, max(0.0, down))
