"""The next days: what comes in order of time, and whose plans were opened last."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.item import ItemType
from app.domain.look_up import LookUpAct
from app.domain.values import State
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.operations.look_ups import look_up
from app.queries.next_days import OPENED, TOLD, coming, opened_lately
from app.store.store import Store
from builders import NOON, a_store

TODAY = NOON.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with a_store(tmp_path, clock=FixedClock(NOON)) as opened:
        yield opened


def rows(store: Store) -> list[tuple[str, str, str]]:
    with store.reader() as reader:
        return [(row.title, row.name, row.day) for row in coming(reader, today=TODAY)]


def opened(store: Store) -> list[str]:
    with store.reader() as reader:
        return [row.name for row in opened_lately(reader)]


def test_the_coming_days_hold_meetings_and_agreements_in_time_and_nothing_that_is_over(store: Store) -> None:
    karen = add_citizen(store, given="Karen", family="Holm")
    for title, due, state in (
        ("i dag", "2026-11-24", None),
        ("brevet", "2026-11-26", None),
        ("gjort", "2026-11-26", State.DONE),
        ("sidste dag", "2026-12-08", None),
        ("for sent", "2026-12-09", None),
    ):
        add_item(store, citizen=karen, type=ItemType.AGREEMENT, title=title, due=due, state=state)
    for title, at in (("Opfølgning", "2026-11-25T09:30"), ("Holdt møde", "2026-11-24T08:00")):
        add_item(store, citizen=karen, type=ItemType.MEETING, title=title, starts_at=at)

    assert rows(store) == [
        ("Opfølgning", "Karen Holm", "I morgen kl. 09.30"),
        ("brevet", "Karen Holm", "26. november"),
        ("sidste dag", "Karen Holm", "8. december"),
    ]


def test_only_the_first_of_many_coming_things_are_told(store: Store) -> None:
    karen = add_citizen(store, given="Karen", family="Holm")
    for number in range(TOLD + 2):
        add_item(store, citizen=karen, type=ItemType.AGREEMENT, title=f"nr. {number}", due=f"2026-11-{25 + number % 3}")

    assert len(rows(store)) == TOLD
    assert [day for _, _, day in rows(store)][:2] == ["I morgen", "I morgen"]


def test_the_plans_opened_last_come_first_and_each_once(store: Store) -> None:
    people = [add_citizen(store, given=f"Nr. {number}", family="Holm") for number in range(OPENED + 2)]
    for citizen in [*people, people[3]]:
        store.clock.advance(minutes=1)  # type: ignore[attr-defined]
        look_up(store, citizen=citizen, purpose="Møde")
    store.clock.advance(minutes=1)  # type: ignore[attr-defined]
    look_up(store, citizen=people[0], purpose="Søgning", act=LookUpAct.SEARCH)

    assert opened(store) == [f"Nr. {number} Holm" for number in (3, 7, 6, 5, 4, 2)]
