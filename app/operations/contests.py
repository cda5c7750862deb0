"""Settling: a person who has seen all versions of a field says which one stands."""

from typing import Any

from app.domain import KINDS
from app.domain.item import ITEM, Item
from app.domain.record import Policy, Record
from app.errors import UserError
from app.store.store import Store
from app.texts import mark

_ACT = mark("act", "Afgør forskelle")


def settle(store: Store, record: Record, *, field: str, value: Any) -> None:
    """Let *value* stand in *field*; the other versions stay in the history."""
    with store.transact(_ACT, citizen=record.citizen, role="settle") as transaction:
        transaction.settle(record, **{field: value})


def keep_both(store: Store, item: Record, *, field: str, value: Any, other: Any) -> None:
    """Keep both: long texts joined one under the other, else a second item beside that has the other version."""
    if not isinstance(item, Item):
        raise UserError(mark("contest", "Her kan kun én af dem stå. Vælg den, der skal gælde."))
    kind = KINDS[ITEM]
    with store.transact(_ACT, citizen=item.citizen, role="settle") as transaction:
        if kind.policy(field) is Policy.TEXT:
            transaction.settle(item, **{field: f"{value}\n\n{other}"})
            return
        transaction.settle(item, **{field: value})
        record_type = kind.type_of({"type": item.type})
        twin = record_type.read(record_type.written(item) | {field: other})
        transaction.put(record_type, twin, beside=item)
