"""A card: a white sheet with round corners and a soft shadow that other parts lie on."""

from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.texts import Text, say
from ui import theme
from ui.widgets.text import Label

_SHADOW = 4

Box = TypeVar("Box", bound=QBoxLayout)


class Card(QWidget):
    """A sheet with `layout_` inside it."""

    def __init__(self, *, margin: int = 20, spacing: int = 12) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin + _SHADOW, margin, margin + _SHADOW, margin + _SHADOW)
        self.body.setSpacing(spacing)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet and its shadow."""
        painter = QPainter(self)
        paint_sheet(painter, QRectF(self.rect()), radius=theme.current().radius("card"))
        painter.end()


def titled_card(title: Text, *parts: QWidget) -> Card:
    """Return a card with a heading and *parts* below it."""
    card = Card(margin=24)
    card.body.addWidget(Label(say(title), kind="card"))
    for each in parts:
        card.body.addWidget(each)
    return card


def paint_sheet(painter: QPainter, field: QRectF, *, radius: float) -> None:
    """Paint a sheet into *field*, which has room for the shadow: fading outlines, never a blur."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet = field.adjusted(_SHADOW, 1, -_SHADOW, -_SHADOW)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look.mode is not theme.Mode.CONTRAST:
        for step in range(_SHADOW, 0, -1):
            shade = QColor(0, 0, 0, 5 if look.mode is theme.Mode.LIGHT else 20)
            painter.setPen(QPen(shade, 1.0))
            painter.drawRoundedRect(sheet.adjusted(-step / 4, 1, step / 4, step * 0.75), radius, radius)
    painter.setPen(QPen(look.colour("line"), 2.0 if look.mode is theme.Mode.CONTRAST else 1.0))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(sheet, radius, radius)


def row(*parts: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Return *parts* beside each other; None is room that stretches."""
    return _filled(QHBoxLayout(), parts, spacing)


def column(*parts: QWidget | None, spacing: int = 8) -> QVBoxLayout:
    """Return *parts* below each other; None is room that stretches."""
    return _filled(QVBoxLayout(), parts, spacing)


def inset(part: QWidget) -> QHBoxLayout:
    """Return *part* with its edges where those of a card's sheet are."""
    box = row(part)
    box.setContentsMargins(_SHADOW, 0, _SHADOW, 0)
    return box


def _filled(box: Box, parts: tuple[QWidget | None, ...], spacing: int) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        if part is None:
            box.addStretch(1)
        else:
            box.addWidget(part)
    return box
