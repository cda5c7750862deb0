"""Things for tests: valid in every way that is not asked for."""

from datetime import UTC, datetime
from pathlib import Path

from app.clock import Clock, FixedClock
from app.domain.item import ItemType
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.store import Store
from blank_files import lay_blank_store

KEY = bytes(range(32))
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def a_store(folder: Path, *, clock: Clock | None = None, user: str = "mette", name: str = "plan.db") -> Store:
    """Return a new, empty local copy in *folder*."""
    lay_blank_store(folder / name, key=KEY)
    return Store.create(folder / name, key=KEY, clock=clock or FixedClock(NOON), user=user)


def a_citizen(store: Store, *, given: str = "Karen", family: str = "Holm") -> str:
    """Return the id of a new citizen with an empty plan."""
    return add_citizen(store, given=given, family=family, birth_date="1992-03-04")


def a_goal(store: Store, citizen: str, title: str = "Et roligt job på 15 timer om ugen") -> str:
    """Return the id of a new goal."""
    return add_item(store, citizen=citizen, type=ItemType.GOAL, title=title)
