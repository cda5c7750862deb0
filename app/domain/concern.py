"""Bekymring: what somebody is worried about."""

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.texts import mark


class Concern(Item, frozen=True, kw_only=True):
    """A worry."""

    type: ItemType = ItemType.CONCERN


CONCERN = RecordType(
    record=Concern,
    kind=ITEM,
    type=ItemType.CONCERN,
    label=mark("record", "Bekymring"),
    listing=item_listing(),
    policies=ITEM_POLICIES,
)
