"""Look-ups: reading a citizen is an act that is written down first, in a chain where a gap shows."""

import hashlib

import msgspec

from app.domain.look_up import LOOK_UP, LookUp, LookUpAct
from app.errors import UserError
from app.store.store import Store
from app.store.transaction import DEVICE
from app.texts import mark

_LAST = "last_look_up"


def look_up(store: Store, *, citizen: str, purpose: str, act: LookUpAct = LookUpAct.OPEN) -> None:
    """Write down that this user reads *citizen* and why; raises UserError without a purpose."""
    if not purpose.strip():
        raise UserError(mark("look-up", "Skriv, hvorfor du slår borgeren op, før siden åbnes."))
    with store.transact(mark("act", "Slå op"), role="look_up") as transaction:
        made = LookUp(
            id=transaction.new_id(),
            at=transaction.now,
            user=store.user,
            act=act,
            subject=citizen,
            purpose=purpose.strip(),
            before=transaction.setting(_LAST),
        )
        transaction.put(LOOK_UP, made, compartment=DEVICE)
        transaction.keep(_LAST, chained(made))


def chained(made: LookUp) -> str:
    """Return the hash that the next look-up carries: SHA-256 over what this one says, its own `before` included."""
    return hashlib.sha256(msgspec.json.encode([made.id, LOOK_UP.written(made)])).hexdigest()
