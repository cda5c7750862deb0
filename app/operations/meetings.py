"""Meetings: begun, attended, closed, and the next one agreed on; what happens between is the minutes."""

from app.clock import DANISH_TIME, moment
from app.domain.actor import ACTOR, Actor, ActorSort
from app.domain.citizen import CITIZEN
from app.domain.danish import one_line
from app.domain.item import Item
from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting, Participation
from app.errors import UserError
from app.operations.plans import stand_plan
from app.queries.caseload import is_oneself, name_of
from app.store.store import Store
from app.texts import mark

_ROLE = "meeting"
_NO_HOUR = "T00:00"


def begin_meeting(store: Store, *, citizen: str, meeting: Meeting | None = None, title: str | None = None) -> str:
    """Begin a planned *meeting*, or one that nobody planned, and return its id.

    That a meeting was held is not undone with what was written at it.
    """
    with store.transact(mark("act", "Start møde"), citizen=citizen, role=_ROLE) as transaction:
        stand_plan(transaction, citizen)
        if meeting is not None:
            transaction.edit(meeting, begun_at=transaction.now)
            return meeting.id
        begun = moment(transaction.now).astimezone(DANISH_TIME).strftime("%Y-%m-%dT%H:%M")
        held = Meeting(title=title or str(MEETING.label), starts_at=begun, begun_at=transaction.now)
        return transaction.put(MEETING, held)


def attend(store: Store, *, meeting: Meeting, actor: str, attendance: Attendance) -> str:
    """Say whether an actor is at the meeting, and return the id of the participation."""
    with store.reader() as reader:
        parts = reader.all(PARTICIPATION, parent=meeting.id)
    known = next((part for part in parts if part.actor == actor), None)
    with store.transact(mark("act", "Hvem er til stede"), citizen=meeting.citizen) as transaction:
        if known is not None:
            transaction.edit(known, attendance=attendance)
            return known.id
        return transaction.put(
            PARTICIPATION, Participation(meeting=meeting.id, actor=actor, attendance=attendance), beside=meeting
        )


def gather(store: Store, *, meeting: Meeting) -> None:
    """Say that everyone who was asked to the meeting is there, in one act; who does not come keeps what was said."""
    with store.reader() as reader:
        asked = [each for each in reader.all(PARTICIPATION, parent=meeting.id) if each.attendance is Attendance.INVITED]
    with store.transact(mark("act", "Hvem er til stede"), citizen=meeting.citizen) as transaction:
        for part in asked:
            transaction.edit(part, attendance=Attendance.PRESENT)


def expect(store: Store, *, citizen: str, meeting: Meeting | None, actor: str, attendance: Attendance) -> str:
    """Say before a meeting who comes, and return the id of the participation; one that nobody planned is of now."""
    if meeting is not None:
        return attend(store, meeting=meeting, actor=actor, attendance=attendance)
    with store.transact(mark("act", "Hvem er til stede"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        begins = moment(transaction.now).astimezone(DANISH_TIME).strftime("%Y-%m-%dT%H:%M")
        held = transaction.put(MEETING, Meeting(title=str(MEETING.label), starts_at=begins))
        return transaction.put(PARTICIPATION, Participation(meeting=held, actor=actor, attendance=attendance))


def cover(store: Store, *, meeting: Meeting, point: str, is_covered: bool) -> None:
    """Tick a point of the agenda off, or take the tick away."""
    with store.transact(mark("act", "Dagsorden"), citizen=meeting.citizen) as transaction:
        change = transaction.add if is_covered else transaction.drop
        change(meeting, "covered", point)


def bring_in(store: Store, *, meeting: Meeting, name: str) -> str:
    """Write down somebody who is at the meeting and not in the plan yet, and return the actor's id."""
    called = one_line(name)
    if called is None:
        raise UserError(mark("meeting", "Skriv navnet på den, der er med."))
    with store.transact(mark("act", "Hvem er til stede"), citizen=meeting.citizen) as transaction:
        actor = transaction.put(ACTOR, Actor(title=called))
        transaction.put(
            PARTICIPATION, Participation(meeting=meeting.id, actor=actor, attendance=Attendance.PRESENT), beside=meeting
        )
        return actor


def promise(
    store: Store, *, citizen: str, item: str, actor: str | None = None, is_own: bool = False, due: str | None = None
) -> None:
    """Say who sees to an agreement, or the citizen when it *is_own*, or by which day; the item may have gone since."""
    with store.reader() as reader:
        found, oneself = reader.record(item), reader.get(CITIZEN, citizen)
        cards = reader.all(ACTOR, citizen=citizen)
    if not isinstance(found, Item) or found.deleted:
        return
    with store.transact(mark("act", "Hvem og hvornår"), citizen=citizen) as transaction:
        if is_own:
            own = next((each.id for each in cards if is_oneself(each, oneself)), None)
            actor = own or transaction.put(ACTOR, Actor(title=name_of(oneself), sort=ActorSort.PRIVATE))
        transaction.edit(found, **({"due": due} if actor is None else {"responsible": actor}))


def plan_meeting(store: Store, *, citizen: str, starts_at: str | None, place: str | None = None) -> str:
    """Agree on a meeting at a Danish wall time and return its id; raises UserError without day and hour."""
    if starts_at is None or starts_at.endswith(_NO_HOUR):
        raise UserError(mark("meeting", "Skriv dag og klokkeslæt for det næste møde, fx 1/3 kl. 10.00."))
    with store.transact(mark("act", "Aftal næste møde"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        return transaction.put(MEETING, Meeting(title=str(MEETING.label), starts_at=starts_at, place=one_line(place)))


def close_meeting(store: Store, meeting: Meeting) -> None:
    """Close a meeting."""
    with store.transact(mark("act", "Afslut møde"), citizen=meeting.citizen, role=_ROLE) as transaction:
        transaction.edit(meeting, closed_at=transaction.now)
