"""The ink of one meeting: what was drawn since it began, and the cards it was drawn round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.clock import milliseconds
from app.domain.drawing import Ink
from app.domain.meeting import MEETING
from app.ids import made_at
from app.queries.board import board_view, boards
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingInk:
    """The strokes of a meeting, and the place of each card that one is tied to."""

    strokes: tuple[Ink, ...] = ()
    cards: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def ink_of_meeting(reader: Reader, *, citizen: str, meeting: str, today: date) -> MeetingInk:
    """Return what was drawn on any board of *citizen* since *meeting* began."""
    held = reader.get(MEETING, meeting)
    if held is None or held.begun_at is None:
        return MeetingInk()
    begun = milliseconds(held.begun_at)
    strokes: list[Ink] = []
    cards: dict[str, tuple[float, float]] = {}
    for board in boards(reader, citizen=citizen):
        view = board_view(reader, citizen=citizen, today=today, board=None if board.is_main else board.id)
        drawn = [each.ink for each in view.strokes if (made_at(each.id) or 0) >= begun]
        tied = {each.item for each in drawn}
        strokes += drawn
        cards |= {card.id: (card.spot.x, card.spot.y) for card in view.cards if card.id in tied}
    return MeetingInk(strokes=tuple(strokes), cards=cards)
