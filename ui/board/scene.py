"""BoardScene: a BoardView in, items out; it moves what it is told to and decides nothing."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsScene

from app.domain.record import Mark
from app.queries.board import BoardView, CardView
from ui.board.card import CardItem, Stage
from ui.board.ground import FrameItem, LabelItem
from ui.board.link import LinkItem
from ui.board.optics import Optics
from ui.board.overview import Overview
from ui.board.stroke import StrokeItem

MOST_BADGES = 3
ROOM = 4_000.0
"""How far beyond its content a board can be panned, in board units."""

Drawn = CardItem | LinkItem | StrokeItem | FrameItem | LabelItem
D = TypeVar("D", StrokeItem, FrameItem, LabelItem)


class BoardScene(QGraphicsScene):
    """The items of one board, found by the id of their record."""

    def __init__(self, view: BoardView, optics: Optics) -> None:
        super().__init__()
        self.view = view
        self.stage = Stage(optics, view.today)
        self.overview = Overview()
        self.cards: dict[str, CardItem] = {}
        self.links: dict[str, LinkItem] = {}
        self.strokes: dict[str, StrokeItem] = {}
        self.frames: dict[str, FrameItem] = {}
        self.labels: dict[str, LabelItem] = {}
        self._is_overview_old = True
        self.show_view(view)

    def show_view(self, view: BoardView) -> None:
        """Show *view*: make what is new, move what has moved, take away what is gone."""
        self.view = view
        self.stage.today = view.today
        self._drop_links({link.connector.id for link in view.links})
        self._show_cards(view.cards)
        self._show_links()
        self._show_drawn(view.strokes, self.strokes, StrokeItem)
        self._show_drawn(view.frames, self.frames, FrameItem)
        self._show_drawn(view.labels, self.labels, LabelItem)
        self.stage.badged = frozenset(_badged(view.cards))
        self.stage.selected &= set(self.ids())
        self._is_overview_old = True
        self.setSceneRect(self.content().adjusted(-ROOM, -ROOM, ROOM, ROOM))

    def ids(self) -> Iterable[str]:
        """Return the ids of everything on the board."""
        for drawn in (self.cards, self.links, self.strokes, self.frames, self.labels):
            yield from drawn

    def drawn(self, identity: str) -> Drawn | None:
        """Return the item that shows a record."""
        known: tuple[Mapping[str, Drawn], ...] = (
            self.cards, self.links, self.strokes, self.frames, self.labels,
        )  # fmt: skip
        return next((group[identity] for group in known if identity in group), None)

    def content(self) -> QRectF:
        """Return what the board holds: cards, drawings, and the lanes under them."""
        spots = [card.spot for card in self.view.cards]
        bounds = QRectF()
        if spots:
            left, top = min(spot.x for spot in spots), min(spot.y for spot in spots)
            right = max(spot.x + spot.width for spot in spots)
            bounds = QRectF(left, top, right - left, max(spot.y + spot.height for spot in spots) - top)
        for group in (self.strokes, self.frames, self.labels):
            for item in group.values():
                bounds = bounds.united(item.sceneBoundingRect())
        axis, lanes = self.view.axis, self.view.lanes
        if axis is not None and lanes:
            left = axis.left - axis.strip
            bottom = lanes[-1].y + lanes[-1].height
            bounds = bounds.united(QRectF(left, 0, axis.left - left + 1.0, bottom))
        return bounds if not bounds.isNull() else QRectF(0, 0, 800, 500)

    def card_at(self, point: QPointF, *, but: str | None = None) -> CardItem | None:
        """Return the uppermost card at *point*."""
        return next((item for item in self.items(point) if isinstance(item, CardItem) and item.id != but), None)

    def drawn_at(self, point: QPointF) -> Drawn | None:
        """Return the uppermost thing at *point*; cards come before ink and lines, so that they can be taken."""
        hits = [item for item in self.items(point) if isinstance(item, Drawn)]
        return next((item for item in hits if isinstance(item, CardItem)), next(iter(hits), None))

    def move_card(self, card: CardItem, x: float, y: float) -> None:
        """Put a card elsewhere at once; its connectors and its ink follow."""
        by = QPointF(x, y) - card.pos()
        card.setPos(x, y)
        links = [link for link in card.links if isinstance(link, LinkItem)]
        for link in links:
            link.follow()
        for stroke in self.strokes.values() if by.manhattanLength() else ():
            if stroke.view.ink.item == card.id:
                stroke.setPos(stroke.pos() + by)
        if not self._is_overview_old:
            self.overview.card_moved(card, links)

    def resize_card(self, card: CardItem, width: float, height: float) -> None:
        """Give a card another size at once."""
        card.prepareGeometryChange()
        card.width, card.height = width, height
        card.resized()
        for link in card.links:
            if isinstance(link, LinkItem):
                link.follow()
        self._is_overview_old = True

    def ready_overview(self) -> Overview:
        """Return the overview with everything in it."""
        if self._is_overview_old:
            self.overview.fill(self.cards.values(), self.links.values(), self.strokes.values())
            self._is_overview_old = False
        return self.overview

    def repaint_ids(self, ids: Iterable[str]) -> None:
        """Paint the named things again."""
        for identity in ids:
            item = self.drawn(identity)
            if item is not None:
                item.update()

    def _show_cards(self, views: Iterable[CardView]) -> None:
        left = dict(self.cards)
        for view in views:
            card = left.pop(view.item.id, None)
            if card is None:
                self._add_card(view)
            elif card.view != view or (card.x(), card.y()) != (view.spot.x, view.spot.y):
                self._change_card(card, view)
        for card in left.values():
            self.removeItem(card)
            del self.cards[card.id]

    def _add_card(self, view: CardView) -> None:
        card = CardItem(view, self.stage)
        card.setPos(view.spot.x, view.spot.y)
        self.cards[view.item.id] = card
        self.addItem(card)

    def _change_card(self, card: CardItem, view: CardView) -> None:
        card.prepareGeometryChange()
        card.show_view(view)
        card.setPos(view.spot.x, view.spot.y)
        for link in card.links:
            if isinstance(link, LinkItem):
                link.follow()
        card.update()

    def _drop_links(self, kept: set[str]) -> None:
        """Lines go before their cards, so that no line is left without an end."""
        for identity in [each for each in self.links if each not in kept]:
            link = self.links.pop(identity)
            link.source.links.remove(link)
            link.target.links.remove(link)
            self.removeItem(link)

    def _show_links(self) -> None:
        for view in self.view.links:
            link = self.links.get(view.connector.id)
            if link is None:
                self._add_link(LinkItem(view, self.cards[view.source], self.cards[view.target], self.stage))
            elif link.view != view:
                link.view = view
                link.update()

    def _add_link(self, link: LinkItem) -> None:
        link.source.links.append(link)
        link.target.links.append(link)
        self.links[link.id] = link
        self.addItem(link)

    def _show_drawn(self, views: Iterable[object], known: dict[str, D], make: type[D]) -> None:
        left = dict(known)
        for view in views:
            item = left.pop(view.id, None)  # type: ignore[attr-defined]
            if item is None:
                item = known[view.id] = make(view, self.stage)  # type: ignore[arg-type, attr-defined]
                self.addItem(item)
            elif item.view != view or item.pos() != QPointF(getattr(view, "x", 0) or 0, getattr(view, "y", 0) or 0):
                item.show_view(view)  # type: ignore[arg-type]
        for item in left.values():
            self.removeItem(item)
            del known[item.id]


def _badged(cards: Iterable[CardView]) -> list[str]:
    marked = [card.item.id for card in cards if card.item.marks & (Mark.CONTESTED | Mark.REFUSED)]
    return marked[:MOST_BADGES]
