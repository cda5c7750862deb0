"""«Det er jeg ikke enig i»: the citizen's own words beside an item, on card, print and handover alike."""

from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Id, Instant, Title
from app.texts import mark


class Disagreement(Record, frozen=True, kw_only=True):
    """What the citizen disagrees with, in the citizen's words; only the citizen's later words change it."""

    item: Id | None = None
    words: Title | None = None
    said_at: Instant | None = None
    ended_at: Instant | None = None


DISAGREEMENT = RecordType(
    record=Disagreement,
    kind="disagreement",
    label=mark("record", "Det er jeg ikke enig i"),
    listing=Listing(title="words", parent="item", searched=("words",)),
    policies={"item": Policy.ONCE},
    parents=("item",),
)
