"""Gør klar til møde: the meeting that comes next, who is asked to it, what is new since the last one, what waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from app.clock import begins, instant
from app.domain import ITEM_TYPES
from app.domain.consent import CONSENT
from app.domain.disagreement import DISAGREEMENT
from app.domain.item import ITEM, Item
from app.domain.meeting import MEETING, Meeting
from app.domain.values import OVER
from app.queries.meetings import Attendee, attendees, last_held, todays_meeting
from app.queries.minutes import HeldMeeting, held_meetings
from app.queries.news import LOOKED_THROUGH, NOT_STANDING
from app.queries.tells.board import plan_tells
from app.queries.words import day_in_words, day_of_moment, item_title
from app.store.reader import Reader
from app.texts import mark, say

MOST = 8
"""So many lines each part has."""
_USUAL = timedelta(days=30)
"""How far back is new where no meeting was held, and how soon the end of a consent is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What the worker goes through before a meeting; `since` is the day from which on things are new."""

    meeting: Meeting | None
    since: str
    attendees: tuple[Attendee, ...] = ()
    news: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    held: tuple[HeldMeeting, ...] = ()


def preparation(reader: Reader, *, citizen: str, today: date) -> Preparation:
    """Return what there is to know before the meeting of *citizen* that comes next."""
    meeting = todays_meeting(reader, citizen=citizen, today=today) or _coming(reader, citizen, today)
    meetings = reader.all(MEETING, citizen=citizen)
    last = last_held(meetings)
    since = (last and last.closed_at) or instant(begins(today - _USUAL))
    return Preparation(
        meeting=meeting,
        since=day_of_moment(since),
        attendees=tuple(attendees(reader, citizen=citizen, meeting=meeting)),
        news=tuple(_news(reader, citizen, since))[:MOST],
        waits=tuple(_waits(reader, citizen, today))[:MOST],
        held=held_meetings(reader, citizen=citizen)[:MOST],
    )


def _coming(reader: Reader, citizen: str, today: date) -> Meeting | None:
    planned = reader.all(MEETING, citizen=citizen, day_from=today.isoformat())
    open_ = [each for each in planned if not each.closed_at and not each.begun_at and each.state not in OVER]
    return min(open_, key=lambda each: (each.starts_at or "", each.id), default=None)


def _news(reader: Reader, citizen: str, since: str) -> Iterator[str]:
    """Yield the titles of what was written since, the newest first."""
    changes = reader.changes(citizen=citizen, limit=LOOKED_THROUGH)
    standing = [each for each in changes if each.at > since and each.state not in NOT_STANDING]
    edits = (edit for each in standing if each.change is not None for edit in each.change.edits)
    wanted = list(dict.fromkeys(edit.record for edit in edits if edit.kind == ITEM))
    for item in reader.some(wanted):
        if isinstance(item, Item) and not item.deleted and not isinstance(item, Meeting) and item_title(item):
            kind = next(each for each in ITEM_TYPES if each.type == item.type)
            yield f"{say(kind.label)}: {item_title(item)}"


def _waits(reader: Reader, citizen: str, today: date) -> Iterator[str]:
    """Yield what somebody has to see to: what the board tells, and what only a meeting can settle."""
    yield from (each.line for each in plan_tells(reader, citizen=citizen, today=today).tells)
    items = {each.id: each for each in cast("list[Item]", reader.all(*ITEM_TYPES, citizen=citizen))}
    for objection in reader.all(DISAGREEMENT, citizen=citizen):
        if objection.ended_at is None and objection.item in items:
            title = item_title(items[objection.item])
            yield say(mark("prepare", "{title}: borgeren er ikke enig."), title=title)
    soon = (today + _USUAL).isoformat()
    for consent in reader.all(CONSENT, citizen=citizen):
        if consent.withdrawn_at is None and consent.until and today.isoformat() <= consent.until <= soon:
            yield say(mark("prepare", "Et samtykke gælder til {day}."), day=day_in_words(consent.until))
