"""One act is one transaction, one undo step, and one change for each stream."""

from pathlib import Path

import pytest
import sqlcipher3

from app.changes import signing
from app.clock import FixedClock
from app.domain.actor import ACTOR, Actor
from app.domain.connector import CONNECTOR
from app.domain.goal import GOAL, Goal
from app.domain.item import ItemType
from app.domain.record import Mark
from app.errors import UserError
from app.ids import citizen_stream
from app.operations.items import add_item, agree, connect, disagree, edit_record, turn_into
from app.operations.look_ups import look_up
from app.store.store import Store
from app.store.tables import change
from app.texts import mark
from builders import KEY, NOON, a_citizen, a_goal, a_store


def test_a_goal_is_there_again_after_the_program_was_closed(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        goal = a_goal(store, a_citizen(store))

    with Store.open(tmp_path / "plan.db", key=KEY, clock=FixedClock(NOON)) as again, again.reader() as reader:
        found = reader.get(GOAL, goal)

    assert found is not None
    assert found.title == "Et roligt job på 15 timer om ugen"
    assert found.marks == Mark.PENDING


def test_an_act_that_fails_in_the_middle_leaves_nothing(store: Store, citizen: str) -> None:
    with pytest.raises(RuntimeError):
        _write_half_a_goal(store, citizen)

    with store.reader() as reader:
        assert reader.all(GOAL, citizen=citizen) == []
        assert reader.texts("halvt") == []


def _write_half_a_goal(store: Store, citizen: str) -> None:
    with store.transact(mark("act", "Prøve"), citizen=citizen) as transaction:
        transaction.put(GOAL, Goal(title="Halvt"))
        raise RuntimeError


def test_an_act_over_two_streams_is_one_group_of_two_changes(store: Store, citizen: str) -> None:
    with store.transact(mark("act", "To steder"), citizen=citizen) as transaction:
        transaction.put(GOAL, Goal(title="I planen"))
        transaction.put(GOAL, Goal(title="I området"), compartment="area:social")

    with store.reader() as reader:
        made = [each.change for each in reader.changes(citizen=citizen, limit=2) if each.change]
    assert {each.stream for each in made} == {citizen_stream(citizen, "plan"), citizen_stream(citizen, "area:social")}
    assert len({each.group for each in made}) == 1


def test_the_first_change_of_a_stream_says_what_it_is(store: Store, citizen: str) -> None:
    a_goal(store, citizen)

    with store.reader() as reader:
        later, first = [each.change for each in reader.changes(citizen=citizen)]
    assert first is not None
    assert first.open == (citizen, "plan")
    assert later is not None
    assert later.open is None


def test_only_the_fields_that_differ_are_written(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)
    with store.reader() as reader:
        held = reader.get(GOAL, goal)
    assert held is not None

    edit_record(store, held, title=held.title, due="2027-03-01")

    with store.reader() as reader:
        newest = reader.changes(identity=goal)[0].change
    assert newest is not None
    assert newest.edits[0].set == {"due": "2027-03-01"}


def test_a_card_turned_into_another_kind_keeps_its_words_lines_and_id(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)
    wish = add_item(store, citizen=citizen, type=ItemType.WISH, title="Være oppe om morgenen")
    line = connect(store, citizen=citizen, source=wish, target=goal)
    with store.reader() as reader:
        held = reader.get(GOAL, goal)
    assert held is not None
    edit_record(store, held, sign="Jeg møder til tiden")

    turn_into(store, held, type=ItemType.AGREEMENT)

    with store.reader() as reader:
        assert reader.all(GOAL, citizen=citizen) == []
        turned = reader.record(goal)
        assert reader.shown(goal)["sign"] == "Jeg møder til tiden"
        assert [each.id for each in reader.all(CONNECTOR, parent=wish)] == [line]
    assert type(turned).__name__ == "Agreement"


def test_the_same_line_is_not_drawn_twice(store: Store, citizen: str) -> None:
    wish, goal = a_goal(store, citizen, "Ønske"), a_goal(store, citizen, "Mål")

    first = connect(store, citizen=citizen, source=wish, target=goal)

    assert connect(store, citizen=citizen, source=wish, target=goal) == first


def test_agreement_and_disagreement_stand_side_by_side(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)
    with store.reader() as reader:
        held = reader.get(GOAL, goal)
    assert held is not None

    agree(store, held, present=[citizen])
    disagree(store, held, words="Det går for hurtigt")

    with store.reader() as reader:
        agreed = reader.get(GOAL, goal)
        said = reader.everything(citizen=citizen)
    assert agreed is not None
    assert agreed.agreed_at == "2026-11-24T12:00:00.000Z"
    assert [each.words for each in said if type(each).__name__ == "Disagreement"] == ["Det går for hurtigt"]


def test_a_text_that_is_too_long_is_refused_in_words(store: Store, citizen: str) -> None:
    with pytest.raises(UserError, match="for langt"):
        add_item(store, citizen=citizen, title="x" * 301)


def test_every_look_up_carries_the_hash_of_the_one_before(store: Store, citizen: str) -> None:
    look_up(store, citizen=citizen, purpose="Forbereder møde")
    look_up(store, citizen=citizen, purpose="Møde")

    with store.reader() as reader:
        first, second = (each for each in reader.streams() if each.startswith("device")), reader.changes(limit=2)
    before = [each.change.edits[0].set.get("before") for each in second if each.change]
    assert next(first) == f"device:{store.device}"
    assert before[1] is None
    assert len(str(before[0])) == 64


def test_every_ended_change_is_signed_by_the_device(store: Store, citizen: str) -> None:
    with store.writing() as connection:
        row = connection.execute(change.select()).first()

    assert row is not None
    assert row.key == signing.key_id(store.signing_pair.public)
    assert signing.verify(store.signing_pair.public, row.body, row.sig)


def test_every_connection_waits_for_the_disk(store: Store) -> None:
    with store.writing() as writing, store.database.reading() as reading:
        modes = [each.exec_driver_sql("PRAGMA synchronous").scalar_one() for each in (writing, reading)]

    assert modes == [2, 2]


def test_the_file_cannot_be_read_without_its_key(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        a_citizen(store, given="Kanarie")

    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Kanarie" not in everything
    raw = sqlcipher3.dbapi2.connect(str(tmp_path / "plan.db"))
    raw.execute("PRAGMA cipher_log_level = NONE")
    with pytest.raises(sqlcipher3.dbapi2.DatabaseError):
        raw.execute("SELECT count(*) FROM sqlite_master")
    raw.close()


def test_an_item_of_a_type_this_program_lacks_is_listed_with_the_unsorted(store: Store, citizen: str) -> None:
    with store.transact(mark("act", "Prøve"), citizen=citizen) as transaction:
        actor = transaction.put(ACTOR, Actor(title="Jonas"))
    with store.reader() as reader:
        held = reader.record(actor)
    assert held is not None
    with store.transact(mark("act", "Nyere program")) as transaction:
        transaction.set_raw(held, {"type": "hologram", "beams": 3})

    with store.reader() as reader:
        shown = reader.shown(actor)
        read = reader.record(actor)

    assert type(read).__name__ == "Idea"
    assert (shown["type"], shown["beams"]) == ("hologram", 3)
