"""Kildeoplysning: what another system told of a citizen, whole, with its source, beside the plan."""

import uuid

from app.domain.record import Listing, Record, RecordType
from app.domain.values import Day, Id, Instant, Title
from app.texts import mark


class SourceFact(Record, frozen=True, kw_only=True):
    """One resource as it came.

    `source` names the system (None where the file does not say), `known_as` is the id of (source, type, id), `told`
    the record that shows it (None where no record fits), `said` the fields it last set, as JSON by record, `digest`
    the SHA-256 of its canonical JSON, `body` that JSON. A fact awaited but not yet read has no body. A body too long
    for one change goes on in further facts, which name the first in `continues` (see `continuation`).
    """

    source: Title | None = None
    resource_type: Title | None = None
    resource_id: Title | None = None
    known_as: Id | None = None
    title: Title | None = None
    day: Day | None = None
    state: Title | None = None
    told: Id | None = None
    said: str | None = None
    read_at: Instant | None = None
    digest: Title | None = None
    body: str | None = None
    continues: Id | None = None


SOURCE_FACT = RecordType(
    record=SourceFact,
    kind="source_fact",
    label=mark("record", "Fra et andet system"),
    listing=Listing(title="title", day="day", state="resource_type", parent="known_as", searched=("title",)),
)


def fact_id(owner: str, known_as: str) -> str:
    """Return the id of the fact of resource *known_as* that belongs to *owner*: a citizen, or a user's stream."""
    return str(uuid.uuid5(uuid.UUID(owner), f"fact {known_as}"))


def continuation(fact: str, part: int) -> str:
    """Return the id of the fact that holds the body's *part* 1, 2 …, after the first part in *fact* itself."""
    return str(uuid.uuid5(uuid.UUID(fact), f"part {part}"))
