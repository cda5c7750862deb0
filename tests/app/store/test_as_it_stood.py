"""The records as they stood on a day, also where the log is not here from the first entry on."""

import msgspec
import pytest
from sqlalchemy import insert, update

from app.changes import chain
from app.changes.cells import Cell
from app.changes.change import REVIVED, Change, Edit, Verdict, encode, encode_outcomes
from app.domain.goal import GOAL, Goal
from app.store import rows
from app.store.history import as_it_stood
from app.store.rows import Row
from app.store.store import Store
from app.store.tables import change, stream
from app.texts import mark
from builders import a_citizen


@pytest.fixture
def goal(store: Store) -> Goal:
    """Return a goal whose title and due date were confirmed at version 3, before the log held here begins."""
    citizen = a_citizen(store)
    with store.transact(mark("act", "Prøve"), citizen=citizen) as transaction:
        identity = transaction.put(GOAL, Goal(title="Et"))
    with store.reader() as reader:
        held = reader.get(GOAL, identity)
    assert held is not None
    cells = {"type": Cell("goal", 3, "b"), "title": Cell("Et", 3, "b"), "due": Cell("2027-01-01", 5, "b")}
    with store.writing() as connection:
        connection.execute(update(stream).where(stream.c.id == held.stream).values(version=5, logged_from=4))
        connection.execute(change.delete())
        rows.write(connection, [Row(identity, held.stream, citizen, "item", cells)])
    return held


def _enter(store: Store, goal: Goal, version: int, verdicts: list[Verdict], **fields: object) -> None:
    edit = Edit(record=goal.id, kind="item", base=3, set=fields)
    made = Change(id=store.new_id(), stream=goal.stream, at=f"2026-11-0{version}T09:00:00.000Z", name="x", edits=[edit])
    meta = chain.Meta(version, "b", "jonas", made.at)
    values = {
        "id": made.id, "stream": made.stream, "citizen": goal.citizen, "act": made.id, "state": "entered",
        "at": made.at, "version": version, "body": encode(made), "meta": chain.encode_meta(meta),
        "outcomes": encode_outcomes(verdicts),
    }  # fmt: skip
    with store.writing() as connection:
        connection.execute(insert(change).values(values))


def test_what_was_confirmed_before_the_log_begins_stood_all_the_time(store: Store, goal: Goal) -> None:
    _enter(store, goal, 4, [], due="2026-12-01")
    _enter(store, goal, 5, [], due="2027-01-01")

    with store.database.reading() as connection:
        stood = as_it_stood(connection, citizen=goal.citizen or "", at="2026-11-04T12:00:00.000Z")

    assert stood.since == "2026-11-04T09:00:00.000Z"
    assert stood.records[goal.id] == ("item", {"type": "goal", "title": "Et", "due": "2026-12-01"})


def test_a_revival_is_told_though_the_deletion_is_not_in_the_log_here(store: Store, goal: Goal) -> None:
    _enter(store, goal, 4, [Verdict(goal.id, "deleted", REVIVED)], due="2026-12-01")

    with store.database.reading() as connection:
        stood = as_it_stood(connection, citizen=goal.citizen or "", at="2026-11-09T12:00:00.000Z")

    _, fields = stood.records[goal.id]
    assert msgspec.to_builtins(fields)["due"] == "2026-12-01"
    assert not fields.get("deleted")
