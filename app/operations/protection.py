"""Name and address protection of a citizen who is here already: set and lifted, with what it covers moved at once.

Source: CPR-loven § 28. Authorities may see what is protected; in Enplan it lies in a compartment of its own, which no
emergency opens.
"""

from collections.abc import Iterable

from app.domain.citizen import CITIZEN, CONTACT_POINT, ContactPoint, moved_point
from app.errors import UserError
from app.ids import citizen_stream
from app.operations.citizens import PROTECTED
from app.queries.protection import protection
from app.store.reader import Reader
from app.store.store import Store
from app.store.transaction import PLAN, Transaction
from app.texts import mark

_NOBODY = mark("protection", "Borgeren findes ikke på denne pc. Gå tilbage, og søg igen.")
_NOT_IN_AN_EMERGENCY = mark(
    "protection",
    "Du har åbnet planen i en nødsituation og kan ikke ændre beskyttelsen. Bed en, der arbejder med borgeren.",
)


def protect(store: Store, *, citizen: str) -> None:
    """Protect name and address: phone, address and e-mail go to the protected compartment and leave the plan."""
    with store.transact(mark("act", "Beskyt navn og adresse"), citizen=citizen) as transaction:
        _turn(transaction, citizen, login=store.user, is_protected=True)


def lift_protection(store: Store, *, citizen: str) -> None:
    """Protect name and address no more: phone, address and e-mail are in the plan again."""
    with store.transact(mark("act", "Ophæv beskyttelsen"), citizen=citizen) as transaction:
        _turn(transaction, citizen, login=store.user, is_protected=False)


def _turn(transaction: Transaction, citizen: str, *, login: str, is_protected: bool) -> None:
    reader = transaction.reader
    found = reader.get(CITIZEN, citizen)
    if found is None or found.deleted:
        raise UserError(_NOBODY)
    if not protection(reader, citizen=citizen, login=login).may_turn:
        raise UserError(_NOT_IN_AN_EMERGENCY)
    origin, target = (PLAN, PROTECTED) if is_protected else (PROTECTED, PLAN)
    points = list(_points(reader, citizen, compartment=origin))
    for each in points:
        _put(transaction, each, citizen=citizen, compartment=target)
    for each in points:
        transaction.delete(each)
    transaction.edit(found, protected=is_protected or None)


def _points(reader: Reader, citizen: str, *, compartment: str) -> Iterable[ContactPoint]:
    where = citizen_stream(citizen, compartment)
    return (each for each in reader.all(CONTACT_POINT, citizen=citizen) if each.stream == where)


def _put(transaction: Transaction, point: ContactPoint, *, citizen: str, compartment: str) -> None:
    """Write in the other compartment what *point* says; what was moved there before stands again."""
    fields = {name: getattr(point, name) for name in _FIELDS}
    identity = moved_point(point.id)
    known = transaction.reader.get(CONTACT_POINT, identity)
    if known is None:
        transaction.put(CONTACT_POINT, ContactPoint(id=identity, **fields), citizen=citizen, compartment=compartment)
    else:
        transaction.edit(known, **fields)
        transaction.revive(known)


_FIELDS = tuple(CONTACT_POINT.hints)
