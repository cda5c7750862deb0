"""Karen: the citizen of the meeting story, whose plan is thin until the meeting is held."""

from collections.abc import Iterable
from datetime import timedelta

from app.clock import instant
from app.demo.chance import at_danish_time
from app.demo.circle import Part, double, join, team
from app.demo.dossier import ADD, Dossier
from app.demo.faults import FaultKind
from app.demo.follow_up import GIVE
from app.demo.gatherings import clash
from app.domain.citizen import RELATIVE, Relative
from app.domain.consent import CONSENT, Consent, Given
from app.domain.item import ItemType
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting, Participation
from app.domain.note import NOTE, Note
from app.domain.values import State
from app.texts import mark

_AROUND = ("søster", "skole", "psykiatri", "læge")
"""Keys of those whom the municipality knows about before the meeting."""


def tell_karen(dossier: Dossier) -> None:
    """Write what is known the day before: actors, one of them twice, a consent, a meeting today and two that clash."""
    day = dossier.rounds[0]
    for part in team(dossier):
        join(dossier, part, day, heard=dossier.today - timedelta(days=dossier.chance.number(3, 20)))
    known = {each.key: each for each in dossier.story.actors}
    for key in _AROUND:
        told = known[key]
        part = Part(
            key=key, role=told.role, of=told.of, responsibility=told.responsibility, organisation=told.organisation,
            frequency=told.frequency, gender=told.gender, is_unit=told.is_unit, is_family=told.is_family,
        )  # fmt: skip
        join(dossier, part, day, heard=dossier.today - timedelta(days=dossier.chance.number(8, 34)))
    if dossier.has(FaultKind.DUPLICATE_ACTOR):
        double(dossier)
    _consent(dossier)
    _meet_today(dossier)
    _summoned(dossier)
    _first_talk(dossier)


def tell_family(dossier: Dossier, children: Iterable[str]) -> None:
    """Write that Karen's children, who have plans of their own, are family."""
    written = dossier.rounds[0] + timedelta(days=1)
    deed = dossier.chronicle.deed(at_danish_time(written, 14), dossier.author(written), mark("act", "Vælg familie"))
    for each in children:
        deed.put(RELATIVE, Relative(related=each))


def _consent(dossier: Dossier) -> None:
    day = dossier.rounds[0]
    actors = tuple(dossier.actors[key].id for key in ("psykiatri", "læge"))
    at = dossier.after_all(*actors, day=day)
    until = (dossier.today + timedelta(days=200)).replace(day=30)
    consent = Consent(
        actors=actors, purpose="At vi kan tale sammen om planen", given=Given.WRITTEN, given_at=instant(at),
        until=until.isoformat(),
    )  # fmt: skip
    dossier.chronicle.deed(at, dossier.author(day), GIVE).put(CONSENT, consent)


def _meet_today(dossier: Dossier) -> None:
    """Write today's meeting at home, and who is asked to come."""
    written = dossier.rounds[0]
    at = dossier.after_all(*(each.id for each in dossier.actors.values()), day=written)
    meeting = Meeting(
        title="Møde om Én plan",
        place=dossier.say("Hjemme hos {citizen}"),
        agenda=dossier.say(
            "Hvad er vigtigt for {citizen}?\nHvem hjælper, og med hvad?\nMål og aftaler\nHvornår ses vi igen?"
        ),
        starts_at=f"{dossier.today.isoformat()}T10:00",
        ends_at=f"{dossier.today.isoformat()}T11:30",
        state=State.PLANNED,
    )
    deed = dossier.chronicle.deed(at, dossier.author(written), ADD)
    identity = deed.put(MEETING, meeting)
    dossier.items.setdefault(ItemType.MEETING, []).append(identity)
    for key in ("koordinator", "støtte", "søster"):
        invited = Participation(meeting=identity, actor=dossier.actors[key].id, attendance=Attendance.INVITED)
        deed.put(PARTICIPATION, invited)


def _summoned(dossier: Dossier) -> None:
    """Two departments have summoned Karen for the same Thursday."""
    thursday = dossier.today + timedelta(days=(3 - dossier.today.weekday()) % 7 or 7)
    at = at_danish_time(dossier.rounds[0] + timedelta(days=2), 13)
    meeting = Meeting(
        title="Jobsamtale",
        place="Jobcentret, lokale 2",
        starts_at=f"{thursday.isoformat()}T10:00",
        ends_at=f"{thursday.isoformat()}T11:00",
        state=State.PLANNED,
    )
    identity = dossier.chronicle.deed(at, dossier.known.caseworkers[0], ADD).put(MEETING, meeting)
    dossier.items[ItemType.MEETING].append(identity)
    if dossier.has(FaultKind.MEETING_CLASH):
        clash(dossier, thursday, hour=10)


def _first_talk(dossier: Dossier) -> None:
    day = dossier.rounds[0]
    told = dossier.story.notes[0]
    note = Note(
        title=dossier.say(told.title), text=dossier.say(told.text), day=day.isoformat(),
        author=dossier.author(day).name,
    )  # fmt: skip
    at = dossier.in_meeting(day)
    dossier.chronicle.deed(at, dossier.author(day), mark("act", "Skriv notat")).put(NOTE, note)
