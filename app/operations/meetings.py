"""Meetings: begun, attended, closed; what happens between is the minutes."""

from app.domain.meeting import MEETING, PARTICIPATION, Attendance, Meeting, Participation
from app.operations.plans import stand_plan
from app.store.store import Store
from app.texts import mark


def begin_meeting(store: Store, *, citizen: str, meeting: Meeting | None = None, title: str | None = None) -> str:
    """Begin a planned *meeting*, or one that nobody planned, and return its id."""
    with store.transact(mark("act", "Start møde"), citizen=citizen) as transaction:
        stand_plan(transaction, citizen)
        if meeting is not None:
            transaction.edit(meeting, begun_at=transaction.now)
            return meeting.id
        return transaction.put(MEETING, Meeting(title=title, begun_at=transaction.now))


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


def close_meeting(store: Store, meeting: Meeting) -> None:
    """Close a meeting."""
    with store.transact(mark("act", "Afslut møde"), citizen=meeting.citizen) as transaction:
        transaction.edit(meeting, closed_at=transaction.now)
