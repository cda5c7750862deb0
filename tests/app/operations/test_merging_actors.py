"""«Det er samme person»: one act by which everything that points to one actor points to another."""

from typing import Any

import pytest

from app.domain.actor import ACTOR, Actor
from app.domain.board import PLACEMENT
from app.domain.connector import CONNECTOR
from app.domain.consent import CONSENT, Given
from app.domain.item import ItemType
from app.domain.meeting import MEETING, PARTICIPATION, Attendance
from app.domain.plan import PLAN
from app.errors import UserError
from app.ids import plan_of
from app.operations.actors import merge_actors
from app.operations.board import add_board, put_on_board, set_responsible
from app.operations.consents import give_consent
from app.operations.items import add_item, agree, connect
from app.operations.meetings import attend, begin_meeting
from app.operations.plans import edit_plan
from app.operations.undoing import redo, undo
from app.store.store import Store
from app.texts import mark
from plans import an_item


@pytest.fixture
def plan(store: Store, citizen: str) -> dict[str, str]:
    """A plan in which Mette stands twice, and everything that can point to an actor points to the second."""
    made = {"mette": _actor(store, citizen, "Mette Holm", phone="87 12 34 56")}
    made["m"] = _actor(store, citizen, "M. Holm", role="Rådgiver", phone="11 11 11 11")
    made["jonas"] = _actor(store, citizen, "Jonas Friis")
    made["mål"] = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Op kl. 7")
    set_responsible(store, an_item(store, made["mål"]), actor=made["m"])
    agree(store, an_item(store, made["mål"]), present=[made["m"], made["jonas"]])
    made["ved"] = connect(store, citizen=citizen, source=made["m"], target=made["jonas"])
    made["selv"] = connect(store, citizen=citizen, source=made["m"], target=made["mette"])
    made["ja"] = give_consent(store, citizen=citizen, items=[made["mål"]], actors=[made["m"]], given=Given.WRITTEN)
    made["møde"] = begin_meeting(store, citizen=citizen)
    meeting = an_item(store, made["møde"])
    assert isinstance(meeting, MEETING.record)
    attend(store, meeting=meeting, actor=made["mette"], attendance=Attendance.INVITED)
    attend(store, meeting=meeting, actor=made["m"], attendance=Attendance.PRESENT)
    made["tavle"] = add_board(store, citizen=citizen, title="Netværk")
    put_on_board(store, an_item(store, made["m"]), board=made["tavle"], at=(40, 80))
    with store.reader() as reader:
        held = reader.get(PLAN, plan_of(citizen))
    assert held is not None
    edit_plan(store, held, coordinator=made["m"])
    return made


def _actor(store: Store, citizen: str, title: str, **fields: Any) -> str:
    return add_item(store, citizen=citizen, type=ItemType.ACTOR, title=title, **fields)


def _merge(store: Store, plan: dict[str, str]) -> None:
    kept = an_item(store, plan["mette"])
    assert isinstance(kept, Actor)
    merge_actors(store, kept=kept, gone=plan["m"])


def _standing(store: Store, citizen: str) -> dict[str, dict[str, Any]]:
    with store.reader() as reader:
        return {each.id: reader.shown(each.id) for each in reader.everything(citizen=citizen) if not each.deleted}


def _plain(standing: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Leave out what says nothing: a field that is not known, and that something is not deleted."""
    return {
        each: {name: value for name, value in fields.items() if value not in (None, False, [])}
        for each, fields in standing.items()
    }


def test_everything_points_to_the_one_that_stays(store: Store, citizen: str, plan: dict[str, str]) -> None:
    _merge(store, plan)

    standing = _standing(store, citizen)
    assert plan["m"] not in standing
    assert plan["m"] not in repr(standing)
    goal = an_item(store, plan["mål"])
    assert (goal.responsible, goal.agreed_with) == (plan["mette"], (plan["mette"], plan["jonas"]))
    assert standing[plan_of(citizen)]["coordinator"] == plan["mette"]
    assert standing[plan["ja"]]["actors"] == [plan["mette"]]
    with store.reader() as reader:
        lines = [(each.source, each.target) for each in reader.all(CONNECTOR, citizen=citizen)]
        parts = [(each.actor, each.attendance) for each in reader.all(PARTICIPATION, parent=plan["møde"])]
        places = [(each.item, each.x, each.y) for each in reader.all(PLACEMENT, parent=plan["tavle"])]
    assert lines == [(plan["mette"], plan["jonas"])]
    assert parts == [(plan["mette"], Attendance.PRESENT)]
    assert places == [(plan["mette"], 40, 80)]


def test_the_one_that_stays_learns_what_it_did_not_know_and_keeps_what_it_did(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    _merge(store, plan)

    kept = an_item(store, plan["mette"])
    assert isinstance(kept, Actor)
    assert (kept.title, kept.role, kept.phone) == ("Mette Holm", "Rådgiver", "87 12 34 56")


def test_it_is_one_act_that_is_undone_and_done_again_and_both_stay_in_the_history(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    before = _plain(_standing(store, citizen))
    _merge(store, plan)
    merged = _plain(_standing(store, citizen))

    undone = undo(store, citizen=citizen)

    assert undone is not None
    assert (undone.name, undone.left) == ("Det er samme person", ())
    assert _plain(_standing(store, citizen)) == before
    redo(store, citizen=citizen)
    assert _plain(_standing(store, citizen)) == merged
    with store.reader() as reader:
        told = {each.change.name for each in reader.changes(identity=plan["m"]) if each.change is not None}
        assert {"Tilføj til planen", "Det er samme person"} <= told
        gone = reader.get(ACTOR, plan["m"])
    assert gone is not None
    assert gone.title == "M. Holm"


def test_an_actor_that_others_see_never_gives_way_to_one_they_do_not(
    store: Store, citizen: str, plan: dict[str, str]
) -> None:
    with store.transact(mark("act", "I området"), citizen=citizen) as act:
        own = act.put(ACTOR, Actor(title="M.H.", phone="99"), compartment="area:social")
    hidden, shared = an_item(store, own), an_item(store, plan["mette"])
    assert isinstance(hidden, Actor)
    assert isinstance(shared, Actor)

    with pytest.raises(UserError, match="ses af flere"):
        merge_actors(store, kept=hidden, gone=plan["jonas"])
    merge_actors(store, kept=shared, gone=own)

    kept = an_item(store, plan["mette"])
    assert isinstance(kept, Actor)
    assert kept.phone == "87 12 34 56"
    with store.reader() as reader:
        assert [each.id for each in reader.all(CONSENT, citizen=citizen)] == [plan["ja"]]


def test_an_actor_that_is_gone_already_is_told(store: Store, citizen: str, plan: dict[str, str]) -> None:
    _merge(store, plan)

    with pytest.raises(UserError, match="findes ikke mere"):
        _merge(store, plan)
