"""Undo walks this device's acts for a citizen, without limit, and sets back only what still shows."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from app.domain.board import BOARD
from app.domain.citizen import CITIZEN, Citizen
from app.domain.consent import CONSENT, Consent
from app.domain.goal import GOAL, Goal
from app.domain.item import ItemType
from app.domain.plan import PLAN
from app.ids import main_board_of, plan_of
from app.operations.items import delete_records, edit_record, turn_into
from app.operations.undoing import redo, undo
from app.store.connections import raw
from app.store.history import mark_undone, next_undo
from app.store.store import Store
from app.store.tables import change
from app.texts import mark
from builders import a_citizen, a_goal, a_store


def _goal(store: Store, identity: str) -> Goal:
    with store.reader() as reader:
        held = reader.get(GOAL, identity)
    assert held is not None
    return held


def _stands(store: Store, citizen: str) -> dict[str, Any]:
    """Return what the records of a citizen that stand show: what «as before» means."""
    with store.reader() as reader:
        standing = [each.id for each in reader.everything(citizen=citizen) if not each.deleted]
        shown = {each: reader.shown(each) for each in standing}
    return {
        each: {name: value for name, value in fields.items() if value is not False} for each, fields in shown.items()
    }


def test_undo_of_a_new_item_takes_it_away_and_redo_brings_it_back(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)

    undo(store, citizen=citizen)
    assert _goal(store, goal).deleted

    redo(store, citizen=citizen)
    assert not _goal(store, goal).deleted


def test_undo_leaves_what_was_altered_since_and_names_it(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)
    edit_record(store, _goal(store, goal), title="Mit", due="2027-01-01")
    with store.transact(mark("act", "Afgør"), role="settle") as transaction:
        transaction.settle(_goal(store, goal), title="En andens")

    undone = undo(store, citizen=citizen)

    assert undone is not None
    assert [(left.record, left.field) for left in undone.left] == [(goal, "title")]
    assert (_goal(store, goal).title, _goal(store, goal).due) == ("En andens", None)


def test_a_new_act_ends_what_can_be_done_again(store: Store, citizen: str) -> None:
    a_goal(store, citizen)
    undo(store, citizen=citizen)
    a_goal(store, citizen, "Et andet mål")

    assert redo(store, citizen=citizen) is None


def test_undo_of_members_takes_away_only_those_that_were_added(store: Store, citizen: str) -> None:
    one, two = store.new_id(), store.new_id()
    with store.transact(mark("act", "Giv samtykke"), citizen=citizen) as transaction:
        consent = transaction.put(CONSENT, Consent(items=(one,)))
    with store.reader() as reader:
        held = reader.get(CONSENT, consent)
    assert held is not None
    with store.transact(mark("act", "Del mere")) as transaction:
        transaction.add(held, "items", one, two)

    undo(store, citizen=citizen)

    with store.reader() as reader:
        after = reader.get(CONSENT, consent)
    assert after is not None
    assert after.items == (one,)


def test_undo_of_another_citizens_act_is_never_done(store: Store, citizen: str) -> None:
    other = a_citizen(store, given="Ali")
    goal = a_goal(store, other)

    undo(store, citizen=citizen)

    assert not _goal(store, goal).deleted


_Act = Callable[[Store, str, str, str], object]

_ACTS: dict[str, _Act] = {
    "add": lambda store, citizen, goal, title: a_goal(store, citizen, title),
    "title": lambda store, citizen, goal, title: edit_record(store, _goal(store, goal), title=title),
    "due": lambda store, citizen, goal, title: edit_record(store, _goal(store, goal), due=f"2027-01-{len(title):02}"),
    "turn": lambda store, citizen, goal, title: turn_into(store, _goal(store, goal), type=ItemType.WISH),
    "delete": lambda store, citizen, goal, title: delete_records(store, [_goal(store, goal)]),
    "undo": lambda store, citizen, goal, title: undo(store, citizen=citizen),
    "redo": lambda store, citizen, goal, title: redo(store, citizen=citizen),
}


@given(acts=st.lists(st.tuples(st.sampled_from(sorted(_ACTS)), st.text("abc", min_size=1, max_size=9)), max_size=12))
@settings(max_examples=25)
def test_undo_of_everything_shows_what_stood_before(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str]]
) -> None:
    with a_store(tmp_path_factory.mktemp("undo")) as store:
        citizen = a_citizen(store)
        goal = a_goal(store, citizen)

        for act, title in acts:
            _ACTS[act](store, citizen, goal, title)
        while undo(store, citizen=citizen):
            pass

        assert _stands(store, citizen) == {}


@given(
    acts=st.lists(
        st.tuples(st.sampled_from(sorted({*_ACTS} - {"undo", "redo"})), st.text("abc", min_size=1)), max_size=8
    )
)
@settings(max_examples=25)
def test_redo_of_everything_shows_what_stood_before_undo(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str]]
) -> None:
    with a_store(tmp_path_factory.mktemp("redo")) as store:
        citizen = a_citizen(store)
        goal = a_goal(store, citizen)
        for act, title in acts:
            _ACTS[act](store, citizen, goal, title)
        after = _stands(store, citizen)

        while undo(store, citizen=citizen):
            pass
        while redo(store, citizen=citizen):
            pass

        assert _stands(store, citizen) == after


def test_undo_of_an_act_of_several_transactions_takes_back_all_of_it(store: Store, citizen: str) -> None:
    act = store.new_id()
    with store.transact(mark("act", "Indlæs"), citizen=citizen, act=act) as transaction:
        goal = transaction.put(GOAL, Goal(title="Et"))
    for title in ("To", "Tre"):
        with store.transact(mark("act", "Indlæs"), act=act) as transaction:
            transaction.edit(_goal(store, goal), title=title)

    undone = undo(store, citizen=citizen)

    assert undone is not None
    assert undone.left == ()
    assert _goal(store, goal).deleted
    assert _goal(store, goal).title == "Et"


def test_several_transactions_of_one_act_are_one_group(store: Store, citizen: str) -> None:
    act = store.new_id()
    for title in ("Et", "To"):
        with store.transact(mark("act", "Indlæs"), citizen=citizen, act=act) as transaction:
            transaction.put(GOAL, Goal(title=title))

    with store.reader() as reader:
        groups = [each.change.group for each in reader.changes(citizen=citizen, limit=2) if each.change]
    assert groups == [act, act]


def test_undo_passes_over_what_was_refused_or_removed(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)
    edit_record(store, _goal(store, goal), title="Fjernet")
    with store.writing() as connection:
        newest = change.c.n == select(func.max(change.c.n)).scalar_subquery()
        connection.execute(update(change).where(newest).values(body=None, state="entered"))

    undone = undo(store, citizen=citizen)

    assert undone is not None
    assert undone.name == "Tilføj til planen"


def test_a_plan_that_went_with_an_undone_act_stands_again_with_the_next(store: Store) -> None:
    with store.transact(mark("act", "Fra et andet system")) as transaction:
        citizen = transaction.put(CITIZEN, Citizen(given="Ali"))
    a_goal(store, citizen)
    undo(store, citizen=citizen)

    a_goal(store, citizen)

    with store.reader() as reader:
        assert [each.id for each in reader.all(PLAN, citizen=citizen)] == [plan_of(citizen)]
        assert [each.id for each in reader.all(BOARD, citizen=citizen)] == [main_board_of(citizen)]


def test_no_step_back_looks_through_all_changes_that_the_copy_holds(store: Store) -> None:
    citizen = a_citizen(store)
    a_goal(store, citizen, "Bolig")
    with store.writing() as connection:
        asked: list[str] = []
        raw(connection).set_trace_callback(asked.append)
        turned = next_undo(connection, citizen)
        assert turned is not None
        mark_undone(connection, turned)
        raw(connection).set_trace_callback(None)
        plans = [row[3] for each in asked for row in raw(connection).execute(f"EXPLAIN QUERY PLAN {each}")]

    assert len(plans) == 3
    assert [each for each in plans if each.startswith("SCAN")] == []
