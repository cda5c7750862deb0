"""Overview: the whole board from ready lists in a few calls; what the far view and the small map paint."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from app.domain.item import ItemType
from app.texts import mark, say
from ui.board.card import DIMMED, CardItem, Stage
from ui.board.link import LinkItem
from ui.board.optics import Optics
from ui.board.stroke import StrokeItem
from ui.theme import current

MAP_SIZE = (190, 122)
MAP_REST_MS = 150

MAP_NAME = mark("board", "Oversigtskort over tavlen")


class Overview:
    """Rectangles by kind, lines and ink; a moved thing replaces its own entry only."""

    def __init__(self) -> None:
        self._rects: dict[ItemType, list[QRectF]] = {}
        self._lines: list[QLineF] = []
        self._ink = QPainterPath()

    def fill(self, cards: Iterable[CardItem], links: Iterable[LinkItem], strokes: Iterable[StrokeItem]) -> None:
        """Take everything anew."""
        self._rects, self._lines, self._ink = {}, [], QPainterPath()
        for card in cards:
            rects = self._rects.setdefault(card.view.item.type, [])
            card.slot = len(rects)
            rects.append(card.frame())
        for link in links:
            link.slot = len(self._lines)
            self._lines.append(link.line())
        for stroke in strokes:
            self._ink.addPolygon(stroke.sketch())

    def card_moved(self, card: CardItem, links: Iterable[LinkItem]) -> None:
        """Replace the entries of one card and its connectors."""
        self._rects[card.view.item.type][card.slot] = card.frame()
        for link in links:
            self._lines[link.slot] = link.line()

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


class BoardMap(QWidget):
    """The small map in the corner: where on the board the view stands; a press goes there."""

    wanted = Signal(object)

    def __init__(self, overview: Overview, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._overview, self._stage = overview, stage
        self._content, self._seen = QRectF(), QRectF()
        self._picture: QPixmap | None = None
        self._rest = QTimer(self, singleShot=True, interval=MAP_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.setFixedSize(*MAP_SIZE)
        self.setAccessibleName(say(MAP_NAME))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

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
        seen = self._transform().mapRect(self._seen).intersected(QRectF(self.rect()).adjusted(3, 3, -3, -3))
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

    def _go(self, event: QMouseEvent) -> None:
        back, possible = self._transform().inverted()
        event.accept()
        if possible:
            self.wanted.emit(back.map(event.position()))

    def _on_rest(self) -> None:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setTransform(self._transform())
        self._overview.paint(painter, self._stage.optics)
        painter.end()
        self._picture = picture
        self.update()

    def _transform(self) -> QTransform:
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        if self._content.isEmpty():
            return QTransform()
        scale = min(room.width() / self._content.width(), room.height() / self._content.height())
        transform = QTransform()
        transform.translate(room.center().x(), room.center().y())
        transform.scale(scale, scale)
        transform.translate(-self._content.center().x(), -self._content.center().y())
        return transform
