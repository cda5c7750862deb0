"""Laid: a board made ready for its scene, on whatever thread has read it: what lies where, by id and by place."""

from collections.abc import Callable
from typing import Any

from app.domain.drawing import Frame, Label
from app.queries.board import BoardsUpdate, BoardView, CardView, LinkView, StrokeView, boards_update
from app.queries.words import is_untitled_face
from app.store.reader import Reader
from ui.board.extent import content_of
from ui.board.grid import Grid

Update = Callable[..., BoardsUpdate]
AT_ONCE = 400
"""Boards with at most this many things are made whole at once."""


class Laid:
    """All of a view that takes time with the number of things, reckoned before the Qt thread has it."""

    __slots__ = ("cards", "content", "drawn", "grid", "is_small", "lines", "links", "new", "untitled", "view")

    def __init__(self, view: BoardView) -> None:
        self.view = view
        self.cards: dict[str, CardView] = {card.item.id: card for card in view.cards}
        self.links: dict[str, LinkView] = {link.connector.id: link for link in view.links}
        drawn: list[StrokeView | Frame | Label] = [*view.strokes]
        self.drawn = {each.id: each for each in [*drawn, *view.frames, *view.labels]}
        self.new = view.new
        self.untitled = sum(is_untitled_face(card.item) for card in view.cards)
        self.lines: dict[str, list[LinkView]] = {}
        for link in view.links:
            self.lines.setdefault(link.source, []).append(link)
            self.lines.setdefault(link.target, []).append(link)
        self.content = content_of(view)
        self.is_small = len(view.cards) + len(view.strokes) + len(view.links) <= AT_ONCE
        self.grid = None if self.is_small else Grid(view)


def laid_update(reader: Reader, *, asking: Update = boards_update, **asked: Any) -> tuple[BoardsUpdate, Laid]:
    """Return what *asking* returns, and its board made ready."""
    update = asking(reader, **asked)
    return update, Laid(update[0])
