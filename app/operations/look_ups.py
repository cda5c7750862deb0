"""Look-ups: reading a citizen is an act that is written down first, in a chain where a gap shows."""

from app.domain.cpr import read_cpr
from app.domain.look_up import LOOK_UP, LookUp, LookUpAct, chained
from app.errors import UserError
from app.store.store import Store
from app.store.transaction import DEVICE
from app.texts import mark, say

_LAST = "last_look_up"
_SEARCHED = mark("look-up", "Søgning på CPR-nummer")


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


def look_up_number(store: Store, *, asked: str) -> int:
    """Write down whom a search by a whole CPR number found here, and return how many; other words find nobody."""
    if read_cpr(asked) is None:
        return 0
    with store.reader() as reader:
        found = reader.people(asked)
    for citizen in found:
        look_up(store, citizen=citizen, purpose=say(_SEARCHED), act=LookUpAct.SEARCH)
    return len(found)
