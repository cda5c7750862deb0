"""ElementKind: what tells one kind of card from another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.item import ItemType
from app.domain.record import RecordType
from app.domain.values import State
from app.texts import Text, mark, say
from ui.board.dates import told_day

Foot = Callable[[Any, date], str]

_DONE = mark("card", "Gjort")
_STOPPED = mark("card", "Stoppet")
_TOLD = mark("card", "Nævnt {day}")
_FROM_TO = mark("card", "{start} – {end}")
_FROM = mark("card", "Fra {day}")
_UNTIL = mark("card", "Til {day}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementKind:
    """A kind of card: the record it shows, its tool key, its foot line from (item, today), and its child's kind.

    Icon and colours are in `resources/theme.toml` under the name of its type; one without looks like a blank card.
    `child` is what Shift+Enter and a line let go on empty ground make. Only a kind that is a tool is made by itself.
    """

    record: RecordType[Any]
    foot: Foot
    key: str = ""
    child: ItemType = ItemType.IDEA
    is_tool: bool = True

    @property
    def type(self) -> ItemType:
        """Return the item type that the card shows."""
        return ItemType(self.record.type or ItemType.IDEA)

    @property
    def label(self) -> Text:
        """Return the word on the card's band."""
        return self.record.label


def said(item: Any, today: date) -> str:
    """Return when something without a date of its own was said."""
    return say(_TOLD, day=told_day(item.told_on, today)) if item.told_on else ""


def due(item: Any, today: date) -> str:
    """Return by when, or that it is done."""
    return ended(item) or (told_day(item.due, today) if item.due else "")


def span(item: Any, today: date) -> str:
    """Return from when until when."""
    if ended(item):
        return ended(item)
    start = told_day(item.start, today) if item.start else ""
    end = told_day(item.end, today) if item.end else ""
    if start and end:
        return say(_FROM_TO, start=start, end=end)
    return say(_FROM, day=start) if start else say(_UNTIL, day=end) if end else ""


def ended(item: Any) -> str:
    """Return the word for an item that is done or was stopped, nothing for others."""
    return {State.DONE: say(_DONE), State.STOPPED: say(_STOPPED)}.get(item.state, "")
