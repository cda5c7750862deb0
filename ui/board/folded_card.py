"""The faces of a folded board: a card has bar, icon and title, a text its words, a frame its title.

They stand in letters that can be read from where all is seen.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.queries.folded_things import ABOVE, AROUND, BAR, LINE, inset
from ui.board.optics import Optics, Type, icon_size, write
from ui.board.wrapping import Wrapped
from ui.icons import pixmap

if TYPE_CHECKING:
    from ui.board.card import CardItem

RADIUS = 4.0
_MOST_LINES = 30


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
    lines = wrapped.lines((card.width - left) / title.enlarged, count)
    _write_lines(painter, title, lines, (left, ABOVE * pixel))


def paint_folded_text(painter: QPainter, optics: Optics, title: Type, text: str, frame: QRectF) -> None:
    """Paint the words of a text that lies folded in *frame*."""
    pixel = 1 / (optics.zoom * optics.theme.scale)
    painter.setPen(optics.ink)
    _write_words(painter, title, text, frame.adjusted(AROUND * pixel, ABOVE * pixel, 0, 0))


def paint_folded_frame(painter: QPainter, optics: Optics, title: Type, text: str, frame: QRectF) -> None:
    """Paint a frame that is folded round what it holds, its title above that."""
    pixel = 1 / (optics.zoom * optics.theme.scale)
    painter.setBrush(optics.surface)
    painter.setPen(QPen(optics.theme.colour("field_edge"), pixel))
    painter.drawRoundedRect(frame, RADIUS * pixel, RADIUS * pixel)
    painter.setPen(optics.muted)
    _write_words(painter, title, text, frame.adjusted(AROUND * pixel, ABOVE * pixel, 0, 0))


def _write_words(painter: QPainter, title: Type, text: str, room: QRectF) -> None:
    wrapped = Wrapped(text, QFontMetricsF(title.font))
    lines = wrapped.lines(room.width() / title.enlarged, _MOST_LINES) if text else []
    _write_lines(painter, title, lines, (room.left(), room.top()))


def _write_lines(painter: QPainter, title: Type, lines: list[str], corner: tuple[float, float]) -> None:
    letters = title.font.pixelSize() * title.enlarged
    for place, line in enumerate(lines):
        write(painter, title, corner[0], corner[1] + place * letters * LINE - 0.02 * letters, line)
