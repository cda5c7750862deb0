"""Samtykke: permission to share named items with named actors; a first-class object, never a check box."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from app.domain.drawing import Stroke
from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Day, Id, Instant, LongText, Title
from app.texts import mark

Signature = Annotated[tuple[Stroke, ...], Meta(max_length=60)]
"""Strokes of a pen, as those on a board."""


class Given(StrEnum):
    """How a consent was given."""

    WRITTEN = "written"
    ORAL = "oral"


class Consent(Record, frozen=True, kw_only=True):
    """What may be shared with whom until when; withdrawn by setting `withdrawn_at`.

    `signature` is the ink of the citizen's own hand, where it was given so, stroke by stroke.
    """

    items: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    purpose: Title | None = None
    given: Given | None = None
    given_at: Instant | None = None
    witness: Title | None = None
    until: Day | None = None
    withdrawn_at: Instant | None = None
    note: LongText | None = None
    signature: Signature = ()


CONSENT = RecordType(
    record=Consent,
    kind="consent",
    label=mark("record", "Samtykke"),
    listing=Listing(title="purpose", day="until", searched=("purpose",)),
    policies={"items": Policy.SET, "actors": Policy.SET, "note": Policy.TEXT, "signature": Policy.ONCE},
)
