"""A board as it stood: on any day, or after any change; of what this reader may read, and of nothing taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from app.clock import DANISH_TIME, danish_day, instant, moment
from app.domain.board import BOARD, PLACEMENT
from app.domain.connector import CONNECTOR
from app.domain.drawing import FRAME, INK, LABEL
from app.domain.item import ITEM, Item
from app.domain.meeting import MEETING
from app.queries.board import BoardsUpdate, BoardView, boards_update
from app.queries.news import NOT_STANDING
from app.queries.words import day_of_moment, item_title
from app.store.folded import FoldedPlan
from app.store.history import as_it_stood
from app.store.reader import Reader, StoredChange
from app.texts import Text, mark, say

MOST = 2_000
"""So many of the newest changes can be gone through one by one; a day is found among all of them."""
_SEEN = frozenset({ITEM, PLACEMENT.kind, CONNECTOR.kind, INK.kind, FRAME.kind, LABEL.kind})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A change that a board shows: the instant it was written at, its Danish day, and what was done, in words."""

    at: str
    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting that was held: what it is called, and between which instants."""

    title: str
    begun: str
    closed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a plan has gone through, the oldest first, and the meetings that were held, the last one first."""

    moments: tuple[Moment, ...] = ()
    meetings: tuple[Held, ...] = ()


def past_board(
    reader: Reader, *, before: BoardView | None, citizen: str, board: str | None, at: str
) -> BoardsUpdate:  # fmt: skip
    """Return the board as it stood at instant *at*, by when its changes were written."""
    standing = as_it_stood(reader.connection, citizen=citizen, at=at, by_writing=True)
    plan = FoldedPlan.of(citizen, standing.records)
    known = board if board is not None and plan.get(BOARD, board) is not None else None
    return boards_update(plan, before=before, citizen=citizen, today=danish_day(moment(at)), board=known)


def course(reader: Reader, *, citizen: str) -> Course:
    """Return what the plan of *citizen* has gone through, as far as it is here."""
    changes = [each for each in reader.changes(citizen=citizen, limit=MOST) if each.state not in NOT_STANDING]
    shown = [each for each in changes if each.change and any(edit.kind in _SEEN for edit in each.change.edits)]
    held = [each for each in reader.all(MEETING, citizen=citizen) if each.begun_at and each.closed_at]
    held.sort(key=lambda each: each.begun_at or "", reverse=True)
    return Course(
        moments=tuple(_moments(reader, shown)),
        meetings=tuple(
            Held(
                title=say(mark("past", "{title}, {day}"), title=item_title(each) or say(MEETING.label),
                          day=day_of_moment(each.begun_at or "")),
                begun=each.begun_at or "",
                closed=each.closed_at or "",
            )
            for each in held
        ),
    )  # fmt: skip


def end_of_day(day: date) -> str:
    """Return the last instant of a Danish day."""
    return instant(datetime.combine(day, time.max, tzinfo=DANISH_TIME))


def _moments(reader: Reader, changes: list[StoredChange]) -> Iterator[Moment]:
    """Yield a moment for each act, in the order of writing."""
    acts = {(each.at, each.act): each for each in sorted(changes, key=lambda each: (each.at, each.id))}
    named = {each.id: _item(each) for each in acts.values()}
    items = reader.some(sorted({each for each in named.values() if each}))
    titles = {each.id: item_title(each) for each in items if isinstance(each, Item)}
    for each in acts.values():
        act = say(Text("act", each.change.name)) if each.change is not None else ""
        title = titles.get(named[each.id] or "", "")
        words = say(mark("past", "{act}: «{title}»"), act=act, title=title) if title else act
        yield Moment(at=each.at, day=danish_day(moment(each.at)), words=words)


def _item(change: StoredChange) -> str | None:
    edits = change.change.edits if change.change is not None else ()
    return next((edit.record for edit in edits if edit.kind == ITEM), None)
