"""The reader asks for what is wanted alone, in the order it is wanted in."""

from app.domain.agreement import AGREEMENT
from app.domain.citizen import IDENTIFIER
from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.domain.values import State
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.connections import raw
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

    with store.reader() as reader:
        asked: list[str] = []
        connection = raw(reader._connection)
        connection.set_trace_callback(asked.append)
        found = reader.all(GOAL, citizen=citizens[1])
        connection.set_trace_callback(None)
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]

    assert [each.title for each in found] == ["Arbejde", "Bolig"]
    assert "record_of_citizen" in plan[0]
