"""Tell: one thing that a board tells of its own accord, why it does, and what settles it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from app.clock import danish_day
from app.domain.connector import Connector
from app.domain.item import Item
from app.domain.record import Record
from app.ids import is_uuid, made_at
from app.queries.words import day_in_words, item_title
from app.store.reader import Reader
from app.texts import mark, say

_UNTITLED = mark("tell", "Uden titel")


class TellKind(StrEnum):
    """What is told, the most urgent first."""

    REFUSED = "refused"
    VERSIONS = "versions"
    MEETINGS = "meetings"
    GOALS = "goals"
    HOURS = "hours"
    OVERDUE = "overdue"
    NOBODY = "nobody"
    AWAITED = "awaited"
    UNREAD = "unread"


class Way(StrEnum):
    """How something is settled."""

    EDIT = "edit"
    """`fields` of `record` are set."""
    FIELD = "field"
    """A person fills the field `place` of the card."""
    PLAN = "plan"
    """A person writes in the plan, at the item."""
    FACE = "face"
    """A person answers on the face `place` of the citizen's page."""
    SEEN = "seen"
    """It has been read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What settles a tell, as a button says it; `done` is said when it has been done."""

    words: str
    way: Way
    record: Record | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    done: str = ""


@dataclass(frozen=True, kw_only=True)
class Tell:
    """What is told of `cards`, the first of which bears it: `words` on the card, `line` in a list, `why` in facts.

    `facts` are what it rests on, in no language: when they change, it is told anew to whom it was quiet for.
    """

    kind: TellKind
    cards: tuple[str, ...]
    words: str
    line: str
    why: tuple[str, ...]
    settlements: tuple[Settlement, ...]
    facts: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """The mark by which it is known again while its facts stand."""
        told = "\n".join((self.kind, *self.cards, *self.facts))
        return hashlib.sha256(told.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is told of: the standing items of a plan or a board, by their ids, and the lines between them."""

    reader: Reader
    citizen: str
    today: date
    items: Mapping[str, Item]
    lines: tuple[Connector, ...] = ()


def called(item: Item) -> str:
    """Return the title of *item*, or that it has none."""
    return item_title(item) or say(_UNTITLED)


def written(identity: str) -> tuple[str, ...]:
    """Return in a sentence on which day the record *identity* was made; nothing of an id that holds no time."""
    made = made_at(identity) if is_uuid(identity) else None
    if made is None:
        return ()
    day = danish_day(datetime.fromtimestamp(made / 1_000, UTC)).isoformat()
    return (say(mark("tell", "Skrevet {day}."), day=day_in_words(day)),)
