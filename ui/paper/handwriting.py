"""Handwriting: the written part of a card laid flat, its shadow evened, and how much ink there is on it."""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from app.domain.paper import FACE, LINES

MOST_DOTS, FEWEST_DOTS = 9.0, 4.0
"""Pixels a millimetre of what is kept, at most and at least."""
QUALITY = 82
"""Of the JPEG that is kept."""
PAPER = 24
"""Pixels to a cell in which the brightness of the paper is taken: wider than any stroke."""
WHITENED = QColor(22, 22, 22)
"""By how much what is nearly white becomes white."""
INK_DOTS = 4
"""Pixels a millimetre where ink is measured."""
DARK = 165
"""Greys below this are ink, the paper being 255."""
LEAST_INK = 2.5
"""Square millimetres: less is a spot, a fold, the print showing through."""
ROUND_INK = 3.0
"""Millimetres of paper that are kept round what is written."""
NARROWEST, LOWEST = 52.0, 22.0
"""Millimetres of a face, at least: a short word is not blown up."""
_EDGE, _LINE = 1.5, 0.7
_SMOOTH, _STRETCHED = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
_IS_INK = bytes(grey < DARK for grey in range(256))


@dataclass(frozen=True, slots=True)
class Handwriting:
    """What stands on a card: a picture without anything round it; `ink` in square millimetres."""

    image: QImage
    ink: float

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has written anything."""
        return self.ink < LEAST_INK

    def encoded(self) -> bytes:
        """Return the picture as it is kept: a JPEG that tells nothing of camera, place or time."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image.save(buffer, "jpeg", QUALITY)  # type: ignore[call-overload]
        return bytes(buffer.data().data())


def handwriting(picture: QImage, plane: QTransform) -> Handwriting:
    """Return what is written on the card whose millimetres lie as *plane* says in *picture*."""
    across = plane.map(QPointF(FACE.x + FACE.width, FACE.y)) - plane.map(QPointF(FACE.x, FACE.y))
    dots = max(FEWEST_DOTS, min(MOST_DOTS, (across.x() ** 2 + across.y() ** 2) ** 0.5 / FACE.width))
    face = evened(_flat(picture, plane, dots))
    columns, rows = _ink(face)
    image = face.copy(_kept(columns, rows, dots).intersected(face.rect()))
    return Handwriting(image, sum(rows) / INK_DOTS**2)


def evened(face: QImage) -> QImage:
    """Return *face* as if light fell evenly on white paper: each pixel divided by the paper's brightness round it."""
    cells = QSize(max(2, face.width() // PAPER), max(2, face.height() // PAPER))
    paper = _brightest(face.scaled(cells, _STRETCHED, _SMOOTH)).scaled(face.size(), _STRETCHED, _SMOOTH)
    paper.invertPixels()
    made = QImage(face)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_ColorDodge)  # a / (1 - b): a division
    painter.drawImage(0, 0, paper)
    painter.fillRect(made.rect(), WHITENED)
    painter.end()
    return made


def _flat(picture: QImage, plane: QTransform, dots: float) -> QImage:
    flat = QImage(round(FACE.width * dots), round(FACE.height * dots), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    back, _is_possible = (QTransform(1 / dots, 0, 0, 1 / dots, FACE.x, FACE.y) * plane).inverted()
    painter = QPainter(flat)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(back)
    painter.drawImage(QPointF(0, 0), picture)
    painter.end()
    return flat


def _brightest(cells: QImage) -> QImage:
    """Return for each cell the brightest of it and those beside it: paper shows between the strokes."""
    made = cells.convertToFormat(QImage.Format.Format_RGB32)
    for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        still = QImage(made)
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Lighten)
        painter.drawImage(x, y, still)
        painter.end()
    return made


def _ink(face: QImage) -> tuple[list[int], list[int]]:
    """Return how much ink there is in each column and row, in pixels; printed lines and edges are no ink."""
    small = face.scaled(round(FACE.width * INK_DOTS), round(FACE.height * INK_DOTS), _STRETCHED, _SMOOTH)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, edge = grey.width(), grey.height(), round(_EDGE * INK_DOTS)
    held = bytes(grey.constBits()).translate(_IS_INK)
    blank = bytes(width)
    lines = [held[at * grey.bytesPerLine() : at * grey.bytesPerLine() + width] for at in range(height)]
    kept = [blank if _is_printed(at, edge, height) else line for at, line in enumerate(lines)]
    columns = [sum(line[at] for line in kept) for at in range(width)]
    columns[:edge] = columns[width - edge :] = [0] * edge
    return columns, [sum(line[edge : width - edge]) for line in kept]


def _is_printed(row: int, edge: int, height: int) -> bool:
    down = FACE.y + (row + 0.5) / INK_DOTS
    return not edge <= row < height - edge or any(abs(down - line) < _LINE for line in LINES)


def _kept(columns: list[int], rows: list[int], dots: float) -> QRect:
    """Return the part of the face that is kept, in its own pixels."""
    left, right = _span(columns, NARROWEST, FACE.width)
    top, bottom = _span(rows, LOWEST, FACE.height)
    return QRect(round(left * dots), round(top * dots), round((right - left) * dots), round((bottom - top) * dots))


def _span(ink: list[int], least: float, whole: float) -> tuple[float, float]:
    """Return from where to where there is ink, in millimetres, with paper round it and at least so much of it."""
    found = [place for place, count in enumerate(ink) if count > 1]
    if not found:
        return 0.0, whole
    first, last = found[0] / INK_DOTS - ROUND_INK, (found[-1] + 1) / INK_DOTS + ROUND_INK
    short = max(0.0, least - (last - first)) / 2
    first, last = first - short, last + short
    if first < 0:
        first, last = 0.0, last - first
    if last > whole:
        first, last = first - (last - whole), whole
    return max(0.0, first), last
