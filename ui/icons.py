"""Icons: Lucide drawings in the colour of the text beside them, painted at twice the size."""

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

_RATIO = 2
_WIDTH = re.compile(r'stroke-width="[^"]*"')


def icon(name: str, colour: QColor | str, *, size: int = 20, stroke: float = 1.75) -> QIcon:
    """Return the icon *name* in one colour, *size* logical pixels wide and high."""
    return QIcon(pixmap(name, colour, size=size, stroke=stroke))


def pixmap(name: str, colour: QColor | str, *, size: int = 20, stroke: float = 1.75) -> QPixmap:
    """Return the drawing *name* in one colour; *stroke* is the width of its lines on a field of 24.

    Raises FileNotFoundError when there is no such icon.
    """
    return _painted(name, QColor(colour).name(), size, stroke)


@lru_cache(maxsize=512)
def _painted(name: str, colour: str, size: int, stroke: float) -> QPixmap:
    drawing = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(_WIDTH.sub(f'stroke-width="{stroke}"', drawing).encode()))
    picture = QPixmap(size * _RATIO, size * _RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_RATIO)
    return picture
