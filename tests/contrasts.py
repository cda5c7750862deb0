"""Contrasts: how strongly colours stand out from each other, and what colours a picture of a window has where."""

from collections import Counter
from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage


class Pixels:
    """A picture of a window, asked by places in logical pixels."""

    def __init__(self, picture: QImage) -> None:
        self._image = picture.convertToFormat(QImage.Format.Format_RGB32)
        self._ratio = picture.devicePixelRatio()
        self.words = memoryview(self._image.constBits()).cast("I")
        self._line = self._image.bytesPerLine() // 4

    def commonest(self, field: QRectF) -> int:
        """Return the colour that fills most of a field."""
        return max((count, colour) for colour, count in self._count(field).items())[1]

    def strongest(self, field: QRectF, ground: int) -> float:
        """Return the largest contrast to *ground* in a field."""
        return max(contrast(each, ground) for each in self._count(field))

    def _count(self, field: QRectF) -> "Counter[int]":
        ratio = self._ratio
        left, top = max(0, int(field.left() * ratio)), max(0, int(field.top() * ratio))
        right = min(self._image.width(), int(field.right() * ratio) + 1)
        bottom = min(self._image.height(), int(field.bottom() * ratio) + 1)
        found: Counter[int] = Counter()
        for y in range(top, bottom):
            found.update(self.words[y * self._line + left : y * self._line + right])
        return found or Counter([0xFFFFFFFF])


def contrast(colour: int, ground: int) -> float:
    """Return the contrast of two colours (0xRRGGBB) as WCAG counts it, from 1 to 21."""
    darker, lighter = sorted((_luminance(colour & 0xFFFFFF), _luminance(ground & 0xFFFFFF)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def _luminance(colour: int) -> float:
    red, green, blue = (_linear((colour >> shift & 0xFF) / 255) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def over(colour: QColor, ground: int) -> int:
    """Return what a colour that lets the ground shine through looks like."""
    share = colour.alphaF()
    tops = zip((colour.red(), colour.green(), colour.blue()), (16, 8, 0), strict=True)
    return sum(round(top * share + (ground >> shift & 0xFF) * (1 - share)) << shift for top, shift in tops)
