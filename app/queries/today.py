"""I dag: the meetings of the day, and what waits for the user, sorted by harm."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.agreement import AGREEMENT
from app.domain.citizen import CITIZEN
from app.domain.meeting import MEETING, Meeting
from app.domain.record import Mark, Record
from app.domain.values import State
from app.queries.caseload import initials_of, name_of
from app.queries.contests import title_of
from app.queries.refusals import refusals
from app.queries.words import near_day
from app.store.reader import Reader

LONGEST = 50
_OVER = frozenset({State.DONE, State.STOPPED})


class Waiting(StrEnum):
    """Why a row waits, the most harmful first."""

    REFUSED = "refused"
    CONTESTED = "contested"
    LATE = "late"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting of the day."""

    id: str
    citizen: str
    name: str
    initials: str
    title: str
    time: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """One thing that waits: what it is about, whose, and why; `id` is a record's, or a change's that was refused."""

    id: str
    citizen: str
    name: str
    title: str
    waiting: Waiting
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The day of the user."""

    today: date
    meetings: tuple[MeetingRow, ...] = ()
    waiting: tuple[WaitingRow, ...] = ()
    citizens: int = 0


def day_view(reader: Reader, *, today: date) -> DayView:
    """Return the day of the user over all citizens on this device."""
    names = _Names(reader)
    meetings = reader.all(MEETING, day_from=today.isoformat(), day_to=f"{today.isoformat()}T24", limit=LONGEST)
    meetings.sort(key=lambda each: (each.starts_at or "", each.id))
    return DayView(
        today=today,
        meetings=tuple(_meeting(each, names) for each in meetings),
        waiting=tuple(_waiting(reader, names, today=today)),
        citizens=reader.count(CITIZEN),
    )


class _Names:
    """The names of citizens, each read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, str] = {}

    def __call__(self, citizen: str | None) -> str:
        if citizen is None:
            return ""
        if citizen not in self._known:
            self._known[citizen] = name_of(self._reader.get(CITIZEN, citizen))
        return self._known[citizen]


def _meeting(meeting: Meeting, names: _Names) -> MeetingRow:
    name = names(meeting.citizen)
    return MeetingRow(
        id=meeting.id,
        citizen=meeting.citizen or "",
        name=name,
        initials=initials_of(name),
        title=meeting.title or title_of(meeting),
        time=(meeting.starts_at or "")[11:16].replace(":", "."),
        place=meeting.place or "",
    )


def _waiting(reader: Reader, names: _Names, *, today: date) -> Iterable[WaitingRow]:
    for refused in refusals(reader, today=today, limit=LONGEST):
        yield WaitingRow(
            id=refused.change, citizen=refused.citizen or "", name=refused.name, title=refused.title,
            waiting=Waiting.REFUSED,
        )  # fmt: skip
    for record in reader.marked(Mark.CONTESTED, limit=LONGEST):
        yield _row(record, names, why=Waiting.CONTESTED)
    due = reader.all(AGREEMENT, day_from="1900", day_to=today.isoformat(), limit=4 * LONGEST)
    open_ones = [each for each in due if each.due and each.state not in _OVER]
    for agreement in sorted(open_ones, key=lambda each: (each.due or "", each.id), reverse=True)[:LONGEST]:
        is_today = agreement.due == today.isoformat()
        day = near_day(agreement.due or "", today=today)
        yield _row(agreement, names, why=Waiting.DUE if is_today else Waiting.LATE, day=day)


def _row(record: Record, names: _Names, *, why: Waiting, day: str = "") -> WaitingRow:
    return WaitingRow(
        id=record.id,
        citizen=record.citizen or "",
        name=names(record.citizen),
        title=title_of(record),
        waiting=why,
        day=day,
    )
