"""The drawings of the picture cards, in the colours of the look: lines in ink, faces in a soft tint."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui import theme

TINT, PAPER = "#cfe4e6", "#ffffff"
"""What stands in the drawings for a face in the tint, and for one in the colour of the card."""
_RATIO = 2
_SHARE = 0.22
"""How much of the brand's colour is in the tint."""


def picture_pixmap(key: str, *, size: int) -> QPixmap:
    """Return the drawing called *key*, *size* logical pixels wide and high, in the look in use.

    Raises FileNotFoundError when there is no such drawing.
    """
    look = theme.current()
    paper = look.colour("surface")
    is_plain = look.mode is theme.Mode.CONTRAST
    tint = paper if is_plain else _between(look.colour("brand"), paper)
    return _painted(key, look.colour("ink").name(), tint.name(), paper.name(), size)


def _between(top: QColor, under: QColor) -> QColor:
    parts = zip(top.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(one * _SHARE + other * (1 - _SHARE)) for one, other in parts))


@lru_cache(maxsize=256)
def _painted(key: str, ink: str, tint: str, paper: str, size: int) -> QPixmap:
    drawing = resources.read_text(f"pictures/{key}.svg")
    for stands, colour in (("currentColor", ink), (TINT, tint), (PAPER, paper)):
        drawing = drawing.replace(stands, colour)
    picture = QPixmap(size * _RATIO, size * _RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_RATIO)
    return picture
