"""Overview: the whole board from ready lists in a few calls; what the far view and the small map paint."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from app.domain.item import ItemType
from app.queries.board import CardView, LinkView, StrokeView
from app.texts import mark, say
from ui.board.card import DIMMED
from ui.board.laid import Laid
from ui.board.optics import Optics
from ui.board.stroke import sketch
from ui.theme import current

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

MAP_SIZE = (190, 122)
MAP_REST_MS = 150

MAP_NAME = mark("board", "Oversigtskort over tavlen")


class Overview:
    """Rectangles by kind, lines and ink; what differs replaces its own entries only."""

    def __init__(self) -> None:
        self._cards: Mapping[str, CardView] = {}
        self._links: Mapping[str, LinkView] = {}
        self._links_of: Mapping[str, list[LinkView]] = {}
        self._stale: set[str] = set()
        """Things that are otherwise on the board than here, as it was before or where a hand has put them."""
        self._rects: dict[ItemType, dict[str, QRectF]] = {}
        self._lines: dict[str, QLineF] = {}
        self._sketches: dict[str, QPolygonF] = {}
        self._ink: QPainterPath | None = None
        self._picture: QPixmap | None = None
        self._picture_of: tuple[object, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever taken into it."""
        return not self._cards and not self._sketches

    def filling(self, laid: Laid, changed: frozenset[str] | None = None) -> Iterator[None]:
        """Take in what differs, a thing at a time; until the last of them what was there before is painted.

        *changed* are the things that differ from the board that was handed in before, all of them when None.
        """
        self._stale.update([*laid.cards, *laid.links, *laid.drawn] if changed is None else changed)
        return self._filling(laid)

    def _filling(self, laid: Laid) -> Iterator[None]:
        cards = {each: laid.cards[each] for each in self._stale if each in laid.cards}
        drawn = {each: laid.drawn[each] for each in self._stale if each in laid.drawn}
        rects: dict[str, QRectF] = {}
        sketches: dict[str, QPolygonF] = {}
        for identity, card in cards.items():
            rects[identity] = QRectF(card.spot.x, card.spot.y, card.spot.width, card.spot.height)
            yield
        for identity, stroke in drawn.items():
            if isinstance(stroke, StrokeView):
                sketches[identity] = sketch(stroke)
                yield
        lines = {each: laid.links[each] for each in self._stale if each in laid.links}
        lines |= {link.id: link for card in cards for link in laid.lines.get(card, ())}
        for identity in (self._cards.keys() - laid.cards.keys()) | (self._cards.keys() & cards.keys()):
            del self._rects[self._cards[identity].item.type][identity]
        for identity in self._links.keys() - laid.links.keys():
            del self._lines[identity]
        gone = self._sketches.keys() - laid.drawn.keys()
        if gone or sketches:
            kept = {identity: each for identity, each in self._sketches.items() if identity not in gone}
            self._sketches, self._ink = kept | sketches, None
        self._cards, self._links, self._links_of = laid.cards, laid.links, laid.lines
        self._stale.clear()
        for identity, rect in rects.items():
            self._rects.setdefault(laid.cards[identity].item.type, {})[identity] = rect
        self._run(lines.values())
        self._picture = None

    def card_moved(self, identity: str, frame: QRectF) -> None:
        """Replace the entries of one card and its lines, if it is in already."""
        if identity not in self._cards:
            return
        self._stale.add(identity)
        self._rects[self._cards[identity].item.type][identity] = frame
        self._run(self._links_of.get(identity, ()))
        self._picture = None

    def _run(self, links: Iterable[LinkView]) -> None:
        """Let lines run from where their cards are now to where the others are."""
        for link in links:
            self._lines[link.id] = QLineF(self._middle(link.source), self._middle(link.target))

    def _middle(self, card: str) -> QPointF:
        return self._rects[self._cards[card].item.type][card].center()

    def picture(
        self, viewport: QWidget, transform: QTransform, optics: Optics, ground: Callable[[QPainter], None]
    ) -> QPixmap:
        """Return what fills *viewport* at *transform*, *ground* below all; it is kept until anything differs."""
        wanted = (viewport.size(), viewport.devicePixelRatioF(), transform, optics.theme)
        if self._picture is None or self._picture_of != wanted:
            ratio = viewport.devicePixelRatioF()
            self._picture, self._picture_of = QPixmap(viewport.size() * ratio), wanted
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            painter.setTransform(transform)
            ground(painter)
            self.paint(painter, optics)
            painter.end()
        return self._picture

    def paint(self, painter: QPainter, optics: Optics, *, dimmed: bool = False) -> None:
        """Paint all of it; *painter* already has the board's transform."""
        painter.setOpacity(DIMMED if dimmed else 1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(optics.theme.colour("field_edge"), 0))
        painter.drawLines(list(self._lines.values()))
        painter.setPen(Qt.PenStyle.NoPen)
        for item_type, rects in sorted(self._rects.items()):
            painter.setBrush(optics.looks[item_type].text)
            painter.drawRects(list(rects.values()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(optics.ink, 0))
        if self._ink is None:
            self._ink = QPainterPath()
            for drawn in self._sketches.values():
                self._ink.addPolygon(drawn)
        painter.drawPath(self._ink)


class BoardMap(QWidget):
    """The small map in the corner: where on the board the view stands; a press goes there."""

    wanted = Signal(object)

    def __init__(self, scene: "BoardScene", parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._content, self._seen = QRectF(), QRectF()
        self._picture: QPixmap | None = None
        self._is_stale = True
        self._rest = QTimer(self, singleShot=True, interval=MAP_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.setFixedSize(*MAP_SIZE)
        self.setAccessibleName(say(MAP_NAME))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        scene.sceneRectChanged.connect(self._on_content)

    def show_board(self, content: QRectF) -> None:
        """Take a new picture of the board soon, hidden only when it is shown; *content* is what it must show."""
        self._content, self._is_stale = content, True
        if self.isVisible() and not self._rest.isActive():
            self._rest.start()

    def show_seen(self, seen: QRectF) -> None:
        """Mark what the view shows."""
        self._seen = seen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and the frame of what is seen."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        seen = self.transform().mapRect(self._seen).intersected(QRectF(self.rect()).adjusted(3, 3, -3, -3))
        tint = theme.colour("brand")
        tint.setAlphaF(0.08)
        painter.setPen(QPen(theme.colour("brand"), 1.5))
        painter.setBrush(tint)
        painter.drawRoundedRect(seen, 3, 3)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place pressed."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the release of a press taken."""
        event.accept()

    def _on_content(self, *_: object) -> None:
        self.show_board(self._scene.content())

    def _go(self, event: QMouseEvent) -> None:
        back, possible = self.transform().inverted()
        event.accept()
        if possible:
            self.wanted.emit(back.map(event.position()))

    def showEvent(self, event: QShowEvent) -> None:
        """Have the picture of the board as it is."""
        super().showEvent(event)
        if self._is_stale:
            self._on_rest()

    def _on_rest(self) -> None:
        if not self._scene.is_overview_ready:
            self._rest.start()
            return
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setTransform(self.transform())
        self._scene.ready_overview().paint(painter, self._scene.stage.optics)
        painter.end()
        self._picture, self._is_stale = picture, False
        self.update()

    def transform(self) -> QTransform:
        """Return what takes a place on the board to the map."""
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        if self._content.isEmpty():
            return QTransform()
        scale = min(room.width() / self._content.width(), room.height() / self._content.height())
        transform = QTransform()
        transform.translate(room.center().x(), room.center().y())
        transform.scale(scale, scale)
        transform.translate(-self._content.center().x(), -self._content.center().y())
        return transform
