"""What a board tells: the most urgent first, at most three on it at once, nothing of it while a meeting is held."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from app.domain import ITEM_TYPES
from app.domain.connector import CONNECTOR, Connector
from app.domain.item import Item
from app.queries.board import BoardView
from app.queries.tells.awaited import awaited
from app.queries.tells.goals import goals_apart
from app.queries.tells.hours import same_hours, too_many_hours
from app.queries.tells.left_open import nobody, overdue
from app.queries.tells.meetings import meeting_clashes
from app.queries.tells.tell import Ground, Tell, TellKind
from app.queries.tells.unread import unread
from app.queries.tells.versions import not_accepted, two_versions
from app.store.reader import Reader

MOST_BADGES = 3
TELLERS: tuple[Callable[[Ground], Iterator[Tell]], ...] = (
    not_accepted,
    two_versions,
    meeting_clashes,
    goals_apart,
    same_hours,
    too_many_hours,
    overdue,
    nobody,
    awaited,
    unread,
)
"""Each kind of tell; the order of urgency is that of `TellKind`."""
_URGENCY = {kind: rank for rank, kind in enumerate(TellKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a board tells now: the `badges` on it, and all tells that are not quiet for this user."""

    tells: tuple[Tell, ...] = ()

    @property
    def badges(self) -> tuple[Tell, ...]:
        """Return what is shown on the board: one tell a card, and not more than three."""
        found: dict[str, Tell] = {}
        for each in self.tells:
            found.setdefault(each.cards[0], each)
            if len(found) == MOST_BADGES:
                break
        return tuple(found.values())

    @property
    def more(self) -> int:
        """Return how many are told of elsewhere only."""
        return len(self.tells) - len(self.badges)


def quiet_mark(citizen: str) -> str:
    """Return the name of the setting that holds what this user does not want to be told of for now."""
    return f"quiet:{citizen}"


def quiet_keys(reader: Reader, citizen: str) -> list[str]:
    """Return the keys of what is quiet for this user."""
    kept = reader.setting(quiet_mark(citizen))
    return list(json.loads(kept)) if kept else []


def board_tells(reader: Reader, *, view: BoardView) -> Told:
    """Return what the board that *view* shows tells; *view* is not one of a meeting."""
    items = {each.id: each.item for each in view.cards}
    lines = tuple(each.connector for each in view.links)
    return _told(reader, view.citizen, view.today, items, lines)


def plan_tells(reader: Reader, *, citizen: str, today: date) -> Told:
    """Return what the whole plan of *citizen* tells."""
    items = {each.id: each for each in cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))}
    return _told(reader, citizen, today, items, reader.all(CONNECTOR, citizen=citizen))


def _told(
    reader: Reader, citizen: str, today: date, items: Mapping[str, Item], lines: Iterable[Connector]
) -> Told:  # fmt: skip
    ground = Ground(reader=reader, citizen=citizen, today=today, items=items, lines=tuple(lines))
    quiet = frozenset(quiet_keys(reader, citizen))
    found = [each for teller in TELLERS for each in teller(ground) if each.key not in quiet]
    return Told(tells=tuple(sorted(found, key=lambda each: _URGENCY[each.kind])))
