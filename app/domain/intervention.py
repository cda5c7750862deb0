"""Indsats: what is done to reach goals (in Danish FHIR a CarePlan based on the whole plan)."""

from app.domain.item import ITEM, ITEM_POLICIES, Item, ItemType, item_listing
from app.domain.record import RecordType
from app.domain.values import Day, Share, Title
from app.texts import mark


class Intervention(Item, frozen=True, kw_only=True):
    """An intervention. `hours` are hours a week, `section` the paragraph it is granted by, as it was told."""

    type: ItemType = ItemType.INTERVENTION
    start: Day | None = None
    end: Day | None = None
    hours: Share | None = None
    frequency: Title | None = None
    provider: Title | None = None
    section: Title | None = None


INTERVENTION = RecordType(
    record=Intervention,
    kind=ITEM,
    type=ItemType.INTERVENTION,
    label=mark("record", "Indsats"),
    listing=item_listing(day="start", searched=("provider", "section")),
    policies=ITEM_POLICIES,
)
