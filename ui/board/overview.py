"""Overview: the whole board from ready lists in a few calls; what the far view and the small map paint."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from app.domain.item import ItemType
from app.queries.board import BoardView
from app.texts import mark, say
from ui.board.card import DIMMED
from ui.board.optics import Optics
from ui.board.stroke import sketch
from ui.theme import current

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

MAP_SIZE = (190, 122)
MAP_REST_MS = 150

MAP_NAME = mark("board", "Oversigtskort over tavlen")


class Overview:
    """Rectangles by kind, lines and ink; a moved card replaces its own entries only."""

    def __init__(self) -> None:
        self._rects: dict[ItemType, list[QRectF]] = {}
        self._places: dict[str, tuple[list[QRectF], int]] = {}
        self._lines: list[QLineF] = []
        self._ends: dict[str, list[tuple[int, str]]] = {}
        self._ink = QPainterPath()
        self._picture: QPixmap | None = None
        self._picture_of: tuple[object, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever taken into it."""
        return not self._places and self._ink.isEmpty()

    def fill(self, view: BoardView) -> None:
        """Take everything anew from what the board shows."""
        for _ in self.filling(view):
            pass

    def filling(self, view: BoardView) -> Iterator[None]:
        """Take everything anew, a thing at a time; until the last of them what was there before is painted."""
        rects: dict[ItemType, list[QRectF]] = {}
        places: dict[str, tuple[list[QRectF], int]] = {}
        for card in view.cards:
            of_kind = rects.setdefault(card.item.type, [])
            places[card.item.id] = of_kind, len(of_kind)
            of_kind.append(QRectF(card.spot.x, card.spot.y, card.spot.width, card.spot.height))
            yield
        lines: list[QLineF] = []
        ends: dict[str, list[tuple[int, str]]] = {}
        for link in view.links:
            ends.setdefault(link.source, []).append((len(lines), link.target))
            ends.setdefault(link.target, []).append((len(lines), link.source))
            lines.append(QLineF(_middle(places, link.source), _middle(places, link.target)))
            yield
        ink = QPainterPath()
        for stroke in view.strokes:
            ink.addPolygon(sketch(stroke))
            yield
        self._rects, self._places, self._lines, self._ends, self._ink = rects, places, lines, ends, ink
        self._picture = None

    def card_moved(self, identity: str, frame: QRectF) -> None:
        """Replace the entries of one card and its lines, if it is in already."""
        if identity not in self._places:
            return
        rects, place = self._places[identity]
        rects[place] = frame
        self._picture = None
        for line, other in self._ends.get(identity, ()):
            self._lines[line] = QLineF(frame.center(), _middle(self._places, other))

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
        painter.drawLines(self._lines)
        painter.setPen(Qt.PenStyle.NoPen)
        for item_type, rects in self._rects.items():
            painter.setBrush(optics.looks[item_type].text)
            painter.drawRects(rects)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(optics.ink, 0))
        painter.drawPath(self._ink)


def _middle(places: Mapping[str, tuple[list[QRectF], int]], identity: str) -> QPointF:
    rects, place = places[identity]
    return rects[place].center()


class BoardMap(QWidget):
    """The small map in the corner: where on the board the view stands; a press goes there."""

    wanted = Signal(object)

    def __init__(self, scene: "BoardScene", parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._content, self._seen = QRectF(), QRectF()
        self._picture: QPixmap | None = None
        self._rest = QTimer(self, singleShot=True, interval=MAP_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.setFixedSize(*MAP_SIZE)
        self.setAccessibleName(say(MAP_NAME))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        scene.sceneRectChanged.connect(self._on_content)

    def show_board(self, content: QRectF) -> None:
        """Take a new picture of the board soon; *content* is what it must show."""
        self._content = content
        if not self._rest.isActive():
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
        self._picture = picture
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
