"""A card that nobody has sorted yet: a legal state of a plan item, for as long as it is wanted."""

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.texts import mark


class Idea(Item, frozen=True, kw_only=True):
    """What somebody said or drew before anyone knew what it would become."""

    type: ItemType = ItemType.IDEA


IDEA = RecordType(
    record=Idea,
    kind=ITEM,
    type=ItemType.IDEA,
    label=mark("record", "Ikke sorteret"),
    listing=item_listing(),
    policies=ITEM_POLICIES,
)
