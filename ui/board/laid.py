"""Laid: a board made ready for its scene, on whatever thread has read it: what lies where, by id and by place."""

from collections.abc import Callable
from typing import Any

from app.domain.drawing import Frame, Label
from app.domain.item import ItemType
from app.queries.board import BoardsUpdate, BoardView, CardView, LinkView, StrokeView, boards_update, things
from app.queries.words import is_untitled_face
from app.store.reader import Reader
from ui.board.extent import content_of
from ui.board.grid import Grid

OnBoard = StrokeView | Frame | Label
"""What is drawn beside cards and lines."""
Update = Callable[..., BoardsUpdate]
AT_ONCE = 400
"""Boards with at most this many things are made whole at once."""


class Laid:
    """All of a view that takes time with the number of things, reckoned before the Qt thread has it.

    `is_read_anew` tells whether things that show the same are others than *before*: they were read at a later time.
    """

    __slots__ = (
        "cards", "content", "drawn", "grid", "is_read_anew", "is_small", "lines", "links", "new", "people", "untitled",
        "view",
    )  # fmt: skip

    def __init__(
        self, view: BoardView, *, before: BoardView | None = None, changed: frozenset[str] | None = None
    ) -> None:
        self.view = view
        self.cards: dict[str, CardView] = {card.item.id: card for card in view.cards}
        self.links: dict[str, LinkView] = {link.connector.id: link for link in view.links}
        drawn: list[OnBoard] = [*view.strokes]
        self.drawn: dict[str, OnBoard] = {each.id: each for each in [*drawn, *view.frames, *view.labels]}
        self.new = view.new
        self.people = [card for card in view.cards if card.item.type is ItemType.ACTOR]
        self.untitled = sum(is_untitled_face(card.item) for card in view.cards)
        self.lines: dict[str, list[LinkView]] = {}
        for link in view.links:
            self.lines.setdefault(link.source, []).append(link)
            self.lines.setdefault(link.target, []).append(link)
        known = {each.id: each for each in things(before)} if before is not None else {}
        self.is_read_anew = changed is not None and any(
            known.get(each.id) is not each and each.id not in changed for each in things(view)
        )
        self.content = content_of(view)
        self.is_small = len(view.cards) + len(view.strokes) + len(view.links) <= AT_ONCE
        self.grid = None if self.is_small else Grid(view)


def laid_update(
    reader: Reader, *, before: BoardView | None, asking: Update = boards_update, **asked: Any
) -> tuple[BoardsUpdate, Laid]:
    """Return what *asking* returns, and its board made ready."""
    update = asking(reader, before=before, **asked)
    return update, Laid(update[0], before=before, changed=update[1])
