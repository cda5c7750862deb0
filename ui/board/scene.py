"""BoardScene: a BoardView in, items out; it moves what it is told to and decides nothing.

What is in view becomes items at once, the rest in slices between other work; so opening takes as long as what is seen.
While it is folded, the view it shows is another one than it was given: `plain` is what would be shown else.
"""

from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QGraphicsScene

from app.domain.drawing import Frame, Label
from app.queries.board import BoardView, CardView, LinkView, StrokeView
from app.queries.folded_board import Folded, Room
from app.queries.folding import folded
from app.texts import say
from ui.board.card import UNTITLED, Z_CARD, Z_OPENED, CardItem, Stage
from ui.board.extent import content_of
from ui.board.grid import Grid
from ui.board.ground import FrameItem, LabelItem
from ui.board.link import LinkItem
from ui.board.optics import Optics
from ui.board.overview import Overview
from ui.board.routing import CLEAR
from ui.board.stroke import StrokeItem

ROOM = 4_000.0
"""How far beyond its content a board can be panned, in board units."""
AT_ONCE = 400
"""Boards with at most this many things are made whole at once."""
SLICE_S = 0.004
SLICE_EVERY_MS = 10
REST_S = 0.15
"""How long slices wait after the view has moved: a frame comes first."""
ROUTE_MS = 60
"""How long after something has moved lines go round what is in their way."""
ROUTED = 150
"""On boards with more lines than this they go straight on: nobody follows one of so many."""
AHEAD = 500.0
"""How far round what is seen items are made ahead, in board units."""

Drawn = CardItem | LinkItem | StrokeItem | FrameItem | LabelItem
D = TypeVar("D", StrokeItem, FrameItem, LabelItem)


class BoardScene(QGraphicsScene):
    """The items of one board, found by the id of their record; `shown_cards` holds every card, made yet or not.

    `refolded` tells that a folded board has another scale than before, or cannot be folded any more.
    """

    refolded = Signal()

    def __init__(self, view: BoardView, optics: Optics) -> None:
        super().__init__()
        self.view = self.plain = view
        self.folded: Folded | None = None
        self._fold_into: tuple[Room, Sequence[float]] | None = None
        self.stage = Stage(optics, view.today)
        self.shown_cards: dict[str, CardView] = {}
        self.cards: dict[str, CardItem] = {}
        self.links: dict[str, LinkItem] = {}
        self.strokes: dict[str, StrokeItem] = {}
        self.frames: dict[str, FrameItem] = {}
        self.labels: dict[str, LabelItem] = {}
        self._tied: dict[str, list[StrokeItem]] = {}
        self._lines: dict[str, list[LinkView]] = {}
        self._overview = Overview()
        self._is_overview_old = True
        self._content = QRectF()
        self._waiting: Iterator[None] | None = None
        self._made_near = QRectF()
        self._grid: Grid | None = None
        self._rests_until = 0.0
        self._slices = QTimer(self, interval=SLICE_EVERY_MS)
        self._slices.timeout.connect(self._on_slice)
        self._unrouted = self._routes()
        self._routing = QTimer(self, singleShot=True)
        self._routing.timeout.connect(self._on_route)
        self.show_view(view)

    def show_view(self, view: BoardView, changed: frozenset[str] | None = None) -> None:
        """Show *view*; *changed* are the ids that differ from what was shown, everything when None.

        On a large board only what is there already is altered at once: `make_near` and time do the rest.
        """
        if (view.board.id, view.axis is None) != (self.plain.board.id, self.plain.axis is None):
            self._fold_into = None
        before, self.plain = self.folded, view
        self.folded = self._folded()
        if before is not None or self.folded is not None:
            changed = None
        self.stage.folded_heights = self.folded.heights if self.folded is not None else {}
        self._show(view if self.folded is None else self.folded.view, changed)
        if self.folded is not None:
            self.finish()
        if before is not None and (self.folded is None or self.folded.scale != before.scale):
            self.refolded.emit()

    def fold(self, room: Room, sizes: Sequence[float]) -> bool:
        """Show the cards by their titles, all of them in *room*; False when no size of letters lets them fit there."""
        self._fold_into = room, sizes
        self.show_view(self.plain)
        if self.folded is None:
            self._fold_into = None
        return self.folded is not None

    def unfold(self) -> None:
        """Show the cards whole again, where they lie."""
        self._fold_into = self.folded = None
        self.show_view(self.plain)

    def open_card(self, identity: str | None, *, size: float) -> None:
        """Show one card of a folded board whole, in *size* of its own, over the others; None for no card."""
        before, self.stage.opened = self.cards.get(self.stage.opened or ""), identity
        if before is not None:
            before.setZValue(Z_CARD)
            self._change_card(before, self.shown_cards[before.id])
        card = self.cards.get(identity or "")
        spot = next((each.spot for each in self.plain.cards if each.id == identity), None)
        if card is None or spot is None:
            return
        card.setZValue(Z_OPENED)
        self.resize_card(card, spot.width * size, spot.height * size)
        room = self._content
        x, y = min(card.x(), room.right() - card.width), min(card.y(), room.bottom() - card.height)
        self.move_card(card, max(room.left(), x), max(room.top(), y))

    def _folded(self) -> Folded | None:
        if self._fold_into is None:
            return None
        room, sizes = self._fold_into
        return folded(self.plain, room=room, sizes=sizes, nameless=say(UNTITLED))

    def _show(self, view: BoardView, changed: frozenset[str] | None) -> None:
        self.view = view
        self.stage.today = view.today
        self.shown_cards = {card.item.id: card for card in view.cards}
        self._lines = {}
        for link in view.links:
            self._lines.setdefault(link.source, []).append(link)
            self._lines.setdefault(link.target, []).append(link)
        self._drop()
        self._change(changed)
        self.stage.selected &= set(self.ids())
        self._is_overview_old = True
        self._content = content_of(view)
        self.setSceneRect(self._content.adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self._waiting = self._missing()
        self._made_near = QRectF()
        self._grid = None
        if len(view.cards) + len(view.strokes) + len(view.links) <= AT_ONCE:
            self.finish()
        else:
            self._slices.start()

    def ids(self) -> Iterable[str]:
        """Return the ids of everything on the board."""
        yield from self.shown_cards
        for things in (self.plain.links, self.plain.strokes, self.plain.frames, self.plain.labels):
            yield from (thing.id for thing in things)

    def drawn(self, identity: str) -> Drawn | None:
        """Return the item that shows a record."""
        if identity in self.shown_cards:
            return self.card_item(identity)
        for group in (self.links, self.strokes, self.frames, self.labels):
            if identity in group:
                return group[identity]
        return None

    def card_item(self, identity: str) -> CardItem:
        """Return the item of a card, made now if it was not yet."""
        return self.cards.get(identity) or self._add_card(self.shown_cards[identity])

    def content(self) -> QRectF:
        """Return what the board holds: cards, drawings, and the lanes under them."""
        return self._content

    def make_near(self, seen: QRectF) -> None:
        """Make the items in and round *seen* now."""
        if self._waiting is None:
            return
        self._rests_until = perf_counter() + REST_S
        if self._made_near.contains(seen):
            return
        near = self._made_near = seen.adjusted(-AHEAD, -AHEAD, AHEAD, AHEAD)
        if self._grid is None:
            self._grid = Grid(self.view)
        for thing in self._grid.within(near):
            if isinstance(thing, StrokeView):
                self._add_drawn(thing)
            elif thing.id not in self.cards:
                self._add_card(thing)
                for link in self._lines.get(thing.id, ()):
                    self._add_link(link)

    def finish(self) -> None:
        """Make all items that are not made yet."""
        for _ in self._waiting or ():
            pass
        self._waiting = self._grid = None
        self._slices.stop()
        self._reroute()

    def route(self) -> None:
        """Let each line go round the cards that lie between its ends, and beside the other lines of its cards."""
        for _ in self._routes():
            pass

    def _routes(self) -> Iterator[None]:
        if self.folded is not None or len(self.links) > ROUTED:
            return
        for place, link in enumerate(list(self.links.values())):
            if self.links.get(link.id) is link:
                ends = (link.source, link.target)
                near = self.items(link.boundingRect())
                cards = [item.frame() for item in near if isinstance(item, CardItem) and item not in ends]
                link.settle(cards, clear=CLEAR[place % len(CLEAR)])
            yield

    def _reroute(self) -> None:
        """Look for ways round cards soon, when nothing has moved for a moment."""
        if self.links:
            self._unrouted = self._routes()
            self._routing.start(ROUTE_MS)

    def _on_route(self) -> None:
        until = perf_counter() + SLICE_S
        while perf_counter() < until:
            if next(self._unrouted, ...) is ...:
                return
        self._routing.start(SLICE_EVERY_MS)

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
        for link in card.links:
            link.follow()
        for stroke in self._tied.get(card.id, ()):
            stroke.setPos(stroke.pos() + by)
        self._reroute()
        if not self._is_overview_old:
            self._overview.card_moved(card.id, card.frame())

    def resize_card(self, card: CardItem, width: float, height: float) -> None:
        """Give a card another size at once."""
        card.prepareGeometryChange()
        card.width, card.height = width, height
        card.resized()
        for link in card.links:
            link.follow()
        self._is_overview_old = True

    def ready_overview(self) -> Overview:
        """Return the overview with everything in it."""
        if self._is_overview_old:
            self._overview.fill(self.view)
            self._is_overview_old = False
        return self._overview

    def repaint_ids(self, ids: Iterable[str]) -> None:
        """Paint the named things again."""
        for identity in ids:
            item = self.drawn(identity)
            if item is not None:
                item.update()

    def _drop(self) -> None:
        """Take away what is gone: lines before their cards, so that no line is left without an end."""
        kept = {link.connector.id for link in self.view.links}
        for identity in [each for each in self.links if each not in kept]:
            link = self.links.pop(identity)
            link.source.links.remove(link)
            link.target.links.remove(link)
            self.removeItem(link)
        for identity in [each for each in self.cards if each not in self.shown_cards]:
            self.removeItem(self.cards.pop(identity))
        _drop_from(self, self.strokes, {each.ink.id for each in self.view.strokes})
        self._tied = {}
        for stroke in self.strokes.values():
            self._tied.setdefault(stroke.view.ink.item or "", []).append(stroke)
        _drop_from(self, self.frames, {each.id for each in self.view.frames})
        _drop_from(self, self.labels, {each.id for each in self.view.labels})

    def _change(self, changed: frozenset[str] | None) -> None:
        for identity in list(self.cards) if changed is None else changed & self.cards.keys():
            self._change_card(self.cards[identity], self.shown_cards[identity])
        for link in self.view.links:
            item = self.links.get(link.connector.id)
            if item is not None and item.view is not link:
                item.view = link
                item.update()
        drawings: tuple[StrokeView | Frame | Label, ...] = (*self.view.strokes, *self.view.frames, *self.view.labels)
        for view in drawings:
            known = self.strokes.get(view.id) or self.frames.get(view.id) or self.labels.get(view.id)
            if known is not None and (known.view != view or known.pos() != _corner(view)):
                known.show_view(view)  # type: ignore[arg-type]

    def _missing(self) -> Iterator[None]:
        """Make what is not made yet, a thing at a time."""
        for card in self.view.cards:
            if card.item.id not in self.cards:
                self._add_card(card)
                yield
        for link in self.view.links:
            self._add_link(link)
            yield
        for drawn in (*self.view.frames, *self.view.labels, *self.view.strokes):
            self._add_drawn(drawn)
            yield

    def _on_slice(self) -> None:
        begun = perf_counter()
        if begun < self._rests_until:
            return
        until = begun + SLICE_S
        while self._waiting is not None and perf_counter() < until:
            if next(self._waiting, ...) is ...:
                self.finish()

    def _add_card(self, view: CardView) -> CardItem:
        card = CardItem(view, self.stage)
        card.setPos(view.spot.x, view.spot.y)
        self.cards[view.item.id] = card
        self.addItem(card)
        return card

    def _change_card(self, card: CardItem, view: CardView) -> None:
        card.prepareGeometryChange()
        card.show_view(view)
        card.setPos(view.spot.x, view.spot.y)
        for link in card.links:
            link.follow()
        card.update()

    def _add_link(self, view: LinkView) -> None:
        if view.connector.id in self.links:
            return
        source, target = self.card_item(view.source), self.card_item(view.target)
        link = LinkItem(view, source, target, self.stage)
        source.links.append(link)
        target.links.append(link)
        self.links[link.id] = link
        self.addItem(link)

    def _add_drawn(self, view: object) -> None:
        if isinstance(view, StrokeView):
            if view.ink.id not in self.strokes:
                stroke = self.strokes[view.ink.id] = StrokeItem(view, self.stage)
                self._tied.setdefault(view.ink.item or "", []).append(stroke)
                self.addItem(stroke)
            return
        frame_or_label: FrameItem | LabelItem | None = None
        if isinstance(view, Frame) and view.id not in self.frames:
            frame_or_label = self.frames[view.id] = FrameItem(view, self.stage)
        elif isinstance(view, Label) and view.id not in self.labels:
            frame_or_label = self.labels[view.id] = LabelItem(view, self.stage)
        if frame_or_label is not None:
            self.addItem(frame_or_label)


def _drop_from(scene: BoardScene, known: dict[str, D], kept: set[str]) -> None:
    for identity in [each for each in known if each not in kept]:
        scene.removeItem(known.pop(identity))


def _corner(view: StrokeView | Frame | Label) -> QPointF:
    return QPointF(view.x or 0.0, view.y or 0.0)
