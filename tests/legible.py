"""Legible: what a window paints, read from Qt's own drawing calls, and what of it a person could not read.

Each widget is drawn alone as SVG, which keeps every text with its place, size and colour and knows no clipping; so
what a widget wanted to write can be laid beside what of it lies in view.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QRegion, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QWidget,
)

from contrasts import Pixels, contrast, over
from ui.reading_order import bring_into_view, laid_out

READABLE, LARGE_READABLE, SEEN = 4.5, 3.0, 3.0
"""The least contrasts of WCAG 2.2: 1.4.3 for text and for large text, 1.4.11 for marks."""
LARGE_PX, LARGE_STRONG_PX, STRONG = 24, 18.66, 600
LARGEST_ICON = 48
SLACK = 1.0
"""Pixels that rounding may cost."""
_DRAWN = re.compile(
    r'transform="matrix\((?P<matrix>[^)]*)\)"|<image (?P<image>[^>]*?)/>|<text (?P<text>[^>]*?)>(?P<words>[^<]*)</text>'
)
_GIVEN = re.compile(r'([\w-]+)="([^"]*)"')
_BYTES = re.compile(r'xlink:href="[^"]*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A line of text as a widget wrote it; `ink` is where its letters lie, in pixels of the window."""

    words: str
    ink: QRectF
    colour: QColor
    size: float
    weight: int
    widget: QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """An icon as a widget drew it, in pixels of the window."""

    field: QRectF
    widget: QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that a window writes and draws, in view or not."""

    window: QWidget
    texts: tuple[Written, ...]
    icons: tuple[Drawing, ...]

    def said(self) -> str:
        """Return all words in view, a line each."""
        return "\n".join(each.words for each in self.texts if _is_in_view(each.widget, each.ink, self.window))


def read(window: QWidget) -> Sheet:
    """Return what *window* writes and draws now."""
    texts: list[Written] = []
    icons: list[Drawing] = []
    for widget in shown(window):
        for each in _drawn(widget, window):
            (texts if isinstance(each, Written) else icons).append(each)  # type: ignore[arg-type]
    return Sheet(window=window, texts=tuple(texts), icons=tuple(icons))


def shown(window: QWidget) -> list[QWidget]:
    """Return the widgets of *window* that have a part in view."""
    return [each for each in window.findChildren(QWidget) if each.isVisible() and not each.visibleRegion().isEmpty()]


# --- cut text -----------------------------------------------------------------------------------------------


def cut_texts(sheet: Sheet) -> list[str]:
    """Return what cannot be read to its end: shortened with dots, or longer than the place it stands in."""
    return [f"«{each.words}» {why}" for each in sheet.texts if (why := _cut(each, sheet.window))]


def _cut(text: Written, window: QWidget) -> str:
    if not _is_in_view(text.widget, text.ink, window):
        return ""
    if text.words.endswith("…") and not text.words.endswith(" …"):
        return "is shortened"
    if _follows_a_board(text.widget):
        return ""
    room = QRectF(_room(text.widget, window)).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if text.ink.left() < room.left() or text.ink.right() > room.right():
        return "is wider than its place"
    is_rolled = _is_viewport(text.widget)
    if not is_rolled and (text.ink.top() < room.top() or text.ink.bottom() > room.bottom()):
        return "is higher than its place"
    return _covered(text, window)


def _covered(text: Written, window: QWidget) -> str:
    """Tell where a parent cuts the text; what scrolls may lie above or below, never beside."""
    parent = text.widget.parentWidget()
    scrolls = _is_viewport(text.widget)
    while parent is not None and parent is not window.parentWidget():
        field = QRectF(_in_window(parent, parent.rect(), window)).adjusted(-SLACK, -SLACK, SLACK, SLACK)
        scrolls = scrolls or _is_viewport(parent)
        if text.ink.left() < field.left() or text.ink.right() > field.right():
            return "runs out at the side"
        if not scrolls and (text.ink.top() < field.top() or text.ink.bottom() > field.bottom()):
            return "runs out above or below"
        parent = parent.parentWidget()
    return ""


def _room(widget: QWidget, window: QWidget) -> QRect:
    """Return the part of a widget where it may write."""
    room = widget.rect()
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
    elif isinstance(widget, QLineEdit):
        room = room.adjusted(8, 0, -8, 0)
    elif isinstance(widget, QPushButton):
        room = room.adjusted(2, 0, -2, 0)
    return _in_window(widget, room, window)


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _follows_a_board(widget: QWidget) -> bool:
    """Tell whether a widget is a board or a ruler beside it, whose edge cuts what is being moved past it."""
    parent = widget.parentWidget()
    if parent is None or isinstance(parent, QGraphicsView):
        return parent is not None
    beside = [each for each in parent.children() if isinstance(each, QGraphicsView)]
    return bool(beside) and not widget.findChildren(QAbstractButton)


def _is_in_view(widget: QWidget, field: QRectF, window: QWidget) -> bool:
    """Tell whether half of a field is in view and no other widget lies over its middle."""
    region = widget.visibleRegion().translated(widget.mapTo(window, QPoint()))
    seen = QRectF(region.boundingRect()).intersected(field)
    if seen.width() * seen.height() < field.width() * field.height() / 2 or field.isEmpty():
        return False
    over = window.childAt(field.center().toPoint())
    return over is None or over is widget or widget.isAncestorOf(over) or over.isAncestorOf(widget)


# --- contrast -----------------------------------------------------------------------------------------------


def faint_parts(sheet: Sheet, picture: QImage) -> list[str]:
    """Return texts, icons and edges of fields that stand out too little from the pixels behind them."""
    pixels = Pixels(picture)
    return [*_faint_texts(sheet, pixels), *_faint_icons(sheet, pixels), *_faint_edges(sheet, pixels)]


def _faint_texts(sheet: Sheet, pixels: "Pixels") -> Iterator[str]:
    for each in sheet.texts:
        is_whole = not _follows_a_board(each.widget) or _room(each.widget, sheet.window).contains(each.ink.toRect())
        if not (each.widget.isEnabled() and is_whole and _is_in_view(each.widget, each.ink, sheet.window)):
            continue
        ground = pixels.commonest(each.ink)
        found = contrast(over(each.colour, ground), ground)
        is_large = each.size >= LARGE_PX or (each.size >= LARGE_STRONG_PX and each.weight >= STRONG)
        if found < (LARGE_READABLE if is_large else READABLE):
            yield f"«{each.words}» has a contrast of {found:.1f}"
        elif pixels.strongest(each.ink, ground) < LARGE_READABLE:
            yield f"«{each.words}» is written and cannot be seen"


def _faint_icons(sheet: Sheet, pixels: "Pixels") -> Iterator[str]:
    for each in sheet.icons:
        is_used = each.widget.isEnabled() and _is_in_view(each.widget, each.field, sheet.window)
        if is_used and (found := pixels.strongest(each.field, pixels.commonest(each.field))) < SEEN:
            yield f"an icon of {named(each.widget)} has a contrast of {found:.1f}"


def _faint_edges(sheet: Sheet, pixels: "Pixels") -> Iterator[str]:
    for widget in shown(sheet.window):
        field = _edge(widget)
        if field is None or not widget.isEnabled():
            continue
        place = QRectF(_in_window(widget, field, sheet.window))
        if not _is_in_view(widget, place, sheet.window):
            continue
        found = pixels.strongest(place, pixels.commonest(place.adjusted(-3, 0, 3, 0)))
        if found < SEEN:
            yield f"the edge of {named(widget)} has a contrast of {found:.1f}"


def _edge(widget: QWidget) -> QRect | None:
    """Return where the edge of something to write in or to tick must be seen."""
    if isinstance(widget, QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        tick, point = QStyle.SubElement.SE_CheckBoxIndicator, QStyle.SubElement.SE_RadioButtonIndicator
        return widget.style().subElementRect(tick if isinstance(widget, QCheckBox) else point, option, widget)
    if isinstance(widget, QLineEdit | QComboBox | QPlainTextEdit) and not isinstance(widget.parent(), QComboBox):
        return QRect(0, widget.height() // 3, 6, widget.height() // 3)
    return None


# --- where things lie ---------------------------------------------------------------------------------------


def overlaps(window: QWidget) -> list[str]:
    """Return the pairs of parts of one layout that lie over each other."""
    found = []
    for parent in (window, *shown(window)):
        layout = parent.layout()
        parts = [each for each in laid_out(layout) if each.isVisible()] if layout is not None else []
        pairs = ((one, other) for place, one in enumerate(parts) for other in parts[place + 1 :])
        found += [
            f"{named(one)} lies over {named(other)}"
            for one, other in pairs
            if one.geometry().intersects(other.geometry())
        ]
    return found


def outside(window: QWidget, *, size: QSize) -> list[str]:
    """Return what makes *window* larger than *size*, lies outside it, or can only be seen by scrolling sideways."""
    found = [] if window.size() == size else [f"the window needs {window.width()} × {window.height()}"]
    for each in shown(window):
        if isinstance(each, QAbstractScrollArea) and not isinstance(each, QGraphicsView):
            bar = each.horizontalScrollBar()
            found += [f"{named(each)} scrolls sideways"] if bar.maximum() > bar.minimum() else []
        place = _in_window(each, each.rect(), window)
        is_whole = window.rect().contains(place) or _scrolls(each)
        found += [] if is_whole else [f"{named(each)} lies outside the window"]
    return found


def _scrolls(widget: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None and not parent.isWindow():
        if _is_viewport(parent):
            return True
        parent = parent.parentWidget()
    return False


def focus_not_seen(window: QWidget, parts: list[QWidget], *, settle: Callable[[], object]) -> list[str]:
    """Return those of *parts* that look the same, or nearly so, with the focus and without it."""
    found = []
    for part in parts:
        window.setFocus()
        bring_into_view(part)  # as Tab does
        settle()
        field = _in_window(part, part.rect(), window)
        before = window.grab(field).toImage()
        part.setFocus()
        settle()
        if not _differ(before, window.grab(field).toImage()):
            found.append(f"{named(part)} does not show that it has the focus")
    return found


def _differ(before: QImage, after: QImage) -> bool:
    """Tell whether enough pixels have changed, and strongly enough, for a ring or a line to be seen."""
    one, other = Pixels(before), Pixels(after)
    pairs = Counter(zip(one.words, other.words, strict=True))
    strong = sum(count for (old, new), count in pairs.items() if old != new and contrast(old, new) >= SEEN)
    return strong >= 2 * min(before.width(), before.height())


def named(widget: QWidget) -> str:
    """Return a widget in words."""
    words = widget.accessibleName() or widget.objectName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} «{words}»"


# --- reading Qt's drawing -----------------------------------------------------------------------------------


def _drawn(widget: QWidget, window: QWidget) -> Iterator[Written | Drawing]:
    """Yield what a widget alone, without its children, writes and draws."""
    corner = QPointF(widget.mapTo(window, QPoint()))
    transform = QTransform()
    for found in _DRAWN.finditer(_BYTES.sub("", _svg(widget))):
        if found["matrix"] is not None:
            transform = QTransform(*(float(each) for each in found["matrix"].split(",")))
            continue
        given = dict(_GIVEN.findall(found["image"] or found["text"]))
        if found["image"] is not None:
            size = QRectF(*(float(given[name]) for name in ("x", "y", "width", "height")))
            field = transform.mapRect(size).translated(corner)
            if max(field.width(), field.height()) <= LARGEST_ICON:
                yield Drawing(field=field, widget=widget)
        elif found["words"].strip():
            yield _written(found["words"], given, transform, corner, widget)


def _written(words: str, given: dict[str, str], transform: QTransform, corner: QPointF, widget: QWidget) -> Written:
    text = unescape(words).rstrip("\n")
    font = QFont(given["font-family"])
    font.setPixelSize(round(float(given["font-size"])))
    font.setWeight(QFont.Weight(int(given["font-weight"])))
    ink = QFontMetricsF(font).tightBoundingRect(text).translated(float(given["x"]), float(given["y"]))
    colour = QColor(given["fill"])
    colour.setAlphaF(float(given.get("fill-opacity", "1")))
    return Written(
        words=text,
        ink=transform.mapRect(ink).translated(corner),
        colour=colour,
        size=float(given["font-size"]) * transform.m22(),
        weight=int(given["font-weight"]),
        widget=widget,
    )


def _svg(widget: QWidget) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(buffer)
    paper.setSize(widget.size())
    paper.setViewBox(widget.rect())
    widget.render(paper, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return bytes(buffer.data().data()).decode()


def _in_window(widget: QWidget, field: QRect, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, field.topLeft()), field.size())
