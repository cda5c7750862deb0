"""Sent arbejde: what somebody wrote whose right had ended before it came; a person says what becomes of it."""

from enum import StrEnum

from app.domain.record import Listing, Policy, Record, RecordType
from app.domain.values import Id, Instant, LongText, Title
from app.texts import mark


class Verdict(StrEnum):
    """What is to become of it."""

    ADOPTED = "adopted"
    """It enters the plan, as its author's words."""
    LET_GO = "let_go"


class Outcome(StrEnum):
    """What became of work that was adopted."""

    ENTERED = "entered"
    REFUSED = "refused"


class LateWork(Record, frozen=True, kw_only=True):
    """One change that came too late: `author` is a login name, `at` that author's clock, `act` the Danish act.

    `body` is the change as JSON, None when it is too long to be shown. The server writes these and the `outcome`; who
    works with the citizen gives the `verdict`, once, and the `reason` of one that lets go.
    """

    change: Id | None = None
    author: Title | None = None
    at: Instant | None = None
    act: Title | None = None
    body: LongText | None = None
    verdict: Verdict | None = None
    reason: Title | None = None
    outcome: Outcome | None = None


LATE_WORK = RecordType(
    record=LateWork,
    kind="late_work",
    label=mark("record", "Sent arbejde"),
    listing=Listing(title="act", day="at", state="verdict"),
    policies={"verdict": Policy.ONCE, "reason": Policy.ONCE},
)
