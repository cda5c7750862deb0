"""What may be printed of a citizen: the plan's own stream, as it stands, and never a number that nobody asked for."""

import pytest

from app.domain.agreement import AGREEMENT
from app.domain.drawing import INK, Ink
from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.note import NOTE, Note
from app.domain.rating import RATING, Rating
from app.domain.record import Mark
from app.domain.values import Speaker, State
from app.domain.wish import WISH, Wish
from app.errors import UserError
from app.ids import citizen_stream, main_board_of
from app.operations.citizens import add_citizen
from app.operations.consents import withdraw_consent
from app.operations.items import add_item, delete_records, disagree, edit_record, end_disagreement
from app.operations.ratings import rate
from app.queries.snapshot import plan_snapshot
from app.store.store import Store
from app.store.transaction import PLAN
from plans import TODAY, a_full_plan, a_snapshot, an_agreed_start, an_item, titled


def test_a_plan_is_told_by_type_with_who_and_when(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)

    snapshot = a_snapshot(store, citizen)

    assert snapshot.name == "Karen Holm"
    assert titled(WISH, snapshot.items) == ["Jeg vil være en mor, der er oppe om morgenen"]
    assert {each.title: snapshot.title(each.responsible) for each in snapshot.of(AGREEMENT)} == {
        "Ringe til Karen kl. 6.45": "Anne Holm",
        "Ringe til banken om en aftale": "Mette Dahl",
    }


def test_the_contact_person_is_told_with_the_telephone(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)

    contact = a_snapshot(store, citizen).contact

    assert contact is not None
    assert (contact.title, contact.phone) == ("Mette Dahl", "87 12 34 56")


def test_the_coordinator_stands_in_for_a_contact_person(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    edit_record(store, an_item(store, made["mette"]), is_contact=None)

    snapshot = a_snapshot(store, citizen)

    assert snapshot.contact == snapshot.coordinator
    assert snapshot.contact is not None


def test_the_next_meeting_is_the_first_one_that_is_still_to_come(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    add_item(store, citizen=citizen, type=ItemType.MEETING, title="Forbi", starts_at="2026-11-23T10:00")
    add_item(store, citizen=citizen, type=ItemType.MEETING, title="Senere", starts_at="2027-02-01T10:00")
    add_item(
        store, citizen=citizen, type=ItemType.MEETING, title="Aflyst", starts_at="2026-11-30T10:00", state=State.STOPPED
    )

    snapshot = a_snapshot(store, citizen)

    assert [each.title for each in snapshot.meetings] == ["Opfølgning hos dig", "Senere"]
    assert snapshot.meetings[0].id == made["meeting"]
    assert sorted(snapshot.taking_part(snapshot.meetings[0])) == ["Anne Holm", "Mette Dahl"]


def test_what_one_administration_notes_is_not_printed(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    with store.transact("Notér", citizen=citizen) as transaction:
        hidden = transaction.put(WISH, Wish(title="Kun for familieafdelingen"), compartment="area:family")
        transaction.put(NOTE, Note(text="Internt notat"), compartment="area:family")
        ink = Ink(board=main_board_of(citizen), stroke=(0, 0, 10, 10))
        transaction.put(INK, ink, compartment="area:family")
    disagree(store, an_item(store, hidden), words="Heller ikke det her")

    snapshot = a_snapshot(store, citizen)

    assert hidden not in {each.id for each in snapshot.items}
    assert hidden not in {card.id for card in (*snapshot.board.cards, *snapshot.overview.cards)}
    assert (snapshot.disagreements, snapshot.board.strokes, snapshot.overview.strokes) == ((), (), ())
    assert made["wish"] in {each.id for each in snapshot.items}


def test_what_was_deleted_is_not_printed(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    delete_records(store, [an_item(store, made["goal"])])

    assert a_snapshot(store, citizen).of(GOAL) == ()


def test_an_objection_stands_beside_its_item_until_the_citizen_ends_it(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    goal = an_item(store, made["goal"])
    disagree(store, goal, words="Klokken 7 er for tidligt")
    before = a_snapshot(store, citizen)

    end_disagreement(store, before.disagreements[0])

    assert before.objections(goal) == ("Klokken 7 er for tidligt",)
    assert a_snapshot(store, citizen).objections(goal) == ()


def test_the_latest_marker_of_each_is_told_side_by_side(store: Store, citizen: str) -> None:
    rate(store, citizen=citizen, life_area=LifeArea.DAYS, level=4, rater=Speaker.CITIZEN, day="2026-09-01")
    rate(store, citizen=citizen, life_area=LifeArea.DAYS, level=2, rater=Speaker.CITIZEN, day="2026-11-24")
    rate(store, citizen=citizen, life_area=LifeArea.DAYS, level=3, rater=Speaker.WORKER, day="2026-10-01")

    (told,) = a_snapshot(store, citizen).ratings

    assert (told.area, told.citizen and told.citizen.level, told.worker and told.worker.level) == (LifeArea.DAYS, 2, 3)


def test_a_day_that_no_calendar_has_harms_nothing(store: Store, citizen: str) -> None:
    with store.transact("Sæt markør", citizen=citizen) as transaction:
        transaction.put(RATING, Rating(life_area=LifeArea.HOME, level=1, day="2026-02-31"))

    assert a_snapshot(store, citizen).ratings[0].worker is not None


def test_a_consent_is_told_until_it_is_withdrawn(store: Store, citizen: str) -> None:
    a_full_plan(store, citizen)
    (consent,) = a_snapshot(store, citizen).consents

    withdraw_consent(store, consent)

    assert a_snapshot(store, citizen).consents == ()


def test_no_number_is_told_unless_it_is_asked_for(store: Store) -> None:
    citizen = add_citizen(store, given="Karen", family="Holm", cpr="0108589995")

    with store.reader() as reader:
        plain = plan_snapshot(reader, citizen=citizen, today=TODAY)
        whole = plan_snapshot(reader, citizen=citizen, today=TODAY, with_numbers=True)

    assert "0108589995" not in repr(plain)
    assert [each.value for each in whole.identifiers] == ["0108589995"]


def test_the_overview_leaves_what_is_done_and_people_tied_to_nothing_to_the_text(store: Store, citizen: str) -> None:
    made = an_agreed_start(store, citizen)
    edit_record(store, an_item(store, made["bank"]), state=State.DONE)

    snapshot = a_snapshot(store, citizen)

    whole = {card.id for card in snapshot.board.cards}
    assert whole - {card.id for card in snapshot.overview.cards} == {made["bank"], made["mette"], made["sister"]}


def test_a_crowded_overview_leaves_the_agreements_to_their_table(store: Store, citizen: str) -> None:
    a_full_plan(store, citizen)

    kinds = {card.item.type for card in a_snapshot(store, citizen).overview.cards}

    assert ItemType.GOAL in kinds
    assert ItemType.AGREEMENT not in kinds


def test_the_edition_names_the_plan_and_what_waits(store: Store, citizen: str) -> None:
    before = a_snapshot(store, citizen).edition
    an_agreed_start(store, citizen)
    after = a_snapshot(store, citizen).edition

    assert before.plan == after.plan == citizen_stream(citizen, PLAN)
    assert (before.version, before.waiting, after.waiting) == (0, 1, 11)
    assert before.hash != after.hash


def test_a_citizen_who_is_not_here_is_refused_in_words(store: Store) -> None:
    with store.reader() as reader, pytest.raises(UserError, match="findes ikke på denne pc"):
        plan_snapshot(reader, citizen="00000000-0000-7000-8000-000000000000", today=TODAY)


def test_what_is_printed_is_what_stands_here_received_or_not(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)

    marks = {each.marks for each in a_snapshot(store, citizen).items}

    assert marks == {Mark.PENDING}
