"""One act is one transaction, one undo step, and one change for each stream."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3

from app.changes import chain, signing
from app.clock import FixedClock
from app.domain.actor import ACTOR, Actor
from app.domain.connector import CONNECTOR
from app.domain.disagreement import DISAGREEMENT
from app.domain.drawing import LABEL, Label
from app.domain.goal import GOAL, Goal
from app.domain.item import ItemType
from app.domain.plan import PLAN
from app.domain.record import Mark
from app.errors import UserError
from app.ids import citizen_stream
from app.operations.contests import keep_both
from app.operations.items import add_item, agree, connect, disagree, edit_record, turn_into
from app.operations.look_ups import look_up
from app.operations.undoing import undo
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
        said = reader.all(DISAGREEMENT, citizen=citizen, parent=goal)
    assert agreed is not None
    assert agreed.agreed_at == "2026-11-24T12:00:00.000Z"
    assert [each.words for each in said] == ["Det går for hurtigt"]


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


def test_a_large_act_is_several_changes_and_one_step_of_undo(store: Store, citizen: str) -> None:
    with store.transact(mark("act", "Indlæs"), citizen=citizen) as transaction:
        made = [transaction.put(GOAL, Goal(title=f"Mål {number}", note="Lang tekst. " * 500)) for number in range(250)]

    with store.reader() as reader:
        changes = [each.change for each in reader.changes(citizen=citizen, limit=20) if each.change]
    grouped = [each for each in changes if each.group]
    assert len({each.group for each in grouped}) == 1
    assert [edit.record for each in reversed(grouped) for edit in each.edits] == made

    undo(store, citizen=citizen)

    with store.reader() as reader:
        assert reader.all(GOAL, citizen=citizen) == []


def test_a_field_that_no_record_of_its_kind_has_is_a_mistake_of_the_program(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen)
    with store.reader() as reader:
        held = reader.get(GOAL, goal)
    assert held is not None

    with pytest.raises(AttributeError, match="dew"):
        edit_record(store, held, dew="2027-01-01")


def test_what_is_said_of_an_item_in_an_area_stays_in_the_area(store: Store, citizen: str) -> None:
    with store.transact(mark("act", "Notat i området"), citizen=citizen) as transaction:
        hidden = transaction.put(GOAL, Goal(title="Fortroligt"), compartment="area:social")
    with store.reader() as reader:
        held = reader.get(GOAL, hidden)
    assert held is not None

    disagree(store, held, words="Det går for hurtigt")
    keep_both(store, held, values={"title": "Fortroligt"}, others={"title": "Også fortroligt"})
    line = connect(store, citizen=citizen, source=a_goal(store, citizen), target=hidden)

    with store.reader() as reader:
        beside = [each for each in reader.everything(citizen=citizen) if each.stream == held.stream]
    assert sorted(type(each).__name__ for each in beside) == ["Connector", "Disagreement", "Goal", "Goal"]
    assert line in {each.id for each in beside}


def test_a_text_of_several_lines_keeps_its_lines_in_whatever_record(store: Store, citizen: str) -> None:
    with store.transact(mark("act", "Prøve"), citizen=citizen) as transaction:
        label = transaction.put(LABEL, Label(text="Et"))
    with store.reader() as reader:
        held = reader.get(LABEL, label)
    assert held is not None

    edit_record(store, held, text="Et\nTo")

    with store.reader() as reader:
        assert reader.shown(label)["text"] == "Et\nTo"


def test_a_plan_begins_on_the_danish_day_it_was_begun(tmp_path: Path) -> None:
    after_midnight = FixedClock(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    with a_store(tmp_path, clock=after_midnight) as store, store.reader() as reader:
        citizen = a_citizen(store)
        (plan,) = reader.all(PLAN, citizen=citizen)

    assert plan.start == "2026-11-25"


def test_the_history_of_a_citizen_is_newest_first_across_streams(store: Store, citizen: str) -> None:
    a_goal(store, citizen)
    with store.transact(mark("act", "Nyt i området"), citizen=citizen) as transaction:
        transaction.put(GOAL, Goal(title="Nyt"), compartment="area:social")
    with store.writing() as connection:
        for number, (version, day) in enumerate([(1, "01"), (2, "02"), (1, "03")], start=1):
            meta = chain.encode_meta(chain.Meta(version, store.device, "mette", f"2026-11-{day}T09:00:00.000Z"))
            values = {"state": "entered", "version": version, "meta": meta}
            connection.execute(change.update().where(change.c.n == number).values(values))

    with store.reader() as reader:
        names = [each.change.name for each in reader.changes(citizen=citizen) if each.change]
    assert names == ["Nyt i området", "Tilføj til planen", "Opret borger"]
