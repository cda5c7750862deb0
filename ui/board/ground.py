"""FrameItem and LabelItem: what lies on a board beside cards, lines and ink."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.domain.board import FRAME_SIZE
from app.domain.drawing import Frame, Label
from ui.board.card import Stage, metrics
from ui.board.folded_card import paint_folded_frame, paint_folded_text
from ui.board.optics import write

Z_PICTURE, Z_FRAME = -1.0, 0.0
Z_LABEL = 1.5
LABEL_WIDTH = 240.0
_TITLE_ROOM = 30.0
_UNDER = 1e-8
"""A larger frame lies under a smaller one, by its size in board units."""


class FrameItem(QGraphicsItem):
    """A named part of the board, under everything else; it is hit by its title and its edge."""

    def __init__(self, view: Frame, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.show_view(view)

    @property
    def id(self) -> str:
        """Return the id of the frame."""
        return self.view.id

    def show_view(self, view: Frame) -> None:
        """Show another state of the same frame."""
        self.prepareGeometryChange()
        self.view = view
        self.width, self.height = view.width or FRAME_SIZE[0], view.height or FRAME_SIZE[1]
        self.setPos(view.x or 0.0, view.y or 0.0)
        self.setZValue((Z_PICTURE if view.picture else Z_FRAME) - _UNDER * self.width * self.height)

    def frame(self) -> QRectF:
        """Return the frame's rectangle on the board."""
        return QRectF(self.x(), self.y(), self.width, self.height)

    def stretch(self, width: float, height: float) -> None:
        """Show another size at once."""
        self.prepareGeometryChange()
        self.width, self.height = width, height

    def boundingRect(self) -> QRectF:
        """Return what painting touches."""
        return QRectF(-4, -4, self.width + 8, self.height + 8)

    def shape(self) -> QPainterPath:
        """Return title and edge: what lies inside is reached through the frame."""
        path = QPainterPath()
        path.addRect(QRectF(0, 0, self.width, self.height))
        path.addRect(QRectF(12, _TITLE_ROOM, self.width - 24, self.height - _TITLE_ROOM - 12))
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint face, edge and title."""
        optics = self._stage.optics
        chosen = self.id in self._stage.selected
        if optics.folded is not None:
            if self.view.picture is not None:
                self._paint_picture(painter, self.view.picture, is_chosen=chosen)
                return
            room = QRectF(0, 0, self.width, self.height)
            paint_folded_frame(painter, optics, optics.folded, self.view.title or "", room)
            return
        painter.setBrush(optics.surface)
        painter.setPen(QPen(optics.brand if chosen else optics.theme.colour("field_edge"), 2 if chosen else 1))
        if self.view.picture is not None:
            self._paint_picture(painter, self.view.picture, is_chosen=chosen)
        else:
            painter.setOpacity(0.6)
            painter.drawRoundedRect(QRectF(0, 0, self.width, self.height), 10, 10)
            painter.setOpacity(1.0)
        painter.setPen(optics.muted)
        write(painter, optics.small, 12, 6, self.view.title or "")

    def _paint_picture(self, painter: QPainter, file: str, *, is_chosen: bool) -> None:
        """Paint the picture, faded; its place while it is not here."""
        room, picture = QRectF(0, 0, self.width, self.height), self._stage.picture_of(file)
        if picture is not None:
            painter.setOpacity(1.0 - (self.view.faded or 0) / 100)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(room, picture, QRectF(picture.rect()))
            painter.setOpacity(1.0)
        if picture is None or is_chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room)


class LabelItem(QGraphicsItem):
    """Free text: a heading, a date."""

    def __init__(self, view: Label, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setZValue(Z_LABEL)
        self.show_view(view)

    @property
    def id(self) -> str:
        """Return the id of the label."""
        return self.view.id

    def show_view(self, view: Label) -> None:
        """Show another state of the same label."""
        self.prepareGeometryChange()
        self.view = view
        self.width = view.width or LABEL_WIDTH
        text = metrics(self._stage.optics.title.font).boundingRect(
            QRectF(0, 0, self.width, 10_000), Qt.TextFlag.TextWordWrap, view.text or ""
        )
        self.height = self._stage.folded_heights.get(view.id) or max(28.0, text.height() + 8)
        self.setPos(view.x or 0.0, view.y or 0.0)

    def boundingRect(self) -> QRectF:
        """Return what painting touches."""
        return QRectF(-4, -4, self.width + 8, self.height + 8)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the text, and a ring when it is chosen."""
        optics = self._stage.optics
        if optics.folded is not None:
            room = QRectF(0, 0, self.width, self.height)
            paint_folded_text(painter, optics, optics.folded, self.view.text or "", room)
            return
        painter.setFont(optics.title.font)
        painter.setPen(optics.ink)
        painter.drawText(QRectF(0, 4, self.width, self.height), Qt.TextFlag.TextWordWrap, self.view.text or "")
        if self.id in self._stage.selected:
            painter.setPen(QPen(optics.brand, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(-3, -3, self.width + 6, self.height + 6), 6, 6)
