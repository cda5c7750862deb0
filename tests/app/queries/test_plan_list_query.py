"""The plan as a list: in groups, with what leads to a goal beneath it, and days in words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.consent import Given
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.values import State
from app.operations.consents import give_consent
from app.operations.items import add_item, disagree
from app.queries.caseload import caseload, initials_of
from app.queries.plan_list import Grouping, PlanList, plan_list
from app.queries.plan_narrowed import NOBODY, Wanted, narrowed
from app.queries.search import search
from app.queries.shared import shared_in_words
from app.queries.today import Waiting, day_view
from app.store.store import Store
from app.texts import say
from builders import a_citizen, a_goal, a_store

TODAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with a_store(tmp_path) as made:
        yield made


@pytest.fixture
def citizen(store: Store) -> str:
    return a_citizen(store)


def listed(store: Store, citizen: str, *, grouping: Grouping = Grouping.KIND) -> PlanList:
    with store.reader() as reader:
        return plan_list(reader, citizen=citizen, today=TODAY, grouping=grouping)


def shape(plan: PlanList, group: str) -> list[tuple[str | None, int]]:
    rows = next(each.rows for each in plan.groups if each.id == group)
    return [(row.item.title, row.depth) for row in rows]


def test_what_is_part_of_a_goal_stands_beneath_it(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen, "Job")
    add_item(store, citizen=citizen, type=ItemType.INTERVENTION, title="Mentor", part_of=goal)
    add_item(store, citizen=citizen, type=ItemType.INTERVENTION, title="Løs indsats")

    plan = listed(store, citizen)
    assert shape(plan, "goal") == [("Job", 0), ("Mentor", 1)]
    assert shape(plan, "intervention") == [("Løs indsats", 0)]


def test_a_line_to_a_goal_puts_an_agreement_beneath_it(store: Store, citizen: str) -> None:
    agreement = add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Ringe")
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Job", from_item=agreement)

    assert shape(listed(store, citizen), "goal") == [("Job", 0), ("Ringe", 1)]


def test_a_line_drawn_from_a_goal_puts_its_intervention_beneath_it_too(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen, "Job")
    add_item(store, citizen=citizen, type=ItemType.INTERVENTION, title="Mentor", from_item=goal)

    assert shape(listed(store, citizen), "goal") == [("Job", 0), ("Mentor", 1)]


def test_every_item_is_in_the_list_once_in_both_groupings(store: Store, citizen: str) -> None:
    titles = {f"kort {kind.value}" for kind in ItemType}
    for kind in ItemType:
        add_item(store, citizen=citizen, type=kind, title=f"kort {kind.value}", life_area=LifeArea.HOME)

    by_kind = [row.item.title for row in listed(store, citizen).rows]
    by_area = [row.item.title for row in listed(store, citizen, grouping=Grouping.LIFE_AREA).rows]
    assert sorted(map(str, by_kind)) == sorted(map(str, by_area)) == sorted(titles)


def test_two_goals_that_are_part_of_each_other_are_both_shown(store: Store, citizen: str) -> None:
    first = add_item(store, citizen=citizen, type=ItemType.SUBGOAL, title="A")
    second = add_item(store, citizen=citizen, type=ItemType.SUBGOAL, title="B", part_of=first)
    with store.reader() as reader:
        records = reader.some([first, second])
    with store.transact("Ret i planen", citizen=citizen) as transaction:
        transaction.edit(records[0], part_of=second)

    assert {row.item.title for row in listed(store, citizen).rows} == {"A", "B"}


def test_an_agreement_past_its_day_is_late_until_it_is_kept(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Ringe", due="2026-11-23")
    add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Skrive", due="2026-11-23", state=State.DONE)
    add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Gå", due="2026-11")

    rows = {row.item.title: (row.is_late, row.day) for row in listed(store, citizen).rows}
    assert rows == {"Ringe": (True, "I går"), "Skrive": (False, "I går"), "Gå": (False, "november 2026")}


def test_the_citizens_disagreement_stands_beside_the_goal(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen, "Job")
    with store.reader() as reader:
        found = reader.some([goal])[0]
    disagree(store, found, words="Ikke så mange timer")  # type: ignore[arg-type]

    assert [row.disagreement for row in listed(store, citizen).rows] == ["Ikke så mange timer"]


def test_the_day_holds_what_is_due_and_what_is_late_but_not_what_is_kept(store: Store, citizen: str) -> None:
    for title, due, state in (
        ("i dag", "2026-11-24", None),
        ("sent", "2026-11-20", None),
        ("holdt", "2026-11-20", State.DONE),
        ("senere", "2026-12-01", None),
    ):
        add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title=title, due=due, state=state)
    add_item(store, citizen=citizen, type=ItemType.MEETING, title="Møde", starts_at="2026-11-24T10:00")

    with store.reader() as reader:
        view = day_view(reader, today=TODAY)
    assert [(row.title, row.waiting) for row in view.waiting] == [("i dag", Waiting.DUE), ("sent", Waiting.LATE)]
    assert [(row.time, row.name) for row in view.meetings] == [("10.00", "Karen Holm")]


def test_the_caseload_comes_in_pages_that_hold_everybody_once_in_danish_order(store: Store) -> None:
    for family in ("Ørsted", "Aagaard", "Bach", "Zeuthen", "Ærø"):
        a_citizen(store, given="Kim", family=family)

    with store.reader() as reader:
        first = caseload(reader, limit=2)
        second = caseload(reader, after=first.after, limit=2)
        third = caseload(reader, after=second.after, limit=2)
    names = [row.name for page in (first, second, third) for row in page.rows]
    assert names == ["Kim Bach", "Kim Zeuthen", "Kim Ærø", "Kim Ørsted", "Kim Aagaard"]
    assert first.total == 5


def test_a_word_from_a_plan_finds_the_plan_from_three_letters_on(store: Store, citizen: str) -> None:
    a_goal(store, citizen, "Et sted uden larm")

    with store.reader() as reader:
        found, too_short = search(reader, asked="larm"), search(reader, asked="la")
    assert [(hit.title, hit.kind, hit.name) for hit in found.texts] == [("Et sted uden larm", "Mål", "Karen Holm")]
    assert too_short.texts == ()


@pytest.mark.parametrize(("name", "initials"), [("Maria Kjær", "MK"), ("Ali", "A"), ("Inger Marie Ø", "IØ"), ("", "")])
def test_initials_are_of_the_first_and_the_last_name(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_a_row_says_with_whom_it_is_shared(store: Store, citizen: str) -> None:
    goal, other = a_goal(store, citizen, "Job"), a_goal(store, citizen, "Bolig")
    school = add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Skolen")
    give_consent(store, citizen=citizen, items=[goal], actors=[school], given=Given.WRITTEN)

    told = {row.item.id: shared_in_words(row.shared) for row in listed(store, citizen).rows}
    assert (told[goal], told[other]) == ("Delt med Skolen", "Ikke delt endnu")


def titles(plan: PlanList) -> list[tuple[str, list[str | None]]]:
    return [(say(group.label), [row.item.title for row in group.rows]) for group in plan.groups]


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Wanted(type=ItemType.INTERVENTION), [("Indsatser", ["Mentor"])]),
        (Wanted(responsible=NOBODY), [("Mål", ["Job"]), ("Indsatser", ["Mentor"])]),
        (Wanted(state=State.DONE), [("Aftaler", ["Ringe til banken"])]),
        (Wanted(words="BANKEN jonas"), [("Aftaler", ["Ringe til banken"])]),
        (Wanted(words="hver tirsdag"), [("Indsatser", ["Mentor"])]),
        (Wanted(type=ItemType.GOAL, words="banken"), []),
    ],
    ids=["kind", "nobody", "state", "words and who does it", "note", "all at once"],
)
def test_the_list_is_narrowed_under_the_name_of_each_kind(
    store: Store, citizen: str, wanted: Wanted, left: list[tuple[str, list[str]]]
) -> None:
    goal = a_goal(store, citizen, "Job")
    jonas = add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Jonas")
    add_item(store, citizen=citizen, type=ItemType.INTERVENTION, title="Mentor", part_of=goal, note="Hver tirsdag")
    add_item(
        store,
        citizen=citizen,
        type=ItemType.AGREEMENT,
        title="Ringe til banken",
        part_of=goal,
        responsible=jonas,
        state=State.DONE,
    )

    assert titles(narrowed(listed(store, citizen), wanted)) == left


def test_at_a_meeting_a_note_that_is_not_shown_is_not_found(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.INTERVENTION, title="Mentor", note="Hver tirsdag")

    assert narrowed(listed(store, citizen), Wanted(words="tirsdag"), is_meeting=True).rows == ()


def test_what_is_worked_on_stays_in_a_narrowed_list(store: Store, citizen: str) -> None:
    goal = a_goal(store, citizen, "Job")

    assert [row.item.id for row in narrowed(listed(store, citizen), Wanted(words="bank"), keeps=goal).rows] == [goal]
