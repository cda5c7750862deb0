"""A plan of any size, written in one transaction: what the measurements of the exchange send and fetch."""

from collections.abc import Callable, Sequence

from app.domain.goal import GOAL, Goal
from app.store.store import Store


def write_goals(store: Store, citizens: Sequence[str], *, count: int, note: Callable[[int], str]) -> None:
    """Write *count* goals, each an act of its own, shared out among *citizens* in order; *note* gives each its text."""
    with store.writing() as connection:
        for number in range(count):
            citizen = citizens[number * len(citizens) // count]
            transaction = store._transaction(connection, "Tilføj mål", citizen=citizen)
            text = note(number)
            transaction.put(GOAL, Goal(title=f"Mål {number}: {text[:30]}", note=text))
            written, _ = transaction.write(act=store.new_id(), role="do")
            store._sign(connection, written)
