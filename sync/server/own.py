"""What the server writes itself: signed by its key, with everything seen, so that nothing is contested."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.changes import signing
from app.changes.cells import value
from app.changes.change import Change, Edit, encode
from app.changes.outcome import Judge
from app.clock import FixedClock, instant
from app.domain import KINDS
from app.ids import Uuid7
from sync.server.log import Log, Signed
from sync.server.settings import Identity

SERVER = "00000000-0000-0000-0000-000000000000"
"""The device id of what the server itself writes."""
NAME = "Serveren"
EDITS_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A record as it is to stand: fields that it holds otherwise are set, those not named are left.

    One that *is_anew* is set whatever it holds: what nobody has seen counts from now.
    """

    record: str
    kind: str
    fields: Mapping[str, Any]
    is_anew: bool = False


def write(log: Log, identity: Identity, wanted: Iterable[Wanted], *, now: datetime, reason: str | None = None) -> int:
    """Let records of a locked stream stand as *wanted* and return how many differed."""
    asked = list(wanted)
    log.load([each.record for each in asked])
    edits = [edit for each in asked if (edit := _edit(log, each)) is not None]
    for at in range(0, len(edits), EDITS_AT_ONCE):
        change = Change(
            id=Uuid7(FixedClock(now))(), stream=log.stream.id, at=instant(now), name=NAME,
            edits=edits[at : at + EDITS_AT_ONCE], reason=reason,
        )  # fmt: skip
        enter(log, signed(change, identity), now=instant(now))
    log.write()
    return len(edits)


def signed(change: Change, identity: Identity) -> Signed:
    """Return *change* with the server's signature over its bytes."""
    body = encode(change)
    sig = signing.sign(identity.signing.private, body)
    return Signed(change=change, body=body, key=signing.key_id(identity.signing.public), sig=sig)


def enter(log: Log, made: Signed, *, now: str, device: str = SERVER, by: str = "") -> bool:
    """Judge a change as any other and add it to the locked stream, whose records it touches are loaded.

    Tell whether it was accepted.
    """
    stamp = log.stamp(made, device=device)
    outcomes = Judge(log.states, KINDS, log.text_at, log.known, log.written_by).judge(made.change, stamp)
    if not isinstance(outcomes, list):
        return False
    log.add(made, outcomes, stamp, by=by, received=now)
    return True


def _edit(log: Log, wanted: Wanted) -> Edit | None:
    held = log.states.get(wanted.record, {})
    altered = {name: told for name, told in wanted.fields.items() if wanted.is_anew or value(held, name) != told}
    return Edit(record=wanted.record, kind=wanted.kind, base=log.version, set=altered) if altered else None
