"""What every plan item has: all that can be a card on the board is one kind on the wire, told apart by its type."""

from enum import StrEnum
from typing import Final

from app.domain.life_area import LifeArea
from app.domain.record import Listing, Policy, Record
from app.domain.values import Day, Id, Instant, LongText, Order, Speaker, State, Title

ITEM: Final = "item"


class ItemType(StrEnum):
    """What a card is; a new one begins unsorted and may stay so."""

    IDEA = "idea"
    WISH = "wish"
    GOAL = "goal"
    SUBGOAL = "subgoal"
    INTERVENTION = "intervention"
    AGREEMENT = "agreement"
    CONCERN = "concern"
    STRENGTH = "strength"
    ACTOR = "actor"
    MEETING = "meeting"

    @classmethod
    def further(cls, name: str) -> "ItemType":
        """Return a type that is none of these: the file of a new card names its own, before any record is read."""
        made = str.__new__(cls, name)
        made._name_, made._value_ = name.upper(), name
        cls._member_names_.append(made._name_)
        cls._member_map_[made._name_] = made
        cls._value2member_map_[name] = made
        return made


class Audience(StrEnum):
    """Who an item is for, where it is not for everybody."""

    PROFESSIONALS = "professionals"


class Item(Record, frozen=True, kw_only=True):
    """A plan item. `words` are the citizen's own; `responsible` is the one actor who sees to it.

    `audience` None: everybody who shares the plan; what is for professionals is neither shown at meetings nor printed.
    `face` is the attachment that shows what stands on the card by hand: its title, until somebody writes one.
    """

    type: ItemType = ItemType.IDEA
    title: Title | None = None
    words: Title | None = None
    speaker: Speaker | None = None
    note: LongText | None = None
    life_area: LifeArea | None = None
    responsible: Id | None = None
    state: State | None = None
    part_of: Id | None = None
    order: Order | None = None
    told_on: Day | None = None
    agreed_at: Instant | None = None
    agreed_with: tuple[Id, ...] = ()
    audience: Audience | None = None
    face: Id | None = None


ITEM_POLICIES = {"note": Policy.TEXT, "order": Policy.YIELD, "face": Policy.YIELD}


def item_listing(*, day: str | None = None, searched: tuple[str, ...] = ()) -> Listing:
    """Return how an item is listed; *day* names the field that dates it, *searched* its further texts."""
    return Listing(
        title="title",
        order="order",
        day=day,
        state="state",
        parent="part_of",
        searched=("title", "words", "note", *searched),
    )
