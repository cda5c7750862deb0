"""Nudging: keys move what is chosen, by days and life areas or by small steps, resize it, and choose more."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeyEvent

from app.domain.intervention import Intervention
from app.operations import board as board_operations
from app.queries.board import DAY_FIELDS, CardView
from app.queries.layout import DAY_WIDTH
from ui.board.card import CardItem
from ui.board.easel import MONTH_DAYS, Easel
from ui.board.ground import FrameItem
from ui.board.keys import act_of
from ui.board.parts import BoardPart
from ui.board.together import Drawing, bounds_of, record_of, together
from ui.board.tools import FRAME_LEAST
from ui.board.view import STEP
from ui.board.wayfinding import nearest

FREE_STEP, FREE_LEAP = 8.0, 64.0
SIZE_STEP = 24.0
ROUND = 28.0
"""Board units between a frame and what it is drawn round."""
_STEPS = {
    "day back": (-1, 0), "day on": (1, 0), "month back": (-MONTH_DAYS, 0), "month on": (MONTH_DAYS, 0),
    "row up": (0, -1), "row down": (0, 1), "lane up": (0, -2), "lane down": (0, 2),
}  # fmt: skip
_SIZES = {"wider": (1, 0), "narrower": (-1, 0), "taller": (0, 1), "lower": (0, -1)}
DIRECTIONS = ("left", "right", "up", "down")


def common_acts(easel: Easel) -> dict[str, Callable[[], object]]:
    """Return what keys do on every board, a plan's own and that of a family, by the names of the acts."""
    canvas = easel.canvas
    return {
        "enter": easel.enter,
        "leave": easel.leave,
        "first": lambda: easel.go_to(next(iter(easel.view.cards), None)),
        "last": lambda: easel.go_to(next(iter(easel.view.cards[-1:]), None)),
        "zoom in": lambda: canvas.zoom_by(STEP),
        "zoom out": lambda: canvas.zoom_by(1 / STEP),
        "zoom 100": lambda: canvas.set_zoom(1.0),
    }


def steps_in_time(easel: Easel) -> dict[str, Callable[[], object]]:
    """Return what moves the chosen by a day or a month, by the names of the acts."""
    return {act: partial(nudge, easel, days=days, rows=0) for act, (days, rows) in _STEPS.items() if not rows}


def take_key(event: QKeyEvent, easel: Easel, do: Callable[[str], bool]) -> None:
    """Let a key mean its act on the board, done by *do*; one that means nothing there goes on to the window."""
    act = act_of(event)
    if act is None:
        event.ignore()
    elif act in ("next", "previous"):
        event.setAccepted(easel.walk(1 if act == "next" else -1))
    else:
        event.setAccepted(easel.sort(act) or do(act))


class Nudging(BoardPart):
    """Moving, resizing, choosing and framing by keys."""

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {
            **{act: partial(nudge, self.easel, days=days, rows=rows) for act, (days, rows) in _STEPS.items()},
            **{act: partial(self.resize, across, down) for act, (across, down) in _SIZES.items()},
            **{f"also {direction}": partial(self.add, direction) for direction in DIRECTIONS},
            "everything": self.choose_everything,
            "frame": self.frame,
        }

    def resize(self, across: int, down: int) -> None:
        """Make the one chosen thing a step larger or smaller; an intervention lasts a day more or less."""
        easel = self.easel
        item = easel.scene.drawn(next(iter(easel.selected))) if len(easel.selected) == 1 else None
        if isinstance(item, FrameItem):
            item.stretch(
                max(FRAME_LEAST, item.width + across * SIZE_STEP), max(FRAME_LEAST, item.height + down * SIZE_STEP)
            )
            size = {"width": item.width, "height": item.height}
            easel.model.settle(board_operations.resize_frame, frame=item.view, **size)
        elif isinstance(item, CardItem) and across and easel.view.axis is not None and _lasts(item.view):
            self._let_last(item.view, days=across)
        elif isinstance(item, CardItem):
            easel.scene.resize_card(item, item.width + across * SIZE_STEP, item.height + down * SIZE_STEP)
            easel.resized(item)

    def add(self, direction: str) -> None:
        """Choose the nearest card in a direction too."""
        easel, origin = self.easel, self.easel.current()
        found = nearest(easel.view.cards, origin, direction) if origin is not None else None
        if found is not None:
            easel.select([*(each for each in easel.selected if each != found.id), found.id])

    def choose_everything(self) -> None:
        """Choose cards, lines and all that is drawn."""
        self.easel.scene.finish()
        self.easel.select(self.easel.scene.ids())

    def frame(self) -> None:
        """Draw a frame round what is chosen, else in the middle of what is seen; its name is written next."""
        easel = self.easel
        bounds = bounds_of(together(easel.scene, easel.selected))
        if bounds.isNull():
            middle = easel.canvas.seen().center()
            bounds = QRectF(middle.x() - 200, middle.y() - 120, 400, 240)
        easel.writing.new_frame(bounds.adjusted(-ROUND, -1.5 * ROUND, ROUND, ROUND))

    def _let_last(self, card: CardView, *, days: int) -> None:
        item = card.item
        if isinstance(item, Intervention) and item.end is not None and item.start is not None:
            end = date.fromisoformat(item.end) + timedelta(days=days)
            if end.isoformat() >= item.start:
                self.easel.model.run(board_operations.set_end, item=item, end=end.isoformat())


def nudge(easel: Easel, *, days: int, rows: int) -> None:
    """Move what is chosen; a card without a date comes to today."""
    things = together(easel.scene, easel.selected)
    cards = sorted((item.view for item in things if isinstance(item, CardItem)), key=lambda card: card.id)
    drawn = [item for item in things if isinstance(item, Drawing)]
    if easel.view.axis is None:
        step = FREE_LEAP if abs(days) > 1 or abs(rows) > 1 else FREE_STEP
        across, down = _sign(days) * step, _sign(rows) * step
        _move(easel, [(card, card.spot.x + across, card.spot.y + down) for card in cards], drawn, (across, down))
    elif rows:
        _change_lane(easel, cards, step=_sign(rows))
        _move(easel, [], drawn, (0.0, _sign(rows) * FREE_STEP))
    else:
        moved = [(card, _moved(easel, card, days=days), card.spot.y) for card in cards]
        _move(easel, moved, drawn, (days * DAY_WIDTH, 0.0))


def _move(
    easel: Easel, cards: list[tuple[CardView, float, float]], drawn: list[Drawing], by: tuple[float, float]
) -> None:
    easel.model.move(cards, drawn=[record_of(item) for item in drawn], by=by)


def _moved(easel: Easel, card: CardView, *, days: int) -> float:
    is_dated = card.item.type not in DAY_FIELDS or card.spot.x >= easel.axis_left()
    return card.spot.x + days * DAY_WIDTH if is_dated else easel.today_x()


def _change_lane(easel: Easel, cards: Iterable[CardView], *, step: int) -> None:
    areas = list(dict.fromkeys(lane.area for lane in easel.view.lanes))
    places = [(card, areas.index(card.item.life_area) + step) for card in cards]
    easel.model.set_areas([(card, areas[place]) for card, place in places if 0 <= place < len(areas)])


def _lasts(card: CardView) -> bool:
    """Tell whether a card is an intervention whose first and last days are told."""
    item = card.item
    days = (item.start, item.end) if isinstance(item, Intervention) else (None, None)
    return all(day is not None and len(day) == len("2026-01-01") for day in days)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
