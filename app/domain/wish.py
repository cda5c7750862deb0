"""Ønske: what the citizen wants, in the citizen's own words (the title)."""

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.texts import mark


class Wish(Item, frozen=True, kw_only=True):
    """A wish; it becomes goals by drawing a line from it."""

    type: ItemType = ItemType.WISH


WISH = RecordType(
    record=Wish,
    kind=ITEM,
    type=ItemType.WISH,
    label=mark("record", "Ønske"),
    listing=item_listing(),
    policies=ITEM_POLICIES,
)
