"""Familien: whose plans are shown beside each other, what of them, and what clashes between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import ITEM_TYPES
from app.domain.board import PLACEMENT
from app.domain.citizen import RELATIVE, Relative
from app.domain.item import ItemType
from app.domain.look_up import LOOK_UP
from app.domain.values import State
from app.errors import UserError
from app.operations.citizens import add_citizen
from app.operations.family import add_to_family, open_family, take_from_family
from app.operations.items import add_item
from app.operations.undoing import undo
from app.queries.family import FamilyView, family_view, possible_family
from app.store import moves
from app.store.store import Store
from app.texts import mark
from builders import NOON, a_store
from offices import an_office

TODAY = NOON.date()


@dataclass(frozen=True)
class Home:
    """A mother, her two children, and somebody of no family, in one local copy."""

    store: Store
    karen: str
    emma: str
    mikkel: str
    per: str

    def view(self, citizen: str, *opened: str) -> FamilyView:
        """Return what is shown on the page of *citizen* when the look-ups of *opened* are written."""
        return the_view(self.store, citizen, *opened)


def the_view(store: Store, citizen: str, *opened: str) -> FamilyView:
    with store.reader() as reader:
        return family_view(
            reader, citizen=citizen, opened=frozenset(opened), login=store.user, now=NOON, today=TODAY
        )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    store = a_store(tmp_path)
    names = ("Karen", "Emma", "Mikkel", "Per")
    people = [add_citizen(store, given=each, family="Holm", address="Dalvej 1") for each in names]
    for each in people:
        add_item(store, citizen=each, type=ItemType.GOAL, title=f"Mål {each}", due="2027-01-01")
    for child in people[1:3]:
        add_to_family(store, citizen=people[0], member=child)
    yield Home(store, *people)
    store.close()


def titles(view: FamilyView) -> set[str | None]:
    return {each.item.title for each in view.cards}


def test_each_of_the_family_has_a_lane_with_the_cards_of_the_own_plan(home: Home) -> None:
    view = home.view(home.karen, home.emma, home.mikkel)

    lanes = {lane.citizen: (lane.y, lane.y + lane.height) for lane in view.lanes}
    assert list(lanes) == [home.karen, home.emma, home.mikkel]
    assert [each.item.citizen for each in view.cards] == list(lanes)
    for card in view.cards:
        top, bottom = lanes[card.item.citizen]
        assert top <= card.spot.y < card.spot.y + card.spot.height <= bottom
    assert all(one[1] == other[0] for one, other in pairwise(lanes.values()))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_nothing_is_shown_of_a_plan_that_is_not_family_or_was_not_opened(
    shared_home: Home, data: st.DataObject
) -> None:
    people = (shared_home.karen, shared_home.emma, shared_home.mikkel, shared_home.per)
    citizen = data.draw(st.sampled_from(people))
    opened = data.draw(st.sets(st.sampled_from(people)))
    family = set(people[1:3]) if citizen == shared_home.karen else set()

    view = shared_home.view(citizen, *opened)

    allowed = {citizen} | (opened & family)
    assert {each.item.citizen for each in view.cards} == allowed
    assert {each.citizen for each in view.members} == {each.citizen for each in view.lanes} == allowed
    assert set(view.unopened) == family - opened


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    yield from home.__wrapped__(tmp_path_factory.mktemp("home"))  # type: ignore[attr-defined]


def test_the_relation_holds_the_others_id_and_nothing_that_names_anybody(home: Home) -> None:
    with home.store.reader() as reader:
        (one, _) = reader.all(RELATIVE, citizen=home.karen)
        others = reader.all(RELATIVE, citizen=home.emma)

    assert RELATIVE.written(one) == {"related": home.emma}
    assert others == []


def test_who_is_named_already_is_not_named_twice_and_nobody_is_family_of_themselves(home: Home) -> None:
    add_to_family(home.store, citizen=home.karen, member=home.emma)
    with home.store.reader() as reader:
        named = reader.all(RELATIVE, citizen=home.karen)

    assert len(named) == 2
    with pytest.raises(UserError):
        add_to_family(home.store, citizen=home.karen, member=home.karen)


def test_who_is_taken_out_is_shown_no_more_until_that_is_taken_back(home: Home) -> None:
    member = home.view(home.karen, home.emma).member(home.emma)
    assert member is not None
    assert member.relation is not None

    take_from_family(home.store, member.relation)
    without = home.view(home.karen, home.emma)
    undo(home.store, citizen=home.karen)

    assert without.member(home.emma) is None
    assert home.view(home.karen, home.emma).member(home.emma) is not None


def test_a_relative_who_is_told_of_by_name_stays_in_the_plan_when_the_way_to_the_other_plan_goes(home: Home) -> None:
    with home.store.transact(mark("act", "Ret"), citizen=home.per) as act:
        sister = act.put(RELATIVE, Relative(name="Emma Holm", role="søster", related=home.emma))
    (member,) = (each for each in home.view(home.per, home.emma).members if each.relation is not None)
    assert member.relation is not None

    take_from_family(home.store, member.relation)

    with home.store.reader() as reader:
        left = reader.get(RELATIVE, sister)
    assert left is not None
    assert (left.name, left.related, left.deleted) == ("Emma Holm", None, False)


def test_only_what_stands_is_shown_and_no_people_and_no_meetings_that_are_over(home: Home) -> None:
    for kind, title, fields in (
        (ItemType.AGREEMENT, "Overholdt", {"state": State.DONE}),
        (ItemType.MEETING, "I går", {"starts_at": "2026-11-23T10:00"}),
        (ItemType.ACTOR, "Lægen", {}),
        (ItemType.WISH, "Ro på", {}),
        (ItemType.MEETING, "I dag", {"starts_at": "2026-11-24T08:00"}),
    ):
        add_item(home.store, citizen=home.emma, type=kind, title=title, **fields)

    assert titles(home.view(home.karen, home.emma)) == {f"Mål {home.karen}", f"Mål {home.emma}", "Ro på", "I dag"}


def test_meetings_and_weekly_hours_that_clash_are_told_between_members_and_not_within_one_plan(home: Home) -> None:
    def meets(citizen: str, title: str, at: str) -> str:
        return add_item(home.store, citizen=citizen, type=ItemType.MEETING, title=title, starts_at=at)

    def does(citizen: str, title: str) -> str:
        told: dict[str, Any] = {"title": title, "frequency": "tirsdag kl. 10-12", "start": "2026-11-01"}
        return add_item(home.store, citizen=citizen, type=ItemType.INTERVENTION, **told)

    job, school = meets(home.karen, "Jobsamtale", "2026-12-03T10:00"), meets(home.emma, "Skole", "2026-12-03T10:30")
    meets(home.karen, "Lægen", "2026-12-03T10:45")
    course, talk = does(home.karen, "Kursus"), does(home.mikkel, "Samtaler")
    view = home.view(home.karen, home.emma, home.mikkel)

    assert (job, school) in [each.cards for each in view.clashes]
    assert {course, talk} in [set(each.cards) for each in view.clashes]
    assert "«Jobsamtale» (Karen Holm) og «Skole» (Emma Holm)" in view.clashes[0].line
    assert len(view.clashes) == 3


def test_each_look_up_is_written_as_an_opening_with_its_purpose(home: Home) -> None:
    open_family(home.store, citizens=[home.emma, home.mikkel], purpose="Familietavle")
    with home.store.reader() as reader:
        written = {each: reader.all(LOOK_UP, parent=each) for each in (home.karen, home.emma, home.mikkel, home.per)}

    told = {each: [(one.act, one.purpose) for one in found] for each, found in written.items()}
    assert told == {
        home.karen: [], home.emma: [("open", "Familietavle")], home.mikkel: [("open", "Familietavle")], home.per: [],
    }  # fmt: skip


def test_a_citizen_merged_with_another_is_followed_to_the_survivor(home: Home) -> None:
    with home.store.reader() as reader:
        stream = reader.streams(citizen=home.emma)["plan"]

    moves.note(home.store, stream, survivor=home.per)

    assert [each.citizen for each in home.view(home.karen, home.per).members] == [home.karen, home.per]


def test_those_are_offered_whom_this_user_works_with_and_who_are_not_family_yet(home: Home) -> None:
    with home.store.reader() as reader:
        page = possible_family(reader, citizen=home.karen, login="mette", now=NOON, today=TODAY)
        found = possible_family(reader, citizen=home.karen, login="mette", now=NOON, today=TODAY, asked="Emma")

    assert [(each.id, each.address) for each in page.rows] == [(home.per, "")]
    assert found.rows == ()


def test_whose_plan_this_user_does_not_write_in_is_counted_and_not_named(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        office.add_user("mette")
        mette = office.client("mette")
        karen = add_citizen(mette, given="Karen", family="Holm")
        emma = add_citizen(mette, given="Emma", family="Holm")
        add_item(mette, citizen=emma, type=ItemType.GOAL, title="Bo trygt")
        add_to_family(mette, citizen=karen, member=emma)
        office.sync(mette)
        before = the_view(mette, karen, emma)

        office.end("mette", emma)
        office.sync(mette)
        after = the_view(mette, karen, emma)
        with mette.reader() as reader:
            offered = possible_family(reader, citizen=karen, login="mette", now=NOON, today=TODAY)

    assert (titles(before), before.unseen) == ({"Bo trygt"}, 0)
    assert (titles(after), after.unseen, after.unopened) == (set(), 1, ())
    assert [each.name for each in after.members] == ["Karen Holm"]
    assert offered.rows == ()


def test_the_board_of_a_family_is_kept_nowhere(home: Home) -> None:
    home.view(home.karen, home.emma)
    with home.store.reader() as reader:
        assert reader.all(PLACEMENT, citizen=home.karen) == []
        assert {each.citizen for each in reader.all(*ITEM_TYPES, citizen=home.karen)} == {home.karen}
