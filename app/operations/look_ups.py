"""Look-ups: reading a citizen is an act that is written down first, in a chain where a gap shows."""

from collections.abc import Iterable

from app.clock import begins, instant, today
from app.domain.cpr import read_cpr
from app.domain.look_up import LOOK_UP, LookUp, LookUpAct, chained
from app.errors import UserError
from app.store.reader import Reader
from app.store.store import Store
from app.store.transaction import DEVICE, Transaction
from app.texts import mark, say

_LAST = "last_look_up"
_ACT = mark("act", "Slå op")
_SEARCHED = mark("look-up", "Søgning på CPR-nummer")


def look_up(store: Store, *, citizen: str, purpose: str, act: LookUpAct = LookUpAct.OPEN) -> None:
    """Write down that this user reads *citizen* and why; raises UserError without a purpose."""
    if not purpose.strip():
        raise UserError(mark("look-up", "Skriv, hvorfor du slår borgeren op, før siden åbnes."))
    with store.transact(_ACT, role="look_up") as transaction:
        _write(transaction, user=store.user, subject=citizen, purpose=purpose, act=act)


def look_up_lines(store: Store, *, citizens: Iterable[str], purpose: str, act: LookUpAct) -> int:
    """Write down that lines out of the plans of *citizens* are shown together, and return how many were written.

    What shows many plans at once is read again and again: a citizen is written down once in a Danish day for the
    same act and purpose.
    """
    since = instant(begins(today(store.clock)))
    with store.reader() as reader:
        unwritten = [
            each for each in dict.fromkeys(citizens)
            if not _is_written(reader, each, purpose=purpose, act=act, since=since)
        ]  # fmt: skip
    if not unwritten:
        return 0
    with store.transact(_ACT, role="look_up") as transaction:
        for each in unwritten:
            _write(transaction, user=store.user, subject=each, purpose=purpose, act=act)
    return len(unwritten)


def look_up_number(store: Store, *, asked: str) -> int:
    """Write down whom a search by a whole CPR number found here, and return how many; other words find nobody."""
    if read_cpr(asked) is None:
        return 0
    with store.reader() as reader:
        found = reader.people(asked)
    for citizen in found:
        look_up(store, citizen=citizen, purpose=say(_SEARCHED), act=LookUpAct.SEARCH)
    return len(found)


def _write(transaction: Transaction, *, user: str, subject: str, purpose: str, act: LookUpAct) -> None:
    """Write one look-up behind the last one of this device."""
    made = LookUp(
        id=transaction.new_id(),
        at=transaction.now,
        user=user,
        act=act,
        subject=subject,
        purpose=purpose.strip(),
        before=transaction.setting(_LAST),
    )
    transaction.put(LOOK_UP, made, compartment=DEVICE)
    transaction.keep(_LAST, chained(made))


def _is_written(reader: Reader, citizen: str, *, purpose: str, act: LookUpAct, since: str) -> bool:
    written = reader.all(LOOK_UP, parent=citizen, day_from=since)
    return any((each.act, each.purpose) == (act, purpose) for each in written)
