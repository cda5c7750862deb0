"""Styrke: what works well and can be built on."""

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.texts import mark


class Strength(Item, frozen=True, kw_only=True):
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
