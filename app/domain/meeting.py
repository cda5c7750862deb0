"""Møde: a planned gathering on the plan, and who takes part in it."""

from enum import StrEnum

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Id, Instant, LongText, Title, WallTime
from app.texts import mark


class Meeting(Item, frozen=True, kw_only=True):
    """A meeting: planned in Danish wall time, held between two instants.

    Each line of `agenda` is a point; `covered` are the points that have been spoken of, in their words.
    """

    type: ItemType = ItemType.MEETING
    starts_at: WallTime | None = None
    ends_at: WallTime | None = None
    place: Title | None = None
    agenda: LongText | None = None
    covered: tuple[Title, ...] = ()
    begun_at: Instant | None = None
    closed_at: Instant | None = None


class Attendance(StrEnum):
    """Whether somebody is at a meeting."""

    INVITED = "invited"
    PRESENT = "present"
    ABSENT = "absent"


class Participation(Record, frozen=True, kw_only=True):
    """One actor's part in one meeting."""

    meeting: Id | None = None
    actor: Id | None = None
    attendance: Attendance | None = None


MEETING = RecordType(
    record=Meeting,
    kind=ITEM,
    type=ItemType.MEETING,
    label=mark("record", "Møde"),
    listing=item_listing(day="starts_at", searched=("place", "agenda")),
    # Two devices at one meeting both say that it begins and ends: it has lasted from the first to the last of it.
    policies=ITEM_POLICIES
    | {"agenda": Policy.TEXT, "covered": Policy.SET, "begun_at": Policy.EARLIEST, "closed_at": Policy.LATEST},
)

PARTICIPATION = RecordType(
    record=Participation,
    kind="participation",
    label=mark("record", "Deltagelse"),
    listing=Listing(parent="meeting", state="attendance"),
    parents=("meeting",),
)
