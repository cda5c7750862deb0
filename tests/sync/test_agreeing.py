"""«Vi er enige» counts for what was read: it needs that this still stands when the server hears of it."""

import pytest

from app.domain.goal import GOAL, Goal
from app.operations.items import agree, agree_on_all, edit_record
from app.queries.refusals import refusals
from app.store.store import Store
from offices import SQLITE, Office, goal
from sync.server import check


@pytest.fixture
def engine() -> str:
    """What is needed is judged by the same code on every engine."""
    return SQLITE


def standing(store: Store, identity: str) -> tuple[str | None, bool]:
    """Return what a goal says, and whether anybody has agreed on it."""
    found = goal(store, identity)
    return found.title, found.agreed_at is not None


def refused(store: Store) -> list[tuple[str, str]]:
    """Return the acts that were not accepted, and by which code."""
    with store.reader() as reader:
        found = [(each.change, each.refusal) for each in reader.refused()]
    return [(change.name, refusal.code) for change, refusal in found if change and refusal]


def both(office: Office, *stores: Store) -> None:
    for store in (*stores, *stores):
        office.sync(store)


def test_S28_who_agreed_on_other_words_than_stand_has_not_agreed_and_is_told(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit_record(jonas, goal(jonas, shared), title="Flytte hjemmefra")
    agree(mette, goal(mette, shared))
    here = standing(mette, shared)
    both(office, jonas, mette)

    assert here[1]
    assert [standing(each, shared) for each in (mette, jonas)] == [("Flytte hjemmefra", False)] * 2
    assert refused(mette) == [("Vi er enige", "stale")]
    with mette.reader() as reader:
        told = refusals(reader, today=office.clock.now().date())
    assert told[0].reason.startswith("En anden havde ændret det imens.")
    assert office.core.database.read(lambda each: list(check.check(each))) == []


def test_S28_what_does_not_say_what_was_agreed_is_no_hindrance(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit_record(jonas, goal(jonas, shared), note="Ringet til boligkontoret")
    agree(mette, goal(mette, shared))
    both(office, jonas, mette)

    assert standing(jonas, shared)[1]
    assert refused(mette) == []


def test_S28_the_own_words_of_the_same_meeting_are_what_was_agreed(office: Office, mette: Store, shared: str) -> None:
    edit_record(mette, goal(mette, shared), title="Egen nøgle")
    agree(mette, goal(mette, shared))
    office.sync(mette)

    assert standing(mette, shared) == ("Egen nøgle", True)
    assert refused(mette) == []


def test_S28_own_words_that_became_a_second_version_are_not_agreed_on_and_nothing_is_lost(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit_record(jonas, goal(jonas, shared), title="Flytte hjemmefra")
    edit_record(mette, goal(mette, shared), title="Egen nøgle")
    agree(mette, goal(mette, shared))
    both(office, jonas, mette)

    assert standing(mette, shared) == ("Flytte hjemmefra", False)
    with mette.reader() as reader:
        assert [rival.value for each in reader.rivals(shared) for rival in each.rivals] == ["Egen nøgle"]
    assert refused(mette) == [("Vi er enige", "stale")]


def test_S28_several_are_agreed_on_together_or_not_at_all(
    office: Office, mette: Store, jonas: Store, citizen: str, shared: str
) -> None:
    other = a_second_goal(office, mette, jonas, citizen)
    edit_record(jonas, goal(jonas, shared), title="Flytte hjemmefra")
    agree_on_all(mette, [goal(mette, shared), goal(mette, other)])
    both(office, jonas, mette)

    assert [standing(jonas, each)[1] for each in (shared, other)] == [False, False]
    assert refused(mette) == [("Vi er enige", "stale")]


def a_second_goal(office: Office, mette: Store, jonas: Store, citizen: str) -> str:
    with mette.transact("Nyt mål", citizen=citizen) as transaction:
        made = transaction.put(GOAL, Goal(title="Fritidsjob"))
    both(office, mette, jonas)
    return made
