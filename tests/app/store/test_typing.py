"""Typing is durable while it lasts, and one visit is one change."""

from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.goal import GOAL, Goal
from app.domain.item import ItemType
from app.domain.record import Mark
from app.operations.items import add_item, edit_record, end_typing, type_text
from app.operations.undoing import undo
from app.store.store import Store
from app.store.transaction import Touched
from app.texts import mark
from builders import KEY, NOON, a_citizen, a_goal, a_store


def _goal(store: Store, identity: str) -> Goal:
    with store.reader() as reader:
        held = reader.get(GOAL, identity)
    assert held is not None
    return held


def _states(store: Store, record: str) -> list[str]:
    with store.reader() as reader:
        return [each.state for each in reader.changes(identity=record)]


def test_a_visit_is_one_change_however_often_it_is_saved(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))

    saved = {type_text(store, goal, title="Et job" + "." * length) for length in range(5)}
    end_typing(store, goal.id)

    assert len(saved) == 1
    assert _states(store, goal.id) == ["pending", "pending"]
    assert _goal(store, goal.id).title == "Et job...."


def test_who_listens_hears_that_a_visit_has_ended_and_what_was_typed_may_be_sent(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))
    typed = type_text(store, goal, title="Et job tættere på hjemmet")
    heard: list[Touched] = []
    store.listen(heard.append)

    end_typing(store, goal.id)

    assert [each.changes for each in heard] == [(typed,)]


def test_what_is_typed_waits_until_the_visit_ends(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))

    type_text(store, goal, title="Halvt skre")

    assert _states(store, goal.id) == ["typing", "pending"]


def test_the_first_words_of_a_new_card_are_one_act_with_the_card(store: Store, citizen: str) -> None:
    card = add_item(store, citizen=citizen, title="V", stays_open=True)
    with store.reader() as reader:
        held = reader.record(card)
    assert held is not None
    type_text(store, held, title="Være oppe om morgenen")
    end_typing(store)

    undo(store, citizen=citizen)

    with store.reader() as reader:
        gone = reader.record(card)
    assert gone is not None
    assert gone.deleted
    assert len(_states(store, card)) == 2


def test_another_act_on_the_record_ends_the_visit_first(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))
    type_text(store, goal, title="Skrevet")

    edit_record(store, _goal(store, goal.id), due="2027-01-01")
    type_text(store, _goal(store, goal.id), title="Skrevet igen")

    assert _states(store, goal.id) == ["typing", "pending", "pending", "pending"]


def test_a_crash_while_typing_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    citizen = a_citizen(store)
    goal = _goal(store, add_item(store, citizen=citizen, type=ItemType.GOAL, title="Før"))
    type_text(store, goal, title="Skrevet lige før strømmen gik")
    store.database.close()

    with Store.open(tmp_path / "plan.db", key=KEY, clock=FixedClock(NOON)) as again:
        found = _goal(again, goal.id)
        states = _states(again, goal.id)

    assert found.title == "Skrevet lige før strømmen gik"
    assert found.marks == Mark.PENDING
    assert states == ["pending", "pending"]


def test_undo_of_a_visit_brings_back_the_text_before_it(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))
    type_text(store, goal, title="Et")
    type_text(store, goal, title="Et job", due="2027-02-01")
    end_typing(store)

    undo(store, citizen=citizen)

    assert (_goal(store, goal.id).title, _goal(store, goal.id).due) == ("Et roligt job på 15 timer om ugen", None)


def test_a_new_visit_that_types_the_old_text_again_is_kept_however_old_the_record(store: Store, citizen: str) -> None:
    before = _goal(store, a_goal(store, citizen))
    type_text(store, before, title="Forkert")
    end_typing(store, before.id)

    type_text(store, before, title=before.title)

    assert _goal(store, before.id).title == before.title


def test_a_field_that_is_emptied_while_typing_is_not_known_any_more(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))

    type_text(store, goal, title="")

    assert _goal(store, goal.id).title is None


def test_the_end_of_a_visit_ends_all_changes_of_its_act(store: Store, citizen: str) -> None:
    with store.transact(mark("act", "To steder"), citizen=citizen, stays_open=True) as transaction:
        beside = transaction.put(GOAL, Goal(title="I planen"))
        goal = transaction.put(GOAL, Goal(title="I området"), compartment="area:social")

    end_typing(store, goal)

    assert _states(store, beside) == ["pending"]


def test_an_act_within_an_act_is_told_at_once(store: Store, citizen: str) -> None:
    with (
        pytest.raises(RuntimeError, match="within"),
        store.transact(mark("act", "Ydre"), citizen=citizen),
    ):
        a_goal(store, citizen)

    assert _goal(store, a_goal(store, citizen)).title


def test_a_visit_that_ends_where_it_began_leaves_no_trace(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))
    type_text(store, goal, title="Noget andet")
    type_text(store, goal, title=goal.title)

    end_typing(store)

    assert _states(store, goal.id) == ["pending"]
    assert _goal(store, goal.id) == goal
    undone = undo(store, citizen=citizen)
    assert undone is not None
    assert undone.name == "Tilføj til planen"


def test_who_shows_a_visit_that_came_to_nothing_hears_of_its_end(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))
    type_text(store, goal, title="Noget andet")
    type_text(store, goal, title=goal.title)
    heard: list[Touched] = []
    store.listen(heard.append)

    end_typing(store)

    assert heard == [Touched(kinds=frozenset({"item"}), citizens=frozenset({citizen}), records=frozenset({goal.id}))]


def test_a_visit_that_goes_back_in_one_field_alone_keeps_the_other(store: Store, citizen: str) -> None:
    goal = _goal(store, a_goal(store, citizen))
    type_text(store, goal, title="Noget andet", due="2027-02-01")
    type_text(store, goal, title=goal.title)

    end_typing(store)

    assert _states(store, goal.id) == ["pending", "pending"]
    assert (_goal(store, goal.id).title, _goal(store, goal.id).due) == (goal.title, "2027-02-01")


def test_a_new_card_stays_though_its_words_are_those_it_began_with(store: Store, citizen: str) -> None:
    card = add_item(store, citizen=citizen, title="Sover", stays_open=True)
    with store.reader() as reader:
        made = reader.record(card)
    assert made is not None
    type_text(store, made, title="Sover dårligt")
    type_text(store, made, title="Sover")

    end_typing(store)

    assert _states(store, card) == ["pending"]
