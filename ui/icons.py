"""Icons: Lucide drawings in the colour of the text beside them, painted at twice the size."""

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

_RATIO = 2
_WIDTH = re.compile(r'stroke-width="[^"]*"')


def icon(name: str, colour: QColor | str, *, size: int = 20, stroke: float = 1.75, room: int = 0) -> QIcon:
    """Return the icon *name* in one colour, *size* logical pixels wide and high, with *room* to its right."""
    drawn = pixmap(name, colour, size=size, stroke=stroke)
    return QIcon(_with_room(drawn, room) if room else drawn)


def pixmap(name: str, colour: QColor | str, *, size: int = 20, stroke: float = 1.75) -> QPixmap:
    """Return the drawing *name* in one colour; *stroke* is the width of its lines on a field of 24.

    Raises FileNotFoundError when there is no such icon.
    """
    return _painted(name, QColor(colour).name(), size, stroke)


def _with_room(drawn: QPixmap, room: int) -> QPixmap:
    wide = QPixmap(drawn.width() + room * _RATIO, drawn.height())
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(QRect(0, 0, drawn.width(), drawn.height()), drawn, drawn.rect())
    painter.end()
    wide.setDevicePixelRatio(_RATIO)
    return wide


@lru_cache(maxsize=512)
def _painted(name: str, colour: str, size: int, stroke: float) -> QPixmap:
    drawing = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    return painted(_WIDTH.sub(f'stroke-width="{stroke}"', drawing), size=size)


def painted(drawing: str, *, size: int) -> QPixmap:
    """Return an SVG *drawing* as a picture, *size* logical pixels wide and high."""
    picture = QPixmap(size * _RATIO, size * _RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_RATIO)
    return picture
