"""The reader asks for what is wanted alone, in the order it is wanted in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from app.domain.agreement import AGREEMENT
from app.domain.citizen import IDENTIFIER
from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.domain.values import State
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.store import Store
from builders import a_citizen, a_goal


def test_what_is_due_comes_latest_first_without_what_is_over_or_to_come(store: Store, citizen: str) -> None:
    for title, due, state in (
        ("længst siden", "2026-10-01", None),
        ("i går", "2026-11-23", State.ACTIVE),
        ("holdt", "2026-11-23", State.DONE),
        ("i morgen", "2026-11-25", None),
        ("uden dato", None, None),
    ):
        add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title=title, due=due, state=state)

    with store.reader() as reader:
        found = reader.due(AGREEMENT, until="2026-11-24", over=[State.DONE], limit=10)
        latest = reader.due(AGREEMENT, until="2026-11-24", over=[State.DONE], limit=1)

    assert [each.title for each in found] == ["i går", "længst siden"]
    assert [each.title for each in latest] == ["i går"]


def test_records_of_several_citizens_are_asked_for_at_once(store: Store) -> None:
    citizens = [
        add_citizen(store, given="Kim", family="Holm", cpr=number) for number in ("0101859995", "0101859987", "")
    ]

    with store.reader() as reader:
        found = reader.all_of(IDENTIFIER, citizens=[citizens[0], citizens[2]])

    assert [(each.citizen, each.value) for each in found] == [(citizens[0], "0101859995")]


def test_a_citizens_goals_are_found_by_the_citizen_and_not_among_all_goals(store: Store) -> None:
    citizens = [a_citizen(store) for _ in range(3)]
    for each in citizens:
        a_goal(store, each, "Bolig")
        a_goal(store, each, "Arbejde")

    with store.reader() as reader, questions() as asked:
        found = reader.all(GOAL, citizen=citizens[1])
        statement, values = asked[-1]
        plan = [row[3] for row in reader._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]

    assert [each.title for each in found] == ["Arbejde", "Bolig"]
    assert "record_of_citizen" in plan[0]


@contextmanager
def questions() -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that are run, with their values."""
    asked: list[tuple[str, Any]] = []

    def heard(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
