"""Doers: who sees to what, as quiet lines between a chosen card and the people on the board."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.item import ItemType
from app.texts import mark, say
from ui.board.card import CardItem, metrics
from ui.board.link import route
from ui.board.optics import Detail, write
from ui.board.scene import BoardScene

DOES = mark("connector", "gør det")


def doers(scene: BoardScene) -> list[tuple[CardItem, CardItem]]:
    """Return (person, what the person sees to) for the one card that is chosen; both lie on the board."""
    card = scene.shown_cards.get(next(iter(scene.stage.selected))) if len(scene.stage.selected) == 1 else None
    if card is None:
        return []
    if card.item.type is ItemType.ACTOR:
        done = [each.id for each in scene.view.cards if each.item.responsible == card.id]
        return [(scene.card_item(card.id), scene.card_item(each)) for each in done]
    person = card.item.responsible
    return [(scene.card_item(person), scene.card_item(card.id))] if person and person in scene.shown_cards else []


def paint_doers(painter: QPainter, scene: BoardScene) -> None:
    """Paint a dotted line from the person to each thing, and on a single one the word."""
    optics, pairs = scene.stage.optics, doers(scene)
    for person, done in pairs:
        path, _, _ = route(person.frame(), done.frame())
        painter.setPen(QPen(optics.muted, 1.6 / min(1.0, optics.zoom), Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if len(pairs) == 1 and optics.detail is not Detail.KIND:
            words, middle = say(DOES), path.pointAtPercent(0.5)
            width = metrics(optics.small.font).horizontalAdvance(words) * optics.small.enlarged
            top = middle.y() - optics.small.line / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(optics.theme.colour("ground"))
            painter.drawRoundedRect(QRectF(middle.x() - width / 2 - 6, top, width + 12, optics.small.line), 6, 6)
            painter.setPen(optics.muted)
            write(painter, optics.small, middle.x() - width / 2, top, words)
