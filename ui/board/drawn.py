"""What lies on a board beside its cards, in reading order, and what each thing is called aloud."""

from collections.abc import Iterator
from math import inf

from PySide6.QtGui import QAccessible

from app.domain.connector import Meaning
from app.domain.drawing import Frame, Label
from app.queries.board import BoardView, CardView, LinkView, StrokeView
from app.queries.words import MEANINGS
from app.texts import mark, say
from ui.board.model import title_of

FRAME = mark("board", "Ramme «{title}»")
NAMELESS_FRAME = mark("board", "Ramme uden navn")
PICTURE = mark("board", "Billede lagt under: {title}")
NAMELESS_PICTURE = mark("board", "Billede lagt under")
TEXT = mark("board", "Tekst «{words}»")
STROKE = mark("board", "Streg tegnet med pennen")
STROKE_ON = mark("board", "Streg på «{title}»")

DrawnView = Frame | Label | StrokeView | LinkView


def drawn(view: BoardView) -> list[DrawnView]:
    """Return frames, texts and lines as they are met from above, a line with the card it leaves; then the ink."""
    spots = {card.item.id: (card.spot.y, card.spot.x) for card in view.cards}
    placed = [(*_corner(each), place, each) for place, each in enumerate(_loose(view))]
    lines = [
        (*spots[each.source], len(placed) + place, each)
        for place, each in enumerate(view.links)
        if each.source in spots and each.target in spots
    ]
    return [each[-1] for each in sorted([*placed, *lines], key=lambda each: each[:3])]


def called(thing: DrawnView, cards: dict[str, CardView]) -> str:
    """Return what a thing is called, by the *cards* that are shown."""
    if isinstance(thing, Frame) and thing.picture is not None:
        return say(PICTURE, title=thing.title) if thing.title else say(NAMELESS_PICTURE)
    if isinstance(thing, Frame):
        return say(FRAME, title=thing.title) if thing.title else say(NAMELESS_FRAME)
    if isinstance(thing, Label):
        return say(TEXT, words=thing.text or "")
    if isinstance(thing, StrokeView):
        on = cards.get(thing.ink.item or "")
        return say(STROKE_ON, title=title_of(on.item)) if on is not None else say(STROKE)
    source, target = cards.get(thing.source), cards.get(thing.target)
    if source is None or target is None:
        return ""
    words = MEANINGS[thing.connector.meaning or Meaning.RELATES]
    return say(words, source=title_of(source.item), target=title_of(target.item))


def role_of(thing: DrawnView) -> QAccessible.Role:
    """Return what a screen reader calls the sort of a thing."""
    if isinstance(thing, Frame):
        return QAccessible.Role.Grouping
    return QAccessible.Role.StaticText if isinstance(thing, Label) else QAccessible.Role.Graphic


def _loose(view: BoardView) -> Iterator[Frame | Label | StrokeView]:
    yield from view.frames
    yield from view.labels
    yield from view.strokes


def _corner(thing: Frame | Label | StrokeView) -> tuple[float, float]:
    if isinstance(thing, StrokeView):
        return (inf, 0.0)
    return (thing.y or 0.0, thing.x or 0.0)
