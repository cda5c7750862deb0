"""«Forkert borger»: within half an hour what was written on the wrong citizen goes for good, or moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.disagreement import DISAGREEMENT
from app.domain.goal import GOAL, Goal
from app.domain.item import ItemType
from app.errors import UserError
from app.operations.items import add_item, disagree, edit_record
from app.operations.wrong_citizen import take_back, what_goes
from app.store.store import Store
from app.store.verify import verify
from builders import NOON, a_citizen, a_store

SECRET = "kanariefuglen"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    with a_store(tmp_path, clock=clock) as opened:
        yield opened


def a_card(store: Store, citizen: str, title: str = SECRET) -> Goal:
    made = add_item(store, citizen=citizen, type=ItemType.GOAL, title=title, note=f"{title} i noten")
    return card(store, made)


def card(store: Store, identity: str) -> Goal:
    with store.reader() as reader:
        found = reader.get(GOAL, identity)
    assert found is not None
    return found


def everything(store: Store) -> bytes:
    with store.database.reading() as connection:
        rows = list(connection.exec_driver_sql("SELECT body, before, sig FROM change"))
        rows += connection.exec_driver_sql("SELECT cells, shown, sort FROM record")
    return b"|".join(each if isinstance(each, bytes) else str(each).encode() for row in rows for each in row)


def test_a_card_on_the_wrong_citizen_goes_as_if_it_had_never_been_written(store: Store) -> None:
    citizen = a_citizen(store)
    item = a_card(store, citizen)

    take_back(store, item)

    with store.reader() as reader:
        assert reader.record(item.id) is None
        assert reader.texts(SECRET) == []
    assert SECRET.encode() not in everything(store)
    assert verify(store).findings == ()


def test_it_is_written_for_the_right_citizen_in_the_same_act_with_what_was_said_about_it(store: Store) -> None:
    wrong, right = a_citizen(store), a_citizen(store)
    item = a_card(store, wrong)
    disagree(store, item, words="det er ikke mig")

    moved = take_back(store, item, to=right)

    assert moved is not None
    there = card(store, moved)
    assert (there.citizen, there.title, there.note) == (right, SECRET, f"{SECRET} i noten")
    with store.reader() as reader:
        assert [each.words for each in reader.all(DISAGREEMENT, citizen=right)] == ["det er ikke mig"]
        assert reader.all(DISAGREEMENT, citizen=wrong) == []
        acts = {each.act for each in reader.changes(limit=50) if each.change and each.change.name == "Forkert borger"}
    assert len(acts) == 1


@pytest.mark.parametrize("whose", ["wrong", "right"])
def test_undo_does_not_bring_it_back(store: Store, whose: str) -> None:
    citizens = {"wrong": a_citizen(store), "right": a_citizen(store)}
    item = a_card(store, citizens["wrong"])
    moved = take_back(store, item, to=citizens["right"])

    store.undo(citizens[whose])

    with store.reader() as reader:
        assert reader.record(item.id) is None
    assert moved is not None
    assert card(store, moved).deleted is False


def test_after_half_an_hour_it_is_deleted_like_anything_else(store: Store, clock: FixedClock) -> None:
    item = a_card(store, a_citizen(store))
    clock.advance(minutes=31)

    with pytest.raises(UserError, match="30 minutter"):
        take_back(store, item)
    assert card(store, item.id).title == SECRET


def test_of_an_older_card_only_the_fresh_words_go_and_what_stood_before_is_shown(
    store: Store, clock: FixedClock
) -> None:
    citizen, other = a_citizen(store), a_citizen(store)
    item = a_card(store, citizen, "Cykle til skole")
    clock.advance(minutes=40)
    edit_record(store, item, title=SECRET)

    going = what_goes(store, card(store, item.id))
    with pytest.raises(UserError, match="ikke flyttes"):
        take_back(store, card(store, item.id), to=other)
    take_back(store, card(store, item.id))

    assert (going.is_whole, going.others) == (False, ())
    assert card(store, item.id).title == "Cykle til skole"
    assert SECRET.encode() not in everything(store)


def test_what_points_to_others_of_the_wrong_citizen_does_not_move_along(store: Store) -> None:
    wrong, right = a_citizen(store), a_citizen(store)
    actor = add_item(store, citizen=wrong, type=ItemType.ACTOR, title="Karen Hansen")
    item = a_card(store, wrong)
    edit_record(store, item, responsible=actor)

    moved = take_back(store, card(store, item.id), to=right)

    assert moved is not None
    assert card(store, moved).responsible is None


def test_it_can_be_moved_to_any_other_citizen_here(store: Store) -> None:
    wrong, right = a_citizen(store), a_citizen(store)

    going = what_goes(store, a_card(store, wrong))

    assert going.is_whole
    assert [citizen for citizen, _ in going.others] == [right]
