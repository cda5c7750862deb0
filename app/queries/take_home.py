"""What a citizen takes home from a meeting: when the next one is, and whom to call."""

from dataclasses import dataclass
from datetime import date

from app.domain.actor import ACTOR, Actor
from app.domain.meeting import MEETING, Meeting
from app.domain.plan import PLAN
from app.domain.values import OVER
from app.ids import plan_of
from app.queries.caseload import first_name
from app.queries.privacy import hidden_in_meeting
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeHome:
    """The next meeting and the contact person, as far as they are known; `name` is what the citizen is called."""

    name: str
    meeting: Meeting | None = None
    contact: Actor | None = None


def take_home(reader: Reader, *, citizen: str, today: date, meeting: str | None = None) -> TakeHome:
    """Return what *citizen* takes home; during *meeting* the next one after it, as far as all there may see it."""
    planned = reader.all(MEETING, citizen=citizen, day_from=today.isoformat())
    actors = reader.all(ACTOR, citizen=citizen)
    hidden = hidden_in_meeting(reader, [*planned, *actors], citizen=citizen, meeting=meeting, today=today)
    coming = [each for each in planned if each.id not in hidden | {meeting} and _is_to_come(each)]
    coming.sort(key=lambda each: (each.starts_at or "", each.id))
    seen = [each for each in actors if each.id not in hidden]
    plan = reader.get(PLAN, plan_of(citizen))
    steady = next((each for each in seen if each.is_contact), None)
    keeper = next((each for each in seen if plan is not None and each.id == plan.coordinator), None)
    return TakeHome(
        name=first_name(reader, citizen=citizen), meeting=next(iter(coming), None), contact=steady or keeper
    )


def _is_to_come(meeting: Meeting) -> bool:
    return meeting.begun_at is None and meeting.closed_at is None and meeting.state not in OVER
