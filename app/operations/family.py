"""Familie: who belongs to a citizen's family, kept in the citizen's plan; and opening the plans beside each other."""

from collections.abc import Iterable

from app.domain.citizen import CITIZEN, RELATIVE, Relative
from app.errors import UserError
from app.operations.look_ups import look_up
from app.operations.plans import stand_plan
from app.store.store import Store
from app.texts import mark

_SELF = mark("family", "Borgeren er selv med på familietavlen. Vælg en anden.")
_GONE = mark("family", "Borgeren er ikke på denne pc mere. Vælg en anden.")


def add_to_family(store: Store, *, citizen: str, member: str) -> str:
    """Say in the plan of *citizen* that *member* is family, and return the id; one who is named already stays so.

    Nothing but the id of *member* is kept there: a name could be one that somebody who reads this plan may not know.
    """
    if member == citizen:
        raise UserError(_SELF)
    with store.transact(mark("act", "Vælg familie"), citizen=citizen) as transaction:
        known = transaction.reader.get(CITIZEN, member)
        if known is None or known.deleted:
            raise UserError(_GONE)
        named = transaction.reader.all(RELATIVE, citizen=citizen)
        standing = next((each.id for each in named if each.related == member and each.end is None), None)
        if standing is not None:
            return standing
        stand_plan(transaction, citizen)
        return transaction.put(RELATIVE, Relative(related=member))


def take_from_family(store: Store, relation: Relative) -> None:
    """Say no more that somebody is family; a relation that tells more than that only loses the way to the plan."""
    with store.transact(mark("act", "Tag ud af familietavlen"), citizen=relation.citizen) as transaction:
        if relation.name is None:
            transaction.delete(relation)
        else:
            transaction.edit(relation, related=None)


def open_family(store: Store, *, citizens: Iterable[str], purpose: str) -> frozenset[str]:
    """Write down that this user opens the plans of *citizens*, each as any other opening, and return whose they are."""
    opened = frozenset(citizens)
    for each in sorted(opened):
        look_up(store, citizen=each, purpose=purpose)
    return opened
