"""BoardScene: a BoardView in, items out; it moves what it is told to and decides nothing.

What is in view becomes items at once, the rest in slices between other work; so opening takes as long as what is seen.
While it is folded, the view it shows is another one than it was given: `plain` is what would be shown else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QGraphicsScene

from app.domain.drawing import Frame, Label
from app.queries.board import BoardView, CardView, LinkView, StrokeView, things
from app.queries.folded_board import Folded, Room
from app.queries.folding import folded
from app.texts import say
from ui.board.card import UNTITLED, Z_CARD, Z_OPENED, CardItem, Stage
from ui.board.grid import Nearing
from ui.board.ground import FrameItem, LabelItem
from ui.board.laid import Laid, OnBoard
from ui.board.link import LinkItem, first_hit
from ui.board.optics import OVERVIEW_BELOW, Optics
from ui.board.overview import Overview
from ui.board.rerouting import SLICE_EVERY_MS, SLICE_S, Rerouting
from ui.board.stroke import StrokeItem

ROOM = 4_000.0
"""How far beyond its content a board can be panned, in board units."""
REST_S = 0.15
"""How long slices wait after the view has moved: a frame comes first."""

DrawnItem = StrokeItem | FrameItem | LabelItem
Drawn = CardItem | LinkItem | DrawnItem


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
        self._drawn_as: Mapping[type[OnBoard], tuple[dict[str, Any], type[DrawnItem]]] = {
            StrokeView: (self.strokes, StrokeItem), Frame: (self.frames, FrameItem), Label: (self.labels, LabelItem),
        }  # fmt: skip
        self._tied: dict[str, list[StrokeItem]] | None = None
        self.laid = Laid(view)
        self._loose: set[str] = set()
        """Things that a hand has moved on the screen and that the next view puts in their places."""
        self._is_outdated = False
        """Whether items that show the same as the view may hold what was read before it."""
        self._stale: set[str] = set()
        """Cards out of sight whose items show an older state than `shown_cards`."""
        self._overview = Overview()
        self._filling: Iterator[None] | None = None
        self._waiting: Iterator[None] | None = None
        self._seen = QRectF()
        self._nearing: Nearing | None = None
        self._rests_until = 0.0
        self._slices = QTimer(self, interval=SLICE_EVERY_MS)
        self._slices.timeout.connect(self._on_slice)
        self._rerouting = Rerouting(self)
        self.show_view(view)

    def show_view(self, view: BoardView, changed: frozenset[str] | None = None, *, laid: Laid | None = None) -> None:
        """Show *view*; *changed* are the ids of things that differ from what was shown, all of them when None.

        On a large board only what is in sight is altered at once: `make_near` and time do the rest. *laid* is the
        view made ready, if that was done elsewhere.
        """
        if (view.board.id, view.axis is None) != (self.plain.board.id, self.plain.axis is None):
            self._fold_into = None
        before, self.plain = self.folded, view
        self.folded = self._folded()
        if before is not None or self.folded is not None:
            changed = None
        self.stage.folded_heights = self.folded.heights if self.folded is not None else {}
        is_ready = laid is not None and laid.view is view and self.folded is None
        self._show(laid if laid is not None and is_ready else Laid(self.folded.view if self.folded else view), changed)
        if self.folded is not None:
            self.finish()
        if before is not None and (self.folded is None or self.folded.scale != before.scale):
            self.refolded.emit()

    def fold(self, room: Room, sizes: Sequence[float]) -> bool:
        """Show the cards by their titles, all of them in *room*; False when no size of letters lets them fit there."""
        self._fold_into = room, sizes
        self.show_view(self.plain, frozenset(), laid=self.laid)  # all of it, if it comes to be folded
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
            self._stale.add(before.id)
            self._refresh(before.id)
        card = self.cards.get(identity or "")
        spot = next((each.spot for each in self.plain.cards if each.id == identity), None)
        if card is None or spot is None:
            return
        card.setZValue(Z_OPENED)
        self.resize_card(card, spot.width * size, spot.height * size)
        room = self.content()
        x, y = min(card.x(), room.right() - card.width), min(card.y(), room.bottom() - card.height)
        self.move_card(card, max(room.left(), x), max(room.top(), y))

    def _folded(self) -> Folded | None:
        if self._fold_into is None:
            return None
        room, sizes = self._fold_into
        return folded(self.plain, room=room, sizes=sizes, nameless=say(UNTITLED))

    def _show(self, laid: Laid, changed: frozenset[str] | None) -> None:
        self.laid, self.view = laid, laid.view
        self._is_outdated |= laid.is_read_anew
        if self.stage.today != laid.view.today:
            self.stage.today = laid.view.today
            for card in self.cards.values():
                card.forget_words()
        self.shown_cards, self._tied = laid.cards, None
        self._drop()
        self._change(changed)
        if not all(each in laid.cards or each in laid.links or each in laid.drawn for each in self.stage.selected):
            self.stage.selected &= set(self.ids())
        self._filling = self._overview.filling(laid, changed)
        self.setSceneRect(laid.content.adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self._waiting = None if self._is_whole else self._missing()
        self._nearing = Nearing(laid.grid) if laid.grid is not None and self._waiting is not None else None
        if self._nearing is None:
            self.finish()
        elif not self._seen.isEmpty():
            self._make_near()
        if not laid.is_small:
            self._slices.start()

    def ids(self) -> Iterable[str]:
        """Return the ids of everything on the board."""
        return (each.id for each in things(self.plain))

    def drawn(self, identity: str) -> Drawn | None:
        """Return the item that shows a record."""
        if identity in self.shown_cards:
            return self.card_item(identity)
        return self.links.get(identity) or self._made_drawn().get(identity)

    def card_item(self, identity: str) -> CardItem:
        """Return the item of a card, made now if it was not yet."""
        self._refresh(identity)
        return self.cards.get(identity) or self._add_card(self.shown_cards[identity])

    def content(self) -> QRectF:
        """Return what the board holds: cards, drawings, and the lanes under them."""
        return self.laid.content

    def make_near(self, seen: QRectF) -> None:
        """Make the items in and round *seen* now; what lies in it is altered at once from now on."""
        self._seen = seen
        if self._waiting is not None:
            self._rests_until = perf_counter() + REST_S
            self._make_near()

    def _make_near(self) -> None:
        for thing in self._nearing.things(self._seen) if self._nearing is not None else ():
            if isinstance(thing, StrokeView):
                self._add_drawn(thing)
                continue
            self.card_item(thing.id)
            for link in self.laid.lines.get(thing.id, ()):
                self._add_link(link)

    def finish(self) -> None:
        """Make all items that are not made yet."""
        for _ in self._waiting or ():
            pass
        self._waiting = None
        self._rerouting.soon()

    def route(self) -> None:
        """Let each line go round the cards that lie between its ends, and beside the other lines of its cards."""
        self._rerouting.now()

    def card_at(self, point: QPointF, *, but: str | None = None) -> CardItem | None:
        """Return the uppermost card at *point*."""
        return next((item for item in self.items(point) if isinstance(item, CardItem) and item.id != but), None)

    def drawn_at(self, point: QPointF) -> Drawn | None:
        """Return the uppermost thing at *point*, of lines the nearest; cards come first, so that they can be taken."""
        hits = [item for item in self.items(point) if isinstance(item, Drawn)]
        return next((item for item in hits if isinstance(item, CardItem)), None) or first_hit(hits, point)

    def move_card(self, card: CardItem, x: float, y: float) -> None:
        """Put a card elsewhere at once; its connectors and its ink follow."""
        by = QPointF(x, y) - card.pos()
        self.move_drawn(card, QPointF(x, y))
        for link in card.links:
            link.follow()
        for stroke in self._tied_to(card.id):
            self.move_drawn(stroke, stroke.pos() + by)
        self._rerouting.soon()
        self._overview.card_moved(card.id, card.frame())

    def move_drawn(self, item: Drawn, place: QPointF) -> None:
        """Put what is drawn elsewhere at once; the next view has it where it belongs."""
        item.setPos(place)
        self._loose.add(item.id)

    def resize_card(self, card: CardItem, width: float, height: float) -> None:
        """Give a card another size at once."""
        self._loose.add(card.id)
        card.width, card.height = width, height
        card.resized()
        for link in card.links:
            link.follow()
        self._overview.card_moved(card.id, card.frame())

    @property
    def is_overview_ready(self) -> bool:
        """Whether the overview has everything in it, or has it as soon as it is asked for."""
        return self._filling is None or self.laid.is_small

    def ready_overview(self) -> Overview:
        """Return the overview with everything in it; on a large board what has just come is in it a little later."""
        if self._filling is not None and (self.laid.is_small or self._overview.is_empty):
            for _ in self._filling:
                pass
            self._filling = None
        return self._overview

    def repaint_ids(self, ids: Iterable[str]) -> None:
        """Paint the named things again."""
        for identity in ids:
            item = self.drawn(identity)
            if item is not None:
                item.update()

    def _drop(self) -> None:
        """Take away what is gone: lines before their cards, so that no line is left without an end."""
        for identity in self.links.keys() - self.laid.links.keys():
            link = self.links.pop(identity)
            link.source.links.remove(link)
            link.target.links.remove(link)
            self.removeItem(link)
        for identity in self.cards.keys() - self.shown_cards.keys():
            self.removeItem(self.cards.pop(identity))
        for known, _ in self._drawn_as.values():
            for identity in known.keys() - self.laid.drawn.keys():
                self.removeItem(known.pop(identity))

    def _change(self, changed: frozenset[str] | None) -> None:
        """Alter what differs or was moved by hand; cards out of sight a little later."""
        drawn, laid = self._made_drawn(), self.laid
        if changed is None:
            renewed = [each for each, item in drawn.items() if item.view is not laid.drawn[each]]
            changed = frozenset([*self.cards, *self.links, *renewed])
        touched, self._loose = changed | self._loose, set()
        self._stale = {each for each in self._stale | touched if each in self.cards}
        self._refresh(*[each for each in self._stale if laid.is_small or self._is_in_sight(each)])
        for identity in touched & self.links.keys():
            self.links[identity].show_view(laid.links[identity])
        for identity in touched & drawn.keys():
            drawn[identity].show_view(laid.drawn[identity])  # type: ignore[arg-type]

    def _take_anew(self) -> Iterator[None]:
        """Let items that show the same hold what was read last: an edit tells which version of it was seen."""
        read: Mapping[str, Any] = {**self.laid.cards, **self.laid.links, **self.laid.drawn}
        items: list[Drawn] = [*self.cards.values(), *self.links.values(), *self._made_drawn().values()]
        for place, item in enumerate(items):
            item.view = read[item.id]
            if place % 50 == 0:
                yield
        self._is_outdated = False

    def _made_drawn(self) -> dict[str, DrawnItem]:
        return {**self.strokes, **self.frames, **self.labels}

    def _tied_to(self, card: str) -> list[StrokeItem]:
        """Return the ink on a card."""
        if self._tied is None:
            self._tied = {}
            for stroke in self.strokes.values():
                self._tied.setdefault(stroke.view.ink.item or "", []).append(stroke)
        return self._tied.get(card, [])

    def _is_in_sight(self, identity: str) -> bool:
        """Tell whether a card lies in what is seen, before or after the change, or in somebody's hand."""
        spots, seen = (self.cards[identity].view.spot, self.shown_cards[identity].spot), self._seen
        left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()  # rectangles would be slow
        return identity in self.stage.selected or any(
            spot.x < right and spot.y < bottom and spot.x + spot.width > left and spot.y + spot.height > top
            for spot in spots
        )

    def _refresh(self, *identities: str) -> None:
        """Let the items of cards show their state of today, if they do not; a line between two of them follows once."""
        lines: dict[LinkItem, None] = {}
        for identity in self._stale.intersection(identities):
            self._stale.discard(identity)
            card = self.cards[identity]
            if self._change_card(card, self.shown_cards[identity]):
                lines |= dict.fromkeys(card.links)
        for line in lines:
            line.follow()

    @property
    def _is_whole(self) -> bool:
        """Whether all is made and up to date; what is gone is taken away already."""
        laid, made = self.laid, (len(self.cards), len(self.links), len(self._made_drawn()))
        return not self._stale and not self._is_outdated and made == (len(laid.cards), len(laid.links), len(laid.drawn))

    def _missing(self) -> Iterator[None]:
        """Make what is not made yet, and bring up to date what is not, a thing at a time."""
        laid = self.laid
        for identity in [*self._stale, *(each for each in laid.cards if each not in self.cards)]:
            self.card_item(identity)
            yield
        yield from self._take_anew() if self._is_outdated else ()
        for link in [each for identity, each in laid.links.items() if identity not in self.links]:
            self._add_link(link)
            yield
        made = self._made_drawn()
        for drawn in [each for identity, each in laid.drawn.items() if identity not in made]:
            self._add_drawn(drawn)
            yield

    def _on_slice(self) -> None:
        begun = perf_counter()
        if begun < self._rests_until:
            return
        until = begun + SLICE_S
        while perf_counter() < until:
            if self._waiting is not None:
                if next(self._waiting, ...) is ...:
                    self.finish()
            elif self._filling is None:
                self._slices.stop()
                return
            elif next(self._filling, ...) is ...:
                self._filling = None
                if self.stage.optics.zoom < OVERVIEW_BELOW:
                    self.update()

    def _add_card(self, view: CardView) -> CardItem:
        card = CardItem(view, self.stage)
        card.setPos(view.spot.x, view.spot.y)
        self.cards[view.item.id] = card
        self.addItem(card)
        return card

    def _change_card(self, card: CardItem, view: CardView) -> bool:
        """Let a card show *view*; tell whether it lies otherwise than before, so that its lines must follow."""
        before = card.frame()
        card.show_view(view)
        card.setPos(view.spot.x, view.spot.y)
        card.update()
        return card.frame() != before

    def _add_link(self, view: LinkView) -> None:
        if view.connector.id in self.links:
            return
        source, target = self.card_item(view.source), self.card_item(view.target)
        link = self.links[view.id] = LinkItem(view, source, target, self.stage)
        source.links.append(link)
        target.links.append(link)
        self.addItem(link)

    def _add_drawn(self, view: OnBoard) -> None:
        known, kind = self._drawn_as[type(view)]
        if view.id not in known:
            known[view.id] = item = kind(view, self.stage)  # type: ignore[arg-type]
            self._tied = None
            self.addItem(item)
