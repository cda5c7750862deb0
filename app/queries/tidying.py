"""Tidying: where cards go when the program lays them out; what stands in a frame stays in it. Pure, no Qt."""

from collections.abc import Mapping, Sequence

from app.domain.drawing import Frame
from app.queries.board import BoardView, CardView
from app.queries.layout import GAP, Spot, Taken

Place = tuple[float, float]

HEAD = 40.0
"""Board units at the top of a frame that its name has."""
PAD = 20.0
_COLUMNS = 6
_LABEL_HEIGHT = 40.0
_ROUNDED = 0.02
"""Places are kept with two decimals; by so much may two cards come nearer than the gap."""


def tidied(view: BoardView) -> Mapping[str, Place | None]:
    """Return where each card of *view* goes, by the id of its item; None where the program finds its place each time.

    On a free board with frames or texts every card has a place: in its frame in rows, as far as they have room there,
    else in rows below everything.
    """
    if view.axis is not None or not (view.frames or view.labels):
        return dict.fromkeys((card.id for card in view.cards), None)
    places: dict[str, Place | None] = {}
    taken = Taken()
    for frame in view.frames:
        inside = [card for card in view.cards if card.id not in places and _is_in(card, frame)]
        left, top = (frame.x or 0.0) + PAD, (frame.y or 0.0) + HEAD
        right, bottom = left + (frame.width or 0.0) - 2 * PAD, top + (frame.height or 0.0) - HEAD
        places |= _rows(inside, taken, left=left, top=top, right=right, bottom=bottom)
    rest = [card for card in view.cards if card.id not in places]
    left = min([0.0, *(frame.x or 0.0 for frame in view.frames)])
    widest = max((card.spot.width for card in rest), default=0.0)
    right = left + _COLUMNS * (widest + GAP)
    return places | _rows(rest, taken, left=left, top=_below(view) + 2 * GAP, right=right, bottom=float("inf"))


def _is_in(card: CardView, frame: Frame) -> bool:
    across = card.spot.x + card.spot.width / 2 - (frame.x or 0.0)
    down = card.spot.y + card.spot.height / 2 - (frame.y or 0.0)
    return 0 <= across <= (frame.width or 0.0) and 0 <= down <= (frame.height or 0.0)


def _below(view: BoardView) -> float:
    """Return where frames and texts end."""
    ends = [(frame.y or 0.0) + (frame.height or 0.0) for frame in view.frames]
    return max(ends + [(label.y or 0.0) + _LABEL_HEIGHT for label in view.labels])


def _rows(
    cards: Sequence[CardView], taken: Taken, *, left: float, top: float, right: float, bottom: float
) -> dict[str, Place]:
    """Lay *cards* in rows as one reads them, over nothing that is *taken*; leave out those that no room is left for."""
    places: dict[str, Place] = {}
    x, y, height = left, top, 0.0
    for card in sorted(cards, key=lambda each: (each.spot.y, each.spot.x, each.id)):
        wide, high = card.spot.width, card.spot.height
        if x > left and x + wide > right:
            x, y, height = left, y + height + GAP, 0.0
        within = Spot(x + _ROUNDED, y + _ROUNDED, wide - 2 * _ROUNDED, high - 2 * _ROUNDED)
        if x + wide > right or y + high > bottom or taken.hits(within):
            continue
        places[card.id] = (round(x, 2), round(y, 2))
        taken.take(Spot(x, y, wide, high))
        x, height = x + wide + GAP, max(height, high)
    return places
