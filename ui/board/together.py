"""What moves together: a frame carries what lies in it, a card the ink that is tied to it."""

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QRectF

from app.domain.drawing import Frame, Label
from app.domain.record import Record
from ui.board.card import CardItem
from ui.board.ground import FrameItem, LabelItem
from ui.board.scene import BoardScene
from ui.board.stroke import StrokeItem

Movable = CardItem | LabelItem | FrameItem | StrokeItem
Drawing = LabelItem | FrameItem | StrokeItem


def together(scene: BoardScene, identities: Iterable[str]) -> list[Movable]:
    """Return what moves when these things are taken, each thing once.

    On a time axis a frame goes alone: cards lie there by their dates, and no date is changed by what is round it.
    """
    taken = dict.fromkeys(identities)
    for frame in [scene.frames[each] for each in taken if each in scene.frames]:
        taken |= dict.fromkeys(_within(scene, frame))
    items = [scene.drawn(each) for each in taken]
    return [item for item in items if isinstance(item, Movable) and not _is_carried(item, taken)]


def inside(scene: BoardScene, room: QRectF) -> list[str]:
    """Return what a marquee takes: cards that it touches, and of all else what lies in it whole."""
    scene.finish()
    cards = {card.id for card in scene.cards.values() if room.intersects(card.frame())}
    drawn = [each for group in (scene.labels, scene.frames, scene.links) for each in group.values()]
    taken = [each.id for each in drawn if room.contains(each.sceneBoundingRect())]
    strokes = [each for each in scene.strokes.values() if each.view.ink.item not in cards]
    return [*cards, *taken, *(each.id for each in strokes if room.contains(each.sceneBoundingRect()))]


def record_of(item: Drawing) -> Record:
    """Return the record that a drawing shows."""
    view = item.view
    return view if isinstance(view, Frame | Label) else view.ink


def _within(scene: BoardScene, frame: FrameItem) -> Iterator[str]:
    room = frame.frame()
    if scene.view.axis is None:
        spots = ((card.id, card.spot) for card in scene.view.cards)
        yield from (each for each, at in spots if room.contains(at.x + at.width / 2, at.y + at.height / 2))
    drawn: list[LabelItem | StrokeItem] = [*scene.labels.values()]
    drawn += [stroke for stroke in scene.strokes.values() if stroke.view.ink.item is None]
    yield from (each.id for each in drawn if room.contains(each.sceneBoundingRect().center()))
    yield from (each.id for each in scene.frames.values() if each is not frame and room.contains(each.frame()))


def _is_carried(item: Movable, taken: Mapping[str, None]) -> bool:
    return isinstance(item, StrokeItem) and item.view.ink.item is not None and item.view.ink.item in taken
