"""I dag: the meetings of the day, and what waits for the user, sorted by harm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.agreement import AGREEMENT, Agreement
from app.domain.citizen import CITIZEN, Citizen
from app.domain.meeting import MEETING, Meeting
from app.domain.record import Mark, Record
from app.domain.values import OVER
from app.queries.caseload import initials_of, name_of
from app.queries.contests import title_of
from app.queries.late_work import LateView, late_work
from app.queries.next_days import ComingRow, OpenedRow, coming, opened_lately
from app.queries.refusals import RefusedView, refusals
from app.queries.words import near_day, wall_time
from app.store.reader import Reader

LONGEST = 50


class Waiting(StrEnum):
    """Why a row waits, the most harmful first."""

    REFUSED = "refused"
    LATE_WORK = "late_work"
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
    is_open: bool = True
    """Whether it can begin, or go on."""


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
    coming: tuple[ComingRow, ...] = ()
    opened: tuple[OpenedRow, ...] = ()
    citizens: int = 0


def day_view(reader: Reader, *, today: date) -> DayView:
    """Return the day of the user over all citizens on this device."""
    meetings = reader.all(MEETING, day_from=today.isoformat(), day_to=f"{today.isoformat()}T24", limit=LONGEST)
    meetings.sort(key=lambda each: (each.starts_at or "", each.id))
    unwritable = reader.unwritable()
    contested = [each for each in reader.marked(Mark.CONTESTED, limit=LONGEST) if each.citizen not in unwritable]
    due = reader.due(AGREEMENT, until=today.isoformat(), over=OVER, limit=LONGEST)
    names = _names(reader, [*meetings, *contested, *due])
    return DayView(
        today=today,
        meetings=tuple(_meeting(each, names) for each in meetings),
        waiting=(
            *(_refused(each) for each in refusals(reader, today=today, limit=LONGEST)),
            *(_late_work(each) for each in late_work(reader, today=today, limit=LONGEST)),
            *(_row(each, names, why=Waiting.CONTESTED) for each in contested),
            *(_due(each, names, today=today) for each in due),
        ),
        coming=coming(reader, today=today),
        opened=opened_lately(reader),
        citizens=reader.count(CITIZEN),
    )


def _names(reader: Reader, records: Iterable[Record]) -> Mapping[str | None, str]:
    """Return the names of the citizens that *records* belong to, read at once."""
    wanted = list(dict.fromkeys(each.citizen for each in records if each.citizen))
    known = {each.id: each for each in reader.some(wanted) if isinstance(each, Citizen)}
    return {each: name_of(known.get(each)) for each in wanted} | {None: ""}


def _meeting(meeting: Meeting, names: Mapping[str | None, str]) -> MeetingRow:
    name = names[meeting.citizen]
    return MeetingRow(
        id=meeting.id,
        citizen=meeting.citizen or "",
        name=name,
        initials=initials_of(name),
        title=meeting.title or title_of(meeting),
        time=wall_time(meeting.starts_at or ""),
        place=meeting.place or "",
        is_open=meeting.closed_at is None and meeting.state not in OVER,
    )


def _refused(refused: RefusedView) -> WaitingRow:
    return WaitingRow(
        id=refused.change, citizen=refused.citizen or "", name=refused.name, title=refused.title,
        waiting=Waiting.REFUSED,
    )  # fmt: skip


def _late_work(late: LateView) -> WaitingRow:
    return WaitingRow(
        id=late.work.id, citizen=late.work.citizen or "", name=late.name, title=late.title, waiting=Waiting.LATE_WORK,
        day=late.author,
    )  # fmt: skip


def _due(agreement: Agreement, names: Mapping[str | None, str], *, today: date) -> WaitingRow:
    why = Waiting.DUE if agreement.due == today.isoformat() else Waiting.LATE
    return _row(agreement, names, why=why, day=near_day(agreement.due or "", today=today))


def _row(record: Record, names: Mapping[str | None, str], *, why: Waiting, day: str = "") -> WaitingRow:
    return WaitingRow(
        id=record.id,
        citizen=record.citizen or "",
        name=names[record.citizen],
        title=title_of(record),
        waiting=why,
        day=day,
    )
