"""Aftale: a promise by one person, with a date (FHIR Task)."""

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.domain.values import Day, Title
from app.texts import mark


class Agreement(Item, frozen=True, kw_only=True):
    """An agreement; who promised is `responsible`, by when is `due`."""

    type: ItemType = ItemType.AGREEMENT
    start: Day | None = None
    due: Day | None = None
    frequency: Title | None = None


AGREEMENT = RecordType(
    record=Agreement,
    kind=ITEM,
    type=ItemType.AGREEMENT,
    label=mark("record", "Aftale"),
    listing=item_listing(day="due"),
    policies=ITEM_POLICIES,
)
