"""Opslag: who read what, when and why; written to the device's own stream before anything is shown."""

import hashlib
from enum import StrEnum

import msgspec

from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Id, Instant, Title
from app.texts import mark


class LookUpAct(StrEnum):
    """What was done with a citizen's data; `LIST` shows lines out of the plan among those of others."""

    SEARCH = "search"
    LIST = "list"
    OPEN = "open"
    SHOW_CPR = "show_cpr"
    SHOW_PROTECTED = "show_protected"
    PRINT = "print"
    EXPORT = "export"
    SHARE = "share"
    WIPE = "wipe"


class LookUp(Record, frozen=True, kw_only=True):
    """One look-up; `before` is the hash of the one before it, so that a gap shows."""

    at: Instant | None = None
    user: Title | None = None
    act: LookUpAct | None = None
    subject: Id | None = None
    purpose: Title | None = None
    before: Title | None = None


LOOK_UP = RecordType(
    record=LookUp,
    kind="look_up",
    label=mark("record", "Opslag"),
    listing=Listing(title="purpose", day="at", parent="subject", state="act"),
    policies=dict.fromkeys(("at", "user", "act", "subject", "purpose", "before"), Policy.ONCE),
)


def chained(made: LookUp) -> str:
    """Return the hash that the next look-up carries: SHA-256 over what this one says, its own `before` included."""
    return hashlib.sha256(msgspec.json.encode([made.id, LOOK_UP.written(made)])).hexdigest()
