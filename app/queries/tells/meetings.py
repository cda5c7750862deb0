"""Meetings that clash: two at the same hour, or so close that nobody gets from the one to the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.item import Item
from app.domain.meeting import Meeting
from app.domain.values import OVER
from app.queries.free_times import end_of, free_times
from app.queries.tells.tell import Ground, Settlement, Tell, TellKind, Way, called
from app.queries.words import day_in_words, near_day, wall_time
from app.texts import mark, say

TRAVEL = timedelta(minutes=30)
"""So long it takes from one place to another that is not known to be the same."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting with hours."""

    starts: datetime
    ends: datetime
    meeting: Meeting


def meeting_clashes(ground: Ground) -> Iterator[Tell]:
    """Tell of meetings to come that one person cannot come to both of; the later written one bears it and is moved."""
    for one, other in clashing(ground.items.values(), today=ground.today):
        yield _clash(ground, one, other)


def clashing(items: Iterable[Item], *, today: date) -> Iterator[tuple[Planned, Planned]]:
    """Yield the pairs of meetings to come that overlap, or lie too close for the way between two places."""
    planned = sorted(_planned(items, today), key=lambda each: (each.starts, each.meeting.id))
    for place, one in enumerate(planned):
        for other in planned[place + 1 :]:
            if other.starts >= one.ends + TRAVEL:
                break
            if other.starts < one.ends or not _is_same_place(one.meeting, other.meeting):
                yield one, other


def _planned(items: Iterable[Item], today: date) -> Iterator[Planned]:
    for each in items:
        starts = each.starts_at if isinstance(each, Meeting) else None
        if not isinstance(each, Meeting) or starts is None or "T" not in starts or starts.endswith("T00:00"):
            continue
        if each.state not in OVER and not each.closed_at and starts[:10] >= today.isoformat():
            begins = datetime.fromisoformat(starts)
            yield Planned(begins, end_of(each, begins), each)


def _is_same_place(one: Meeting, other: Meeting) -> bool:
    return bool(one.place) and (one.place or "").casefold() == (other.place or "").casefold()


def _clash(ground: Ground, one: Planned, other: Planned) -> Tell:
    is_same = other.starts < one.ends
    moved, stays = (one, other) if _is_moved(one.meeting, other.meeting) else (other, one)
    words = mark("tell", "To møder på samme tid") if is_same else mark("tell", "To møder for tæt")
    line = mark("tell", "«{title}» og «{other}» er på samme tid.")
    if not is_same:
        line = mark("tell", "Der er under en halv time mellem «{title}» og «{other}».")
    return Tell(
        kind=TellKind.MEETINGS,
        cards=(moved.meeting.id, stays.meeting.id),
        words=say(words),
        line=say(line, title=called(one.meeting), other=called(other.meeting)),
        why=(_when(one), _when(other)),
        settlements=(_move(ground, moved),),
        facts=tuple(f"{each.starts} {each.ends} {each.meeting.place}" for each in (one, other)),
    )


def _is_moved(one: Meeting, other: Meeting) -> bool:
    """Tell whether *one* is to be moved: the later written of the two, never one that has begun."""
    return (other.begun_at is not None, one.id) > (one.begun_at is not None, other.id)


def _when(planned: Planned) -> str:
    meeting, ends = planned.meeting, planned.ends.strftime("%H.%M")
    day = day_in_words(meeting.starts_at or "")
    if meeting.place:
        words = mark("tell", "«{title}»: {day} til {ends}, {place}.")
        return say(words, title=called(meeting), day=day, ends=ends, place=meeting.place)
    return say(mark("tell", "«{title}»: {day} til {ends}."), title=called(meeting), day=day, ends=ends)


def _move(ground: Ground, moved: Planned) -> Settlement:
    """Offer the first hour from that day on at which nobody who comes is known to be elsewhere."""
    first = max(moved.starts.date(), ground.today + timedelta(days=1))
    found = free_times(
        ground.reader, citizen=ground.citizen, meeting=moved.meeting.id, first=first, today=ground.today
    )  # fmt: skip
    if not found.times:
        return Settlement(words=say(mark("tell", "Flyt mødet")), way=Way.FIELD, place="day")
    return _moved_to(moved, found.times[0], today=ground.today)


def _moved_to(moved: Planned, time: str, *, today: date) -> Settlement:
    ends = datetime.fromisoformat(time) + (moved.ends - moved.starts)
    fields = {"starts_at": time}
    if moved.meeting.ends_at:
        fields["ends_at"] = ends.isoformat(timespec="minutes")
    day = near_day(time, today=today).lower()
    return Settlement(
        words=say(mark("tell", "Flyt til {day} kl. {time}"), day=day, time=wall_time(time)),
        way=Way.EDIT,
        record=moved.meeting,
        fields=fields,
        done=say(mark("tell", "«{title}» er flyttet til {day}."), title=called(moved.meeting), day=day_in_words(time)),
    )
