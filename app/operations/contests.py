"""Settling: a person who has seen all versions of a field says which one stands."""

from collections.abc import Mapping
from typing import Any

from app.domain import KINDS
from app.domain.item import ITEM, Item
from app.domain.record import Policy, Record
from app.errors import UserError
from app.store.store import Store
from app.texts import mark

_ACT = mark("act", "Afgør forskelle")


def settle(store: Store, record: Record, *, values: Mapping[str, Any]) -> None:
    """Let *values* stand in the fields they name; the other versions stay in the history."""
    with store.transact(_ACT, citizen=record.citizen, role="settle") as transaction:
        transaction.settle(record, **values)


def keep_both(store: Store, item: Item, *, values: Mapping[str, Any], others: Mapping[str, Any]) -> None:
    """Keep both: a long text joined one under the other, else a second item beside that has the *others*."""
    if not isinstance(item, Item):
        raise UserError(mark("contest", "Her kan kun én af dem stå. Vælg den, der skal gælde."))
    kind = KINDS[ITEM]
    with store.transact(_ACT, citizen=item.citizen, role="settle") as transaction:
        if all(kind.policy(name) is Policy.TEXT for name in values):
            transaction.settle(item, **{name: f"{value}\n\n{others[name]}" for name, value in values.items()})
            return
        transaction.settle(item, **values)
        record_type = kind.type_of({"type": item.type})
        twin = record_type.read(record_type.written(item) | dict(others))
        transaction.put(record_type, twin, beside=item)
