"""Badges: a few words at a card's upper corner, as large on the screen at every zoom, and what a press on them does."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.board.card import CardItem
from ui.icons import pixmap
from ui.theme import current

HEIGHT = 24.0
"""In pixels: the least that a finger or an unsteady hand may be asked to hit."""
REACH = 10.0
"""So far round a badge a press still means it."""
_ICON, _GAP, _ASIDE, _OVER = 14.0, 5.0, 9.0, 17.0
WORDS_FROM = 0.5
"""Under this zoom, and on folded cards, a badge is its icon alone."""
WIDEST = 1.2
"""How wide a badge with its words may be, in widths of its card."""
Z_BADGE = 5.0


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says and shows, and what is done when it is pressed."""

    words: str
    icon: str
    press: Callable[[], object] | None = None
    is_quiet: bool = False
    """Whether it tells of something that nobody has to see to."""


class BadgeItem(QGraphicsItem):
    """A badge on a card; it goes where the card goes."""

    def __init__(self, badge: Badge, card: CardItem) -> None:
        super().__init__(card)
        self.badge = badge
        self._card = card
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(Z_BADGE)
        self._font = QFont(current().font("body", weight="strong"))
        self._font.setPixelSize(max(current().text("smallest"), round(12 * current().scale ** 0.5)))
        measures = QFontMetricsF(self._font)
        self._width = _ICON + 2 * _ASIDE + _GAP + measures.horizontalAdvance(badge.words)
        self._height = max(HEIGHT, measures.height() + 7)
        self._frame = QRectF()
        self.settle()

    def settle(self) -> None:
        """Take the place at the card's corner as it is now, with words where there is room for them."""
        width, height = self._width, self._height
        room = self._card.width * self._card.stage.optics.zoom * current().scale * WIDEST
        if self.is_brief or width > room:
            frame = QRectF(-height * 0.6, -height * 0.6, height, height)
        else:
            frame = QRectF(4 - width, -max(_OVER, height - 7), width, height)
        self.setPos(self._card.width, 0)
        if frame != self._frame:
            self.prepareGeometryChange()
            self._frame = frame

    @property
    def is_brief(self) -> bool:
        """Whether the icon stands alone."""
        optics = self._card.stage.optics
        return optics.zoom < WORDS_FROM or (optics.folded is not None and self._card.id != self._card.stage.opened)

    @property
    def frame(self) -> QRectF:
        """Return where it lies, in pixels from the card's upper right corner."""
        return self._frame

    def boundingRect(self) -> QRectF:
        """Return what painting touches."""
        return self._frame.adjusted(-2, -2, 2, 2)

    def shape_hit(self, point: QPointF) -> bool:
        """Tell whether *point*, in pixels from the card's corner, means this badge."""
        return self._frame.adjusted(-REACH, -REACH, REACH, REACH).contains(point)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint plate, icon and words."""
        theme, frame = current(), self._frame
        edge = theme.colour("information" if self.badge.is_quiet else "warning")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.colour("information_tint" if self.badge.is_quiet else "warning_tint"))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        has_words = frame.width() > frame.height()
        left = frame.left() + (_ASIDE if has_words else (frame.width() - _ICON) / 2)
        drawing = pixmap(self.badge.icon, edge, size=round(_ICON), stroke=2)
        place = QRectF(left, frame.center().y() - _ICON / 2, _ICON, _ICON)
        painter.drawPixmap(place, drawing, QRectF(drawing.rect()))
        if has_words:
            painter.setFont(self._font)
            painter.setPen(theme.colour("ink"))
            room = frame.adjusted(_ASIDE + _ICON + _GAP, 0, -_ASIDE + 2, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.badge.words)
