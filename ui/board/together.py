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

    On a time axis a frame goes alone, and of a group what is chosen: cards lie there by their dates, and no date is
    changed by what is round it.
    """
    taken = dict.fromkeys(identities if scene.view.axis is not None else grouped(scene, identities))
    for frame in [scene.frames[each] for each in taken if each in scene.frames]:
        taken |= dict.fromkeys(_within(scene, frame))
    items = [scene.drawn(each) for each in taken]
    return [item for item in items if isinstance(item, Movable) and not _is_carried(item, taken)]


def units(scene: BoardScene, identities: Iterable[str]) -> list[list[Movable]]:
    """Return what is moved as one among these things: a group, a frame with what lies in it, else each by itself."""
    moved = together(scene, identities)
    keys = {item.id: group_of(scene, item.id) or item.id for item in moved}
    for frame in [item for item in moved if isinstance(item, FrameItem)]:
        keys |= dict.fromkeys((each for each in _within(scene, frame) if each in keys), keys[frame.id])
    found: dict[str, list[Movable]] = {}
    for item in moved:
        found.setdefault(keys[item.id], []).append(item)
    return list(found.values())


def bounds_of(items: Iterable[Movable]) -> QRectF:
    """Return what things cover, cards and frames without their shadows and edges."""
    bounds = QRectF()
    for item in items:
        has_frame = isinstance(item, CardItem | FrameItem)
        bounds = bounds.united(item.frame() if has_frame else item.sceneBoundingRect())  # type: ignore[union-attr]
    return bounds


def grouped(scene: BoardScene, identities: Iterable[str]) -> list[str]:
    """Return these things, last, and before them what is of one group with any of them."""
    named = list(identities)
    groups = {group for group in (group_of(scene, each) for each in named) if group is not None}
    members = [each for each in scene.ids() if group_of(scene, each) in groups] if groups else []
    return list(dict.fromkeys([*(each for each in members if each not in named), *named]))


def group_of(scene: BoardScene, identity: str) -> str | None:
    """Return the group that a thing belongs to."""
    card = scene.shown_cards.get(identity)
    if card is not None:
        return card.placement.group if card.placement is not None else None
    drawn = scene.strokes.get(identity)
    ground = scene.frames.get(identity) or scene.labels.get(identity)
    return drawn.view.ink.group if drawn is not None else ground.view.group if ground is not None else None


def inside(scene: BoardScene, room: QRectF) -> list[str]:
    """Return what a marquee takes: cards that it touches, and of all else what lies in it whole."""
    scene.finish()
    cards = {card.id for card in scene.cards.values() if room.intersects(card.frame())}
    drawn = [each for group in (scene.labels, scene.frames, scene.links) for each in group.values()]
    taken = [each.id for each in drawn if room.contains(each.sceneBoundingRect())]
    strokes = [each for each in scene.strokes.values() if each.view.ink.item not in cards]
    taken += [each.id for each in strokes if room.contains(each.sceneBoundingRect())]
    return grouped(scene, [*cards, *taken])


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
