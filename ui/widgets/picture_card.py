"""A picture card on the screen: a drawing and one word, to be pressed, dragged by mouse or finger, and led by keys."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.picture import Picture
from app.queries.ratings import COLUMNS, PictureCard
from app.texts import mark, say
from ui import theme
from ui.pictures import picture_pixmap

LAST_TIME = mark("pictures", "sidst: {column}")
IN_DECK = mark("pictures", "i bunken")
_ROOM = 8
_LEAST = 88
_DRAWN = 52
"""Pixels at 100 % of a drawing."""


class PictureButton(QAbstractButton):
    """One card; `lifted` carries where a drag is, `dropped` where it ended, on the screen; `key` what was pressed."""

    lifted = Signal(object, QPoint)
    dropped = Signal(object, QPoint)
    key = Signal(object, object)
    taken = Signal(object)

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture
        self.shown = PictureCard(picture=picture)
        self.is_chosen = False
        self._pressed: QPoint | None = None
        self.is_dragged = False
        self.setText(say(picture.word))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_card(self, shown: PictureCard, *, is_chosen: bool) -> None:
        """Show where the card lies, what it said last time, and whether it is in the hand."""
        self.shown, self.is_chosen = shown, is_chosen
        where = say(COLUMNS[shown.column]) if shown.column else say(IN_DECK)
        self.setAccessibleName(f"{self.text()}: {where}")
        self.setAccessibleDescription(self._before())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the drawing, the word and, where there is one, the line of last time."""
        letters = self.fontMetrics()
        wide = max(letters.horizontalAdvance(each) for each in (self.text(), self._before())) + 2 * _ROOM + 2
        lines = 2 if self._before() else 1
        return QSize(
            max(round(_LEAST * theme.current().scale ** 0.5), wide),
            2 * _ROOM + self._drawn() + lines * letters.height(),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card; one in the hand has the brand's edge, one being dragged is faint where it lay."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.35 if self.is_dragged else 1.0)
        is_marked = self.is_chosen or self.hasFocus()
        edge = 3.0 if self.is_chosen else 2.0 if is_marked else 1.0
        painter.setPen(QPen(look.colour("brand" if is_marked else "line"), edge))
        painter.setBrush(look.colour("surface"))
        inset = edge / 2 + 0.5
        sheet = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(sheet, look.radius("note"), look.radius("note"))
        drawn = self._drawn()
        painter.drawPixmap((self.width() - drawn) // 2, _ROOM, picture_pixmap(self.picture.key, size=drawn))
        self._paint_words(painter, top=_ROOM + drawn)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what may become a drag."""
        self._pressed = event.globalPosition().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card."""
        at = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        if not self.is_dragged and (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self.is_dragged = True
        self.lifted.emit(self, at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the card fall, or take it in the hand when it was only pressed."""
        was_dragged, self.is_dragged, self._pressed = self.is_dragged, False, None
        if was_dragged:
            self.dropped.emit(self, event.globalPosition().toPoint())
        else:
            self.click()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key to the table."""
        event.ignore()
        self.key.emit(self, event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the pile which of its cards Tab comes back to."""
        super().focusInEvent(event)
        self.taken.emit(self)

    def _drawn(self) -> int:
        return int(_DRAWN * theme.current().scale ** 0.5)

    def _before(self) -> str:
        return say(LAST_TIME, column=say(COLUMNS[self.shown.before])) if self.shown.before else ""

    def _paint_words(self, painter: QPainter, *, top: int) -> None:
        look, high = theme.current(), self.fontMetrics().height()
        painter.setPen(look.colour("ink"))
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRect(0, top, self.width(), high), middle, self.text())
        painter.setPen(look.colour("muted"))
        painter.drawText(QRect(0, top + high, self.width(), high), middle, self._before())
