"""Optics: how the board is painted at one zoom; text never falls under its smallest size on the screen."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QStaticText, QTransform

from app.domain.item import ItemType
from app.texts import say
from ui.board.elements import element_kind
from ui.board.lettering import word_size
from ui.icons import pixmap
from ui.theme import KindLook, Theme, current

OVERVIEW_BELOW = 0.25
"""Under this zoom the view paints the whole board from ready lists."""
ICON_BELOW = 0.5
"""Under this zoom a card shows icon and kind only."""
BAND = 28.0
LOW = 62.0
"""Cards lower than this have room for their title alone."""
BAR = 5.0
PAD = 12.0
SHADOW = 10
SHAPED = 1_000
"""So many lines of a font are kept with their letters in their places: more than a view shows."""
_SHADES = (7, 6, 5, 4, 3)


Size = tuple[ItemType, float, float]
"""A kind of card with its width and height."""


class Detail(IntEnum):
    """How much of a card is painted."""

    KIND = 0
    TITLE = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class Type:
    """A text size: the font at its own pixels, and by how much the painter enlarges it on the board."""

    font: QFont
    enlarged: float
    line: float
    ascent: float
    shaped: Callable[[str], QStaticText]
    """Hands out a line of text with its letters in their places, found once for all paintings."""
    over: float
    """How far over its letters' feet such a line begins, before it is enlarged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Optics:
    """The look of the board at one `zoom` (1 = 100 %); `ratio` is screen pixels to a board unit."""

    zoom: float
    ratio: float
    detail: Detail
    meeting: bool
    theme: Theme
    title: Type
    small: Type
    band: float
    ink: QColor
    muted: QColor
    brand: QColor
    surface: QColor
    looks: Mapping[ItemType, KindLook]
    folded: Type | None = None
    """The titles of folded cards; None where cards are whole."""
    decor: dict[Size, QPixmap] = field(default_factory=dict)
    shadows: dict[tuple[float, float], QPixmap] = field(default_factory=dict)
    """What lies under all cards of a width and height."""
    lent: dict[Size, QPixmap] = field(default_factory=dict)
    """Pictures painted for another zoom, to be stretched while the zoom is moving."""

    def backing(self, item_type: ItemType, width: float, height: float) -> tuple[QPixmap, bool]:
        """Return shadow, face, band, icon and kind of a card, painted once for all cards of a kind and size.

        The second part tells whether it was painted for this zoom; else it is to be stretched.
        """
        key = (item_type, width, height)
        found = self.decor.get(key)
        if found is not None:
            return found, True
        lent = self.lent.get(key)
        if lent is not None:
            return lent, False
        found = self.decor[key] = _backing(self, item_type, width, height)
        return found, True


def optics(
    zoom: float,
    *,
    ratio: float,
    meeting: bool = False,
    theme: Theme | None = None,
    before: Optics | None = None,
    folded: float = 0.0,
) -> Optics:
    """Return how to paint at *zoom* on a screen with *ratio* pixels to a board unit; *before* lends its pictures.

    Where cards are *folded*, it is the size of their titles in pixels of the view.
    """
    look = theme or current()
    title, small = _font("card", look), _font("body", look)
    smallest = (word_size(meeting=True) if meeting else look.text("smallest")) / look.scale
    title_size = _size(title, zoom, smallest, fixed=meeting)
    small_size = _size(small, zoom, smallest, fixed=meeting)
    full = meeting or small_size.enlarged <= 1.001
    detail = Detail.KIND if zoom < ICON_BELOW and not folded else Detail.FULL if full else Detail.TITLE
    enlarged = folded / (title.pixelSize() * zoom * look.scale)
    return Optics(
        zoom=zoom,
        ratio=ratio,
        detail=detail,
        meeting=meeting,
        theme=look,
        title=title_size,
        small=small_size,
        band=max(BAND, small_size.line + 8),
        ink=look.colour("ink"),
        muted=look.colour("muted"),
        brand=look.colour("brand"),
        surface=look.colour("surface"),
        looks=_looks(look, meeting=meeting),
        folded=_type(title, enlarged) if folded else None,
        lent={**before.lent, **before.decor}
        if before and before.theme is look and _are_alike(before.detail, detail)
        else {},
    )


@lru_cache(maxsize=8)
def _looks(look: Theme, *, meeting: bool) -> Mapping[ItemType, KindLook]:
    return {item_type: look.kind(item_type, meeting=meeting) for item_type in ItemType}


def _font(role: str, theme: Theme) -> QFont:
    """The board scales as a whole with the user's text size, so its fonts stand at 100 %."""
    font = theme.font(role, weight="strong" if role == "card" else "medium")
    font.setPixelSize(round(theme.text(role) / theme.scale))
    return font


def _size(font: QFont, zoom: float, smallest: float, *, fixed: bool) -> Type:
    enlarged = max(1.0, smallest / (font.pixelSize() * zoom))
    if fixed:
        enlarged = smallest / (font.pixelSize() * zoom)
    return _type(font, enlarged)


def _type(font: QFont, enlarged: float) -> Type:
    name = font.family(), font.pixelSize(), int(font.weight())
    height, ascent, over = _heights(*name)
    return Type(font, enlarged, height * enlarged, ascent * enlarged, _shaper(*name), over)


@cache
def _heights(family: str, pixels: int, weight: int) -> tuple[float, float, float]:
    metrics = QFontMetricsF(_named(family, pixels, weight))
    return metrics.height() * 1.04, metrics.ascent() * 1.02, metrics.ascent()


@cache
def _shaper(family: str, pixels: int, weight: int) -> Callable[[str], QStaticText]:
    font = _named(family, pixels, weight)

    @lru_cache(maxsize=SHAPED)
    def shaped(text: str) -> QStaticText:
        found = QStaticText(text)
        found.setTextFormat(Qt.TextFormat.PlainText)
        found.prepare(QTransform(), font)
        return found

    return shaped


def _named(family: str, pixels: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


def _backing(optics: Optics, item_type: ItemType, width: float, height: float) -> QPixmap:
    if (width, height) not in optics.shadows:
        optics.shadows[width, height] = _shadow(optics, width, height)
    picture = QPixmap(optics.shadows[width, height])
    with _on(picture, optics.ratio) as painter:
        _paint_backing(painter, optics, item_type, QRectF(0, 0, width, height))
    return picture


@contextmanager
def _on(picture: QPixmap, ratio: float) -> Iterator[QPainter]:
    """Paint on the picture of a card in board units, from the card's own corner."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    painter.translate(SHADOW, SHADOW)
    yield painter
    painter.end()


def _shadow(optics: Optics, width: float, height: float) -> QPixmap:
    ratio, radius, frame = optics.ratio, float(optics.theme.radius("note")), QRectF(0, 0, width, height)
    picture = QPixmap(round((width + 2 * SHADOW) * ratio + 0.5), round((height + 2 * SHADOW) * ratio + 0.5))
    picture.fill(Qt.GlobalColor.transparent)
    with _on(picture, ratio) as painter:
        painter.setPen(Qt.PenStyle.NoPen)
        for step, alpha in enumerate(_SHADES):
            painter.setBrush(QColor(20, 30, 35, alpha))
            painter.drawRoundedRect(frame.adjusted(-step, 1 - step * 0.4, step, 2 + step), radius + step, radius + step)
    return picture


def _paint_backing(painter: QPainter, optics: Optics, item_type: ItemType, frame: QRectF) -> None:
    look = optics.looks[item_type]
    radius = float(optics.theme.radius("note"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.tint)
    painter.drawRoundedRect(frame, radius, radius)
    whole = optics.detail is Detail.KIND
    is_low = frame.height() < LOW
    if not whole and not is_low:
        _fill_below_band(painter, optics, frame, radius)
    _bar(painter, look.text, frame, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(optics.theme.colour("line"), 1 / max(1.0, optics.zoom)))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if whole or not is_low:
        _kind_mark(painter, optics, item_type, frame if whole else QRectF(0, 0, frame.width(), optics.band))


def _fill_below_band(painter: QPainter, optics: Optics, frame: QRectF, radius: float) -> None:
    painter.save()
    painter.setClipRect(frame.adjusted(0, optics.band, 0, 0))
    painter.setBrush(optics.surface)
    painter.drawRoundedRect(frame, radius, radius)
    painter.restore()


def _bar(painter: QPainter, colour: QColor, frame: QRectF, radius: float) -> None:
    painter.save()
    painter.setClipRect(QRectF(frame.left(), frame.top(), BAR, frame.height()))
    painter.setBrush(colour)
    painter.drawRoundedRect(frame, radius, radius)
    painter.restore()


def _kind_mark(painter: QPainter, optics: Optics, item_type: ItemType, room: QRectF) -> None:
    """Paint icon and word of the kind; the word is left out where it does not fit."""
    look, small = optics.looks[item_type], optics.small
    icon = 16.0 * max(1.0, small.enlarged) if optics.detail is not Detail.KIND else 16.0 / optics.zoom
    words = say(element_kind(item_type).label)
    width = QFontMetricsF(small.font).horizontalAdvance(words) * small.enlarged
    fits = BAR + PAD + icon + 6 + width + 6 <= room.width() and small.line <= room.height()
    icon = min(icon, room.height() - 6)
    left = BAR + PAD - 1 if fits else (room.width() + BAR - icon) / 2
    middle = room.center().y()
    drawing = pixmap(look.icon, look.text, size=icon_size(icon, optics.ratio), stroke=2)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(QRectF(left, middle - icon / 2, icon, icon), drawing, QRectF(drawing.rect()))
    if fits:
        painter.setPen(look.text)
        write(painter, small, left + icon + 6, middle - small.line / 2, words)


def _are_alike(one: Detail, other: Detail) -> bool:
    """Cards with a title lend each other their pictures; those that show their kind only have other ones."""
    return (one is Detail.KIND) is (other is Detail.KIND)


def icon_size(side: float, ratio: float) -> int:
    """Return the size to paint an icon at that covers *side* board units: few sizes, so that few are made."""
    wanted = side * ratio
    return next((size for size in (12, 16, 24, 32, 48) if size >= wanted), 64)


def write(painter: QPainter, size: Type, x: float, y: float, text: str) -> None:
    """Write one line of *text* with its upper left corner at x, y, enlarged as *size* says."""
    painter.setFont(size.font)
    if size.enlarged == 1.0:
        painter.drawStaticText(QPointF(x, y + size.ascent - size.over), size.shaped(text))
        return
    painter.save()
    painter.translate(x, y + size.ascent)
    painter.scale(size.enlarged, size.enlarged)
    painter.drawText(0, 0, text)
    painter.restore()
