"""What an edit says its author had seen: an own edit that still waits hides what was confirmed below it."""

import pytest
from sqlalchemy import update

from app.changes.cells import Cell
from app.changes.change import Edit
from app.domain.goal import GOAL, Goal
from app.operations.contests import settle
from app.operations.items import edit_record, end_typing, type_text
from app.store import rows
from app.store.rows import Row
from app.store.store import Store
from app.store.tables import change, stream
from builders import a_goal


@pytest.fixture
def goal(store: Store, citizen: str) -> str:
    """Return a goal that the server has received."""
    identity = a_goal(store, citizen)
    held = _goal(store, identity)
    with store.writing() as connection:
        connection.execute(change.delete())
        cells = {"type": Cell("goal", 1, "b"), "title": Cell("Fra før", 1, "b")}
        rows.write(connection, [Row(identity, held.stream, citizen, "item", cells)])
    return identity


def _goal(store: Store, identity: str) -> Goal:
    with store.reader() as reader:
        held = reader.get(GOAL, identity)
    assert held is not None
    return held


def _come_to(store: Store, goal: str, version: int) -> Goal:
    """Let entries of others have come until the stream stands at *version*; return the goal as it is read then."""
    with store.writing() as connection:
        connection.execute(update(stream).where(stream.c.id == _goal(store, goal).stream).values(version=version))
    return _goal(store, goal)


def _last_edit(store: Store, goal: str) -> Edit:
    with store.reader() as reader:
        newest = reader.changes(identity=goal)[0].change
    assert newest is not None
    return newest.edits[0]


def test_an_edit_above_a_waiting_one_has_seen_no_more_than_that_one(store: Store, goal: str) -> None:
    edit_record(store, _come_to(store, goal, 3), title="Et")

    edit_record(store, _come_to(store, goal, 7), title="To", due="2027-01-01")

    assert _last_edit(store, goal).base_of("title") == 3
    assert _last_edit(store, goal).base_of("due") == 7


def test_an_edit_above_a_settled_field_has_seen_what_was_settled(store: Store, goal: str) -> None:
    edit_record(store, _come_to(store, goal, 3), title="Et")
    settle(store, _come_to(store, goal, 7), values={"title": "To"})

    edit_record(store, _come_to(store, goal, 7), title="Tre")

    assert _last_edit(store, goal).base_of("title") == 7


def test_a_screen_that_was_not_brought_up_to_date_has_seen_no_more_than_it_shows(store: Store, goal: str) -> None:
    stale = _come_to(store, goal, 3)
    edit_record(store, _come_to(store, goal, 7), title="Et")

    edit_record(store, stale, title="To")

    assert _last_edit(store, goal).base_of("title") == 3


def test_a_field_that_a_visit_comes_to_later_keeps_the_base_of_the_edit_below_it(store: Store, goal: str) -> None:
    edit_record(store, _come_to(store, goal, 3), title="Et")
    visited = _come_to(store, goal, 7)
    type_text(store, visited, sign="Han kommer til tiden")

    type_text(store, visited, title="To")
    end_typing(store, goal)

    assert _last_edit(store, goal).base_of("title") == 3
    assert _last_edit(store, goal).base_of("sign") == 7
