"""Måling: one value of something that is followed over time (FHIR Observation)."""

from app.domain.record import Listing, Record, RecordType
from app.domain.values import Day, Id, Title
from app.texts import mark


class Measurement(Record, frozen=True, kw_only=True):
    """A measurement: what was measured, the number or the words, the unit, the day."""

    name: Title | None = None
    code: Title | None = None
    number: float | None = None
    words: Title | None = None
    unit: Title | None = None
    day: Day | None = None
    item: Id | None = None


MEASUREMENT = RecordType(
    record=Measurement,
    kind="measurement",
    label=mark("record", "Måling"),
    listing=Listing(title="name", day="day", parent="item", searched=("name", "words")),
)
