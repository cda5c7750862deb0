"""Photographs of written cards: printed sheets, written on, laid on a table, tilted, shaded and compressed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import cos, sin
from random import Random

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from app.domain.paper import CARD, FACE, SIZES, Paper, corner_of
from app.export.paper_sheets import usual, write_sheets

DPI = 240
DOTS = DPI / 25.4
"""Dots a millimetre."""
_INKS = ("#1b2a6b", "#111111", "#7a1f1f", "#3c3c3c")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed page: its number and its picture, *written* are the slots that somebody wrote on."""

    sheet: int
    paper: Paper
    image: QImage
    written: frozenset[int]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph, and where the middle of each card truly is in it, in pixels."""

    content: bytes
    size: QSize
    truth: dict[int, QPointF]
    planes: dict[int, QTransform] = field(default_factory=dict)
    """From millimetres on a card to pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """How bad a photograph is: `tilt` a share of the side, `turn` degrees, `shade` and `blur` 0 for none."""

    megapixels: float
    tilt: float = 0.05
    turn: float = 4.0
    shade: float = 0.45
    blur: float = 0.8
    quality: int = 75


def mild(megapixels: float) -> Camera:
    """Return a telephone held over the table by somebody who takes care."""
    return Camera(megapixels=megapixels)


def hard(megapixels: float) -> Camera:
    """Return one held askew, in bad light, that moves and compresses much."""
    return Camera(megapixels=megapixels, tilt=0.12, turn=12.0, shade=0.65, blur=1.3, quality=55)


@cache
def blank(paper: Paper) -> tuple[int, QImage]:
    """Return a printed page and its number."""
    out = io.BytesIO()
    (number,) = write_sheets(out, usual(paper), paper=paper, today=date(2026, 11, 24))
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        drawn = document[0].render(scale=DPI / 72, rev_byteorder=True, prefer_bgrx=True)
        made = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGBX8888)
        return number, made.copy().convertToFormat(QImage.Format.Format_RGB32)


def written(random: Random, *, paper: Paper = Paper.A4, slots: Sequence[int] | None = None) -> Printed:
    """Return a page with something written in *slots*, all of them when None."""
    number, page = blank(paper)
    image = QImage(page)
    known = list(range(1, sum(usual(paper).values()) + 1)) if slots is None else list(slots)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(DOTS, DOTS)
    for slot in known:
        x, y = corner_of(paper, slot)
        scribble(painter, random, QRectF(x + FACE.x + 4, y + FACE.y + 4, FACE.width - 10, FACE.height - 8))
    painter.end()
    return Printed(number, paper, image, frozenset(known))


def scribble(painter: QPainter, random: Random, room: QRectF) -> None:
    """Write a few lines that look like hurried words."""
    pen = QPen(QColor(random.choice(_INKS)), random.uniform(0.35, 0.7))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for line in range(random.randint(1, 3)):
        x, base = room.left() + random.uniform(0, 5), room.top() + 8 + line * 11
        end = room.left() + room.width() * random.uniform(0.35, 0.95)
        path = QPainterPath(QPointF(x, base))
        while x < end:
            for _ in range(random.randint(3, 8)):
                step, high = random.uniform(1.2, 2.4), random.choice((2.2, 2.6, 5.0))
                path.cubicTo(x + step * 0.2, base - high, x + step * 0.8, base - high, x + step, base)
                x += step
            x += random.uniform(2, 4)
            path.moveTo(x, base + random.uniform(-0.4, 0.4))
        painter.drawPath(path)


def photographed(page: Printed, camera: Camera, random: Random) -> Photo:
    """Return a photograph of a whole sheet on a table."""
    wide, high = SIZES[page.paper]
    size = _size(camera, is_across=wide > high)
    plane = _plane(wide, high, size, camera, random)
    slots = range(1, sum(usual(page.paper).values()) + 1)
    planes = {slot: QTransform.fromTranslate(*corner_of(page.paper, slot)) * plane for slot in slots}
    picture = _table(size, random)
    _lay(picture, page.image, QTransform.fromScale(1 / DOTS, 1 / DOTS) * plane)
    return _taken(picture, planes, camera, random)


def laid_out(page: Printed, slots: Sequence[int], camera: Camera, random: Random) -> Photo:
    """Return a photograph of at most nine cards cut out of a sheet, each lying as it fell on 36 by 27 centimetres."""
    wide, high = 366.0, 272.0
    size = _size(camera, is_across=True)
    table = _plane(wide, high, size, camera, random)
    picture, planes = _table(size, random), {}
    cells = [(column, row) for row in range(3) for column in range(3)]
    random.shuffle(cells)
    for slot, (column, row) in zip(slots, cells, strict=False):
        angle = random.uniform(-0.35, 0.35)
        middle = QPointF(62 + column * 118 + random.uniform(-6, 6), 46 + row * 88 + random.uniform(-3, 3))
        turned = QTransform(cos(angle), sin(angle), -sin(angle), cos(angle), middle.x(), middle.y())
        plane = QTransform.fromTranslate(-CARD[0] / 2, -CARD[1] / 2) * turned * table
        x, y = corner_of(page.paper, slot)
        cut = page.image.copy(round((x - 1) * DOTS), round((y - 1) * DOTS), round(94 * DOTS), round(66 * DOTS))
        _lay(picture, cut, QTransform.fromScale(1 / DOTS, 1 / DOTS) * QTransform.fromTranslate(-1, -1) * plane)
        planes[slot] = plane
    return _taken(picture, planes, camera, random)


def encoded(image: QImage, form: str = "jpeg", quality: int = 75) -> bytes:
    """Return the file of a picture."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _size(camera: Camera, *, is_across: bool) -> QSize:
    short = round((camera.megapixels * 1e6 * 3 / 4) ** 0.5)
    long = round(short * 4 / 3)
    return QSize(long, short) if is_across else QSize(short, long)


def _plane(wide: float, high: float, size: QSize, camera: Camera, random: Random) -> QTransform:
    """Return where millimetres of a flat thing that fills most of the picture come to lie."""
    scale = 0.86 * min(size.width() / wide, size.height() / high)
    angle = random.uniform(-camera.turn, camera.turn) * 3.14159 / 180
    jitter = camera.tilt * scale * min(wide, high)
    corners = []
    for x, y in ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)):
        across, down = (x - wide / 2) * scale * 0.95, (y - high / 2) * scale * 0.95
        turned = QPointF(across * cos(angle) - down * sin(angle), across * sin(angle) + down * cos(angle))
        pushed = QPointF(random.uniform(-jitter, jitter) / 2, random.uniform(-jitter, jitter) / 2)
        corners.append(turned + pushed + QPointF(size.width() / 2, size.height() / 2))
    flat = QPolygonF([QPointF(0, 0), QPointF(wide, 0), QPointF(wide, high), QPointF(0, high)])
    made: QTransform = QTransform.quadToQuad(flat, QPolygonF(corners))  # type: ignore[assignment]
    return made


def _table(size: QSize, random: Random) -> QImage:
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(QColor("#8a6a48"))
    painter = QPainter(picture)
    for _ in range(120):
        grain = QColor(110 + random.randint(-20, 20), 84, 56, 60)
        painter.setPen(QPen(grain, random.uniform(1, 5)))
        y = random.uniform(0, size.height())
        painter.drawLine(QPointF(0, y), QPointF(size.width(), y + random.uniform(-30, 30)))
    painter.end()
    return picture


def _lay(picture: QImage, image: QImage, plane: QTransform) -> None:
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
    step = (plane.map(QPointF(1, 0)) - plane.map(QPointF(0, 0))).manhattanLength()
    if step < 0.7:  # a painter takes single pixels of what it makes smaller
        smaller = image.scaledToWidth(max(1, round(image.width() * step)), Qt.TransformationMode.SmoothTransformation)
        plane = QTransform.fromScale(image.width() / smaller.width(), image.height() / smaller.height()) * plane
        image = smaller
    painter.setTransform(plane)
    painter.drawImage(QPointF(0, 0), image)
    painter.end()


def _taken(picture: QImage, planes: dict[int, QTransform], camera: Camera, random: Random) -> Photo:
    _shade(picture, camera.shade, random)
    if camera.blur:
        smaller = picture.size() / (1 + camera.blur * 0.5)
        smooth = Qt.TransformationMode.SmoothTransformation
        ignored = Qt.AspectRatioMode.IgnoreAspectRatio
        picture = picture.scaled(smaller, ignored, smooth).scaled(picture.size(), ignored, smooth)
    truth = {slot: plane.map(QPointF(CARD[0] / 2, CARD[1] / 2)) for slot, plane in planes.items()}
    return Photo(encoded(picture, quality=camera.quality), picture.size(), truth, planes)


def _shade(picture: QImage, shade: float, random: Random) -> None:
    """Let light fall from one side, and a shadow of somebody on the table."""
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    width, height = picture.width(), picture.height()
    light = QLinearGradient(0, 0, width * random.uniform(0.5, 1), height * random.uniform(0.5, 1))
    dark = round(255 * (1 - shade))
    light.setColorAt(0, QColor(255, 252, 240))
    light.setColorAt(1, QColor(dark, dark, min(255, dark + 12)))
    painter.fillRect(picture.rect(), light)
    middle = QPointF(width * random.random(), height * random.random())
    shadow = QRadialGradient(middle, 0.45 * min(width, height))
    core = round(255 * (1 - 0.7 * shade))
    shadow.setColorAt(0, QColor(core, core, core))
    shadow.setColorAt(0.8, QColor(core, core, core))
    shadow.setColorAt(1, QColor(255, 255, 255))
    painter.fillRect(picture.rect(), shadow)
    painter.end()
