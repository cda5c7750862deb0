"""Aktør: a person or unit that does something for the citizen."""

from enum import StrEnum

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import Policy, RecordType
from app.domain.values import Day, Id, Title
from app.texts import mark


class ActorSort(StrEnum):
    """What an actor is to the citizen."""

    PROFESSIONAL = "professional"
    PRIVATE = "private"
    ORGANISATION = "organisation"


class Actor(Item, frozen=True, kw_only=True):
    """An actor; the title is the name.

    `is_contact` marks the citizen's steady contact; `directory_id` is a soft link that only suggests.
    """

    type: ItemType = ItemType.ACTOR
    sort: ActorSort | None = None
    role: Title | None = None
    responsibility: Title | None = None
    organisation: Title | None = None
    phone: Title | None = None
    email: Title | None = None
    frequency: Title | None = None
    last_contact: Day | None = None
    is_contact: bool | None = None
    directory_id: Id | None = None


ACTOR = RecordType(
    record=Actor,
    kind=ITEM,
    type=ItemType.ACTOR,
    label=mark("record", "Aktør"),
    listing=item_listing(searched=("role", "organisation", "responsibility")),
    policies=ITEM_POLICIES | {"last_contact": Policy.LATEST},
)
