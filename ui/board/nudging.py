"""Nudging: the arrow keys move cards by days and life areas, on a free board by small steps."""

from collections.abc import Iterable

from app.queries.board import DAY_FIELDS, CardView
from app.queries.layout import DAY_WIDTH
from ui.board.easel import Easel

FREE_STEP, FREE_LEAP = 8.0, 64.0


def nudge(easel: Easel, *, days: int, rows: int) -> None:
    """Move the selected cards; one without a date comes to today."""
    cards = [card for card in map(easel.card, sorted(easel.selected)) if card is not None]
    if easel.view.axis is None:
        step = FREE_LEAP if abs(days) > 1 or abs(rows) > 1 else FREE_STEP
        across, down = _sign(days) * step, _sign(rows) * step
        easel.model.move((card, card.spot.x + across, card.spot.y + down) for card in cards)
    elif rows:
        _change_lane(easel, cards, step=_sign(rows))
    else:
        easel.model.move((card, _moved(easel, card, days=days), card.spot.y) for card in cards)


def _moved(easel: Easel, card: CardView, *, days: int) -> float:
    is_dated = card.item.type not in DAY_FIELDS or card.spot.x >= easel.axis_left()
    return card.spot.x + days * DAY_WIDTH if is_dated else easel.today_x()


def _change_lane(easel: Easel, cards: Iterable[CardView], *, step: int) -> None:
    areas = list(dict.fromkeys(lane.area for lane in easel.view.lanes))
    for card in cards:
        place = areas.index(card.item.life_area) + step
        if 0 <= place < len(areas):
            easel.model.set_area(card, areas[place])


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
