"""The face of a folded card: bar, icon and title, no more, in letters that can be read from where all is seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.queries.folding import ABOVE, AROUND, BAR, LINE, inset
from ui.board.optics import Optics, Type, icon_size, write
from ui.icons import pixmap

if TYPE_CHECKING:
    from ui.board.card import CardItem

RADIUS = 4.0


def paint_folded(painter: QPainter, optics: Optics, title: Type, card: "CardItem") -> None:
    """Paint *card* folded, its title in letters of the kind *title*."""
    look = optics.looks[card.view.item.type]
    pixel = 1 / (optics.zoom * optics.theme.scale)
    frame = QRectF(0, 0, card.width, card.height)
    chosen = card.id in card.stage.selected or card.id == card.stage.focused
    painter.setPen(QPen(optics.brand, 2 * pixel) if chosen else QPen(optics.theme.colour("line"), pixel))
    painter.setBrush(look.tint)
    painter.drawRoundedRect(frame, RADIUS * pixel, RADIUS * pixel)
    painter.fillRect(QRectF(0, RADIUS * pixel / 2, BAR * pixel, card.height - RADIUS * pixel), look.text)
    letters = title.font.pixelSize() * title.enlarged
    line_height = letters * LINE
    icon = QRectF((BAR + AROUND) * pixel, ABOVE * pixel + (line_height - letters) / 2, letters, letters)
    drawing = pixmap(look.icon, look.text, size=icon_size(letters, optics.ratio), stroke=2)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(icon, drawing, QRectF(drawing.rect()))
    painter.setPen(optics.ink if card.view.item.title else optics.muted)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left = inset(letters / pixel) * pixel
    count = max(1, round((card.height - 2 * ABOVE * pixel) / line_height))
    wrapped = card.title(optics)
    for place, line in enumerate(wrapped.lines((card.width - left) / title.enlarged, count)):
        write(painter, title, left, ABOVE * pixel + place * line_height - 0.02 * letters, line)
