"""Styrke: what works well and can be built on."""

from dataclasses import dataclass

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.texts import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength(Item):
    """A strength."""

    type: ItemType = ItemType.STRENGTH


STRENGTH = RecordType(
    record=Strength,
    kind=ITEM,
    type=ItemType.STRENGTH,
    label=mark("record", "Styrke"),
    listing=item_listing(),
    policies=ITEM_POLICIES,
)
