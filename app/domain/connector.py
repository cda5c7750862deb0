"""Forbindelse: what one item means to another; in the list, and on every board where both ends lie."""

from enum import StrEnum

from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Id
from app.texts import mark


class Meaning(StrEnum):
    """What the line says, from source to target."""

    LEADS_TO = "leads_to"
    SUPPORTS = "supports"
    HINDERS = "hinders"
    RELATES = "relates"


class Connector(Record, frozen=True, kw_only=True):
    """A line from `source` to `target`."""

    source: Id | None = None
    target: Id | None = None
    meaning: Meaning | None = None


CONNECTOR = RecordType(
    record=Connector,
    kind="connector",
    label=mark("record", "Forbindelse"),
    listing=Listing(parent="source", state="meaning"),
    policies={"source": Policy.ONCE, "target": Policy.ONCE},
    parents=("source", "target"),
)
