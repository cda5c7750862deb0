"""Gatherings: the meetings of a plan: held, with who came, and the coming ones, of which two may clash."""

from datetime import date, timedelta

from app.clock import instant
from app.demo.chance import at_danish_time, working_day
from app.demo.dossier import ADD, CITIZEN_KEY, EDIT, Dossier
from app.demo.faults import FaultKind
from app.demo.lists import Gathering, common
from app.domain.item import ItemType
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting, Participation
from app.domain.plan import PLAN
from app.domain.values import State
from app.ids import plan_of
from app.texts import mark

_PLANS_PER_RIVAL, _FIRST_RIVAL = 20, 4
"""Every twentieth plan has a meeting that two people moved without seeing each other's change."""
START, WHO, CLOSE = mark("act", "Start møde"), mark("act", "Hvem er til stede"), mark("act", "Afslut møde")


def hold_meetings(dossier: Dossier) -> None:
    """Write each meeting held with who came, and the next one."""
    for place, day in enumerate(dossier.rounds):
        _held(dossier, day, common().gathering[0] if place == 0 else dossier.chance.one(common().gathering[1:]))
    hour = dossier.chance.number(9, 13)
    _planned(dossier, dossier.coming, common().gathering[1], hour=hour, minute=0)
    last = dossier.rounds[-1]
    deed = dossier.chronicle.deed(at_danish_time(last, 12, 15), dossier.author(last), mark("act", "Ret planen"))
    deed.edit(PLAN, plan_of(dossier.citizen), follow_up=dossier.coming.isoformat())
    if dossier.known.plan is not None and dossier.known.plan % _PLANS_PER_RIVAL == _FIRST_RIVAL:
        _move_twice(dossier)
    if dossier.has(FaultKind.MEETING_CLASH):
        clash(dossier, dossier.coming, hour=hour)


def _move_twice(dossier: Dossier) -> None:
    """Let the office and a support worker without network move the same meeting to two places."""
    meeting = dossier.items[ItemType.MEETING][-1]
    known = dossier.known
    if known.coordinator is None or known.supporter is None:
        return
    day = working_day(dossier.today - timedelta(days=2))
    office = dossier.chronicle.deed(at_danish_time(day, 9, 12), known.coordinator, EDIT)
    office.edit(MEETING, meeting, place="Rådhuset, lokale 5")
    away = dossier.chronicle.deed(at_danish_time(day, 15, 40), known.supporter, EDIT, away=timedelta(days=1))
    away.edit(MEETING, meeting, place=dossier.say("Hjemme hos {citizen}, i haven"))


def clash(dossier: Dossier, day: date, *, hour: int) -> None:
    """Plant: another department has summoned the citizen for the same hour."""
    first = dossier.items[ItemType.MEETING][-1]
    other = Gathering("Samtale om [forløb og økonomi|status og videre forløb]", "Kommunens kontor, lokale 4", "")
    second = _planned(dossier, day, other, hour=hour, minute=30)
    dossier.plant(FaultKind.MEETING_CLASH, first, second)


def _held(dossier: Dossier, day: date, gathering: Gathering) -> None:
    written = working_day(day - timedelta(days=dossier.chance.number(8, 14)))
    author = dossier.author(day)
    identity = _write(dossier, written, day, gathering, hour=9, minute=30, hours=2)
    begun = at_danish_time(day, 9, 30)
    dossier.chronicle.deed(begun, author, START).edit(MEETING, identity, begun_at=instant(begun))
    for place, (key, actor) in enumerate(dossier.actors.items()):
        if key != CITIZEN_KEY and (dossier.days[actor.id] > day or not _comes(dossier, key)):
            continue
        here = key == CITIZEN_KEY or dossier.chance.happens(0.85)
        at = max(begun, dossier.written[actor.id]) + timedelta(seconds=70 + 9 * place)
        part = Participation(
            meeting=identity, actor=actor.id, attendance=Attendance.PRESENT if here else Attendance.ABSENT
        )
        dossier.chronicle.deed(at, author, WHO).put(PARTICIPATION, part)
    closed = at_danish_time(day, 12, 0) + timedelta(minutes=dossier.chance.number(0, 9))
    deed = dossier.chronicle.deed(closed, author, CLOSE)
    deed.edit(MEETING, identity, closed_at=instant(closed), state=State.DONE)


def _comes(dossier: Dossier, key: str) -> bool:
    """Tell whether an actor is asked to a meeting: the team mostly, the others now and then."""
    actor = dossier.actors[key]
    return dossier.chance.happens(0.8 if actor.user else 0.35 if dossier.known.is_full else 0.2)


def _planned(dossier: Dossier, day: date, gathering: Gathering, *, hour: int, minute: int) -> str:
    return _write(dossier, dossier.rounds[-1] + timedelta(days=1), day, gathering, hour=hour, minute=minute)


def _write(
    dossier: Dossier, written: date, day: date, gathering: Gathering, *, hour: int, minute: int, hours: int = 1
) -> str:
    at = max(dossier.chance.working_time(written), dossier.known.since + timedelta(hours=1))
    meeting = Meeting(
        title=dossier.say(gathering.title),
        place=dossier.say(gathering.place),
        agenda=dossier.say(gathering.agenda) or None,
        starts_at=f"{day.isoformat()}T{hour:02}:{minute:02}",
        ends_at=f"{day.isoformat()}T{hour + hours:02}:{minute:02}",
        state=State.PLANNED,
    )
    identity = dossier.chronicle.deed(at, dossier.author(written), ADD).put(MEETING, meeting)
    dossier.items.setdefault(ItemType.MEETING, []).append(identity)
    dossier.days[identity] = written
    dossier.written[identity] = at
    return identity
