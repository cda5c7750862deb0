"""Notat: text about a citizen that is not a plan item."""

from app.domain.life_area import LifeArea
from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Day, LongText, Title
from app.texts import mark


class Note(Record, frozen=True, kw_only=True):
    """A note; `author` is the name as it was told, for notes from elsewhere."""

    title: Title | None = None
    text: LongText | None = None
    day: Day | None = None
    author: Title | None = None
    life_area: LifeArea | None = None


NOTE = RecordType(
    record=Note,
    kind="note",
    label=mark("record", "Notat"),
    listing=Listing(title="title", day="day", searched=("title", "text")),
    policies={"text": Policy.TEXT},
)
