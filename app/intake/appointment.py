"""Appointment and Encounter: meetings that are to come; an encounter that is over is kept beside the plan."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from app.domain.days import read_day, read_moment, read_wall_time, show_day
from app.domain.meeting import MEETING, PARTICIPATION, Attendance
from app.intake.elements import Json, code, concept_text, concept_texts, each, first, line, period_text, start, text
from app.intake.fact import Draft, Mention, Outcome, Target, ToActor, ToSlot
from app.intake.reading import Reading, Told, known, note_of, short, titled
from app.intake.states import state_of, state_words
from app.texts import mark, say

_ABSENT = ("declined",)
_UNSAID = mark("intake", "Møde")
_LONGEST = 60 * 24 * 366
"""Minutes."""


def read_appointment(reading: Reading) -> Told:
    """Read an Appointment."""
    resource = reading.resource
    people, places, citizen = _parts(reading, [one.get("actor") for one in each(resource.get("participant"))])
    title, whole = titled(
        text(resource.get("description"))
        or concept_text(resource.get("serviceType"))
        or concept_text(resource.get("reasonCode"))
        or concept_text(resource.get("appointmentType"))
        or reading.narrative()
        or say(_UNSAID)
    )
    starts, ends = _times(resource)
    fields = known(
        type=MEETING.type,
        title=title,
        starts_at=starts,
        ends_at=ends,
        place=short(", ".join(one.display for one in places if one.display)),
        agenda=text(resource.get("comment")),
        state=state_of(resource.get("status")),
        told_on=read_day(resource.get("created")),
        note=_note(resource, whole, title),
    )
    return Told(
        outcome=Outcome.MAPPED,
        citizen=citizen,
        through=reading.targets(resource.get("basedOn")),
        needs_citizen=True,
        mentions=tuple(Mention(target=one) for one in people),
        drafts=(Draft(type=MEETING, fields=fields), *_participations(reading, resource)),
        title=title,
        day=starts[:10] if starts else start(resource.get("requestedPeriod")),
        state=line(resource.get("status")),
    )


def read_encounter(reading: Reading, *, today: date) -> Told:
    """Read an Encounter: a meeting while it is to come, else kept; what was a meeting then tells how it ended."""
    resource = reading.resource
    period = first(resource.get("period"))
    is_coming = _is_coming(resource, today=today)
    title, whole = titled(_encounter_name(reading))
    actors = [one.get("individual") for one in each(resource.get("participant"))]
    people, _, _ = _parts(reading, actors)
    places = reading.targets([one.get("location") for one in each(resource.get("location"))])
    fields = known(
        type=MEETING.type,
        title=title,
        starts_at=read_wall_time(period.get("start")),
        ends_at=read_wall_time(period.get("end")),
        place=short(", ".join(one.display for one in places if one.display)),
        state=state_of(resource.get("status")),
        note=note_of(whole, *concept_texts(resource.get("reasonCode")), _vague(period)),
    )
    return Told(
        outcome=Outcome.MAPPED if is_coming else Outcome.KEPT,
        citizen=reading.target(resource.get("subject")),
        needs_citizen=is_coming,
        mentions=tuple(Mention(target=one) for one in people) if is_coming else (),
        drafts=(Draft(type=MEETING, fields=fields),),
        title=title,
        day=start(period),
        state=line(resource.get("status")),
    )


def _is_coming(resource: Json, *, today: date) -> bool:
    status = code(resource.get("status"))
    if status in ("planned", None, "unknown"):
        return status == "planned" or (start(resource.get("period")) or "") > today.isoformat()
    return status in ("arrived", "triaged", "in-progress") and (
        (start(resource.get("period")) or "") > today.isoformat()
    )


def _encounter_name(reading: Reading) -> str:
    resource = reading.resource
    return (
        concept_text(resource.get("type"))
        or concept_text(resource.get("serviceType"))
        or concept_text(resource.get("reasonCode"))
        or reading.narrative()
        or line(first(resource.get("class")).get("display"))
        or say(_UNSAID)
    )


def _parts(reading: Reading, references: Iterable[Any]) -> tuple[list[Target], list[Target], Target | None]:
    """Return (people, places, the citizen) among *references*."""
    people: list[Target] = []
    places: list[Target] = []
    citizen = None
    for reference in references:
        other = reading.target(reference)
        if other is None:
            continue
        kind = _kind(reference, other)
        if kind == "Patient" and citizen is None:
            citizen = other
        elif kind == "Location":
            places.append(other)
        elif kind != "Patient":
            people.append(other)
    return people, places, citizen


def _kind(reference: Any, other: Target) -> str:
    """Return the type of what is referred to: as the reference says, since an address within a bundle tells none."""
    return line(first(reference).get("type")) or (other.identity.type if other.identity else "")


def _participations(reading: Reading, resource: Json) -> tuple[Draft, ...]:
    drafts: dict[str, Draft] = {}
    for one in each(resource.get("participant")):
        other = reading.target(one.get("actor"))
        if other is None or _kind(one.get("actor"), other) in ("Patient", "Location"):
            continue
        slot = f"part|{other.identity.type}/{other.identity.id}" if other.identity else f"part|{other.display}"
        attendance = Attendance.ABSENT if code(one.get("status")) in _ABSENT else Attendance.INVITED
        fields = {"meeting": ToSlot(""), "actor": ToActor(other), "attendance": str(attendance)}
        drafts[slot] = Draft(type=PARTICIPATION, slot=slot, fields=fields, needs=("meeting", "actor"))
    return tuple(drafts.values())


def _times(resource: Json) -> tuple[str | None, str | None]:
    starts, ends = read_wall_time(resource.get("start")), read_wall_time(resource.get("end"))
    minutes, begun = _minutes(resource), read_moment(resource.get("start"))
    if ends is None and begun is not None and minutes is not None:
        ends = _wall(begun, minutes)
    return starts, ends


def _wall(begun: datetime, minutes: int) -> str | None:
    try:
        return read_wall_time((begun + timedelta(minutes=minutes)).isoformat())
    except OverflowError:
        return None


def _minutes(resource: Json) -> int | None:
    """Return how long it lasts; a number that no meeting lasts is none."""
    told = resource.get("minutesDuration")
    if not isinstance(told, int) or isinstance(told, bool):
        return None
    return told if 0 < told <= _LONGEST else None


def _vague(period: Json) -> str | None:
    """A month or a year gives no wall time; the words keep it."""
    day = read_day(period.get("start"))
    return show_day(day) if day and len(day) < 10 else None


def _note(resource: Json, whole: str | None, title: str | None) -> str | None:
    minutes = _minutes(resource)
    wanted = period_text(resource.get("requestedPeriod"))
    said = (
        whole,
        state_words(resource.get("status"), resource.get("cancelationReason")),
        *concept_texts(resource.get("serviceType")),
        *concept_texts(resource.get("appointmentType")),
        *concept_texts(resource.get("reasonCode")),
        *(line(one.get("display")) for one in each(resource.get("reasonReference"))),
        *concept_texts(resource.get("specialty")),
        text(resource.get("patientInstruction")),
        say(mark("intake", "Ønsket tid: {period}"), period=wanted) if wanted else None,
        say(mark("intake", "Varighed: {minutes} minutter"), minutes=minutes) if minutes else None,
    )
    return note_of(*(part for part in said if part != title))
