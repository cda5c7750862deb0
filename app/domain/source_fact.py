"""Kildeoplysning: what another system told of a citizen, whole, with its source, beside the plan."""

from dataclasses import dataclass

from app.domain.record import Listing, Record, RecordType
from app.domain.values import Day, Id, Instant, Title
from app.texts import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFact(Record):
    """One resource as it came.

    `source` names the system (None where the file does not say), `told` the record that shows it (None where no
    record fits), `digest` the SHA-256 of its canonical JSON, `body` that JSON.
    """

    source: Title | None = None
    resource_type: Title | None = None
    resource_id: Title | None = None
    title: Title | None = None
    day: Day | None = None
    state: Title | None = None
    told: Id | None = None
    read_at: Instant | None = None
    digest: Title | None = None
    body: str | None = None


SOURCE_FACT = RecordType(
    record=SourceFact,
    kind="source_fact",
    label=mark("record", "Fra et andet system"),
    listing=Listing(title="title", day="day", state="resource_type", parent="told", searched=("title",)),
)
