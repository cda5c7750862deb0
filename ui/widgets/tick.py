"""What can be ticked: a box and a choice of one, with an edge and a mark that everybody can see."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QStyle, QStyleOptionButton

from ui import theme
from ui.icons import pixmap


class Tick(QCheckBox):
    """A box to tick."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words by the style, the box here."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement
        field = QRectF(self.style().subElementRect(element.SE_CheckBoxIndicator, option, self))
        words = QRectF(self.style().subElementRect(element.SE_CheckBoxContents, option, self))
        painter = QPainter(self)
        _paint_field(painter, self, field, radius=4.0, is_full=self.isChecked())
        if self.isChecked():
            size = round(field.width()) - 4
            mark = pixmap("check", theme.current().colour("on_brand"), size=size, stroke=3)
            painter.drawPixmap(field.adjusted(2, 2, -2, -2), mark, QRectF(mark.rect()))
        _paint_focus(painter, self, words)
        painter.end()


class Option(QRadioButton):
    """One of several, of which one is chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words by the style, the round field here."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement
        field = QRectF(self.style().subElementRect(element.SE_RadioButtonIndicator, option, self))
        words = QRectF(self.style().subElementRect(element.SE_RadioButtonContents, option, self))
        painter = QPainter(self)
        _paint_field(painter, self, field, radius=field.width() / 2, is_full=False)
        if self.isChecked():
            painter.setBrush(theme.current().colour("brand"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(field.center(), field.width() * 0.28, field.width() * 0.28)
        _paint_focus(painter, self, words)
        painter.end()


def _paint_field(painter: QPainter, button: QAbstractButton, field: QRectF, *, radius: float, is_full: bool) -> None:
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_strong = button.isChecked() or look.mode is theme.Mode.CONTRAST
    width = look.size("line_strong" if is_strong else "line")
    painter.setPen(QPen(look.colour("brand" if button.isChecked() else "field_edge"), width))
    painter.setBrush(look.colour("brand" if is_full else "surface"))
    inner = field.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inner, radius, radius)


def _paint_focus(painter: QPainter, button: QAbstractButton, words: QRectF) -> None:
    """Paint a ring round field and words, on whole pixels."""
    if not button.hasFocus():
        return
    look = theme.current()
    width = look.size("line_strong")
    painter.setPen(QPen(look.colour("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    above = max(0, round((button.height() - look.text() * 2.4) / 2) - 1)
    ring = QRectF(0, above, words.right() + 7, button.height() - 2 * above)
    inner = ring.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inner, look.radius("bar"), look.radius("bar"))
