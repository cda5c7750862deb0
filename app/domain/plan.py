"""Én plan: the one shared plan of a citizen."""

from app.domain.life_area import LifeArea
from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Day, Id, LongText, State, Title
from app.texts import mark


class Plan(Record, frozen=True, kw_only=True):
    """The plan; `lanes` are the life areas in the order the citizen put them, `coordinator` an actor.

    `kle` is the number of the case in KLE, the municipalities' list of subjects.
    """

    title: Title | None = None
    state: State | None = None
    start: Day | None = None
    end: Day | None = None
    follow_up: Day | None = None
    coordinator: Id | None = None
    lanes: tuple[LifeArea, ...] = ()
    note: LongText | None = None
    kle: Title | None = None


PLAN = RecordType(
    record=Plan,
    kind="plan",
    label=mark("record", "Plan"),
    listing=Listing(title="title", day="start", state="state", searched=("title", "note")),
    # Two devices that begin the plan without knowing of each other: the day that came first stands, nobody is asked.
    policies={"start": Policy.YIELD},
)
