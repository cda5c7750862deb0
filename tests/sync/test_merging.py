"""Two citizens who are one person are merged: streams move, late work follows, nothing is lost and nothing hidden."""

from types import SimpleNamespace

import pytest

from app.domain.citizen import CITIZEN
from app.ids import citizen_stream
from app.store.store import Store
from builders import a_goal
from exchanges import edit, titles
from mergers import citizens, merge, problems, settle, twice
from offices import Office, goal


@pytest.fixture
def two(office: Office, mette: Store) -> SimpleNamespace:
    return twice(office, mette)


def test_G1_after_a_merger_there_is_one_citizen_with_all_of_both(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    merge(office, two.old, two.new)
    settle(office, mette, two.jonas)

    assert (citizens(mette), citizens(two.jonas)) == ([two.new], [two.new])
    assert [goal(mette, each).title for each in (two.old_goal, two.new_goal)] == ["mål i den gamle", "mål i den nye"]
    assert {goal(two.jonas, each).citizen for each in (two.old_goal, two.new_goal)} == {two.new}
    assert problems(office) == []


def test_G4_what_was_written_offline_for_the_one_that_went_lands_in_the_other(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    fresh = a_goal(two.jonas, two.old, "nyt mål")
    merge(office, two.old, two.new)
    settle(office, two.jonas, mette)

    assert titles(mette, two.old_goal) == ("mål som Jonas ser det", [])
    assert (goal(mette, fresh).title, goal(mette, fresh).citizen) == ("nyt mål", two.new)
    assert goal(two.jonas, fresh).title == "nyt mål"
    assert problems(office) == []


def test_G4_late_words_are_kept_beside_what_was_written_there_meanwhile(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    merge(office, two.old, two.new)
    settle(office, mette)
    edit(mette, two.old_goal, title="mål som Mette ser det")
    settle(office, mette, two.jonas, mette)

    assert titles(mette, two.old_goal) == ("mål som Mette ser det", ["mål som Jonas ser det"])
    assert titles(two.jonas, two.old_goal) == titles(mette, two.old_goal)
    assert problems(office) == []


def test_G3_what_differs_of_the_citizen_is_kept_for_a_person_to_settle(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    merge(office, two.old, two.new)
    settle(office, mette)

    with mette.reader() as reader:
        rivals = [rival.value for each in reader.rivals(two.new) for rival in each.rivals]
        stands = [each.given for each in reader.all(CITIZEN)]
    assert (stands, rivals) == (["Karen Marie"], ["Karen"])


def test_G6_the_device_is_told_where_its_stream_lives_on(office: Office, mette: Store, two: SimpleNamespace) -> None:
    merge(office, two.old, two.new)
    link = office.link(two.jonas)
    told = link.index(known="", wait=0).index
    assert told is not None
    plans = (citizen_stream(two.old, "plan"), citizen_stream(two.new, "plan"))
    assert told.moved == {plans[0]: (plans[1], two.new)}
    assert plans[1] not in {each.id for each in told.streams}
    link.purged([plans[0]])
    after = link.index(known="", wait=0).index
    assert after is not None
    assert plans[1] in {each.id for each in after.streams}
