"""Two citizens who are one person are merged: streams move, late work follows, nothing is lost and nothing hidden."""

from types import SimpleNamespace

import msgspec
import pytest

from app.changes import chain
from app.changes.change import decode
from app.domain.citizen import CITIZEN
from app.domain.plan import PLAN, Plan
from app.ids import citizen_stream, plan_of
from app.operations.plans import edit_plan
from app.store.store import Store
from builders import a_goal
from exchanges import Recording, edit, titles
from faults import Occurred
from mergers import citizens, merge, problems, settle, twice
from offices import Office, goal
from sealed_rows import written
from sync.client.link import Heard, Unreachable
from sync.client.once import sync_once


@pytest.fixture
def two(office: Office, mette: Store) -> SimpleNamespace:
    return twice(office, mette)


def plan(store: Store, citizen: str) -> Plan:
    with store.reader() as reader:
        found = reader.get(PLAN, plan_of(citizen))
    assert found is not None
    return found


def test_G1_after_a_merger_there_is_one_citizen_with_all_of_both(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    merge(office, two.old, two.new)
    settle(office, mette, two.jonas)

    assert (citizens(mette), citizens(two.jonas)) == ([two.new], [two.new])
    assert [goal(mette, each).title for each in (two.old_goal, two.new_goal)] == ["mål i den gamle", "mål i den nye"]
    assert {goal(two.jonas, each).citizen for each in (two.old_goal, two.new_goal)} == {two.new}
    assert problems(office) == []


def test_G4_whatever_was_made_offline_lands_in_the_other_plan_once(
    office: Office, mette: Store, two: SimpleNamespace, occurred: Occurred
) -> None:
    jonas: Store = two.jonas
    edit(jonas, two.old_goal, title="mål som Jonas ser det")
    fresh = [a_goal(jonas, two.old, f"nyt mål {number}") for number in range(5)]
    edit_plan(jonas, plan(jonas, two.old), title="Karens plan")
    merge(office, two.old, two.new)
    lost = Recording(office, jonas)
    lost.loses_answers = True
    for _ in range(2):
        with pytest.raises(Unreachable):
            sync_once(jonas, lost)  # type: ignore[arg-type]
    settle(office, jonas, mette)

    assert [goal(store, each).title for store in (mette, jonas) for each in fresh] == [
        f"nyt mål {number}" for _ in range(2) for number in range(5)
    ]
    assert titles(mette, two.old_goal) == titles(jonas, two.old_goal) == ("mål som Jonas ser det", [])
    assert plan(mette, two.new).title == "Karens plan"
    assert (citizens(jonas), problems(office)) == ([two.new], [])
    stream = citizen_stream(two.new, "plan")
    with office.core.database.reading() as connection:
        said = [decode(each.body).source for each in written(connection, stream)]
        by = {chain.decode_meta(each.meta).by for each in written(connection, stream)}
    came = [each for each in said if each is not None]
    assert len(came) == len(set(came))
    assert "jonas" in by
    occurred("citizen merged, stream moved while offline", 7)


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


def test_G6_a_program_that_does_not_know_where_streams_move_loses_nothing(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    merge(office, two.old, two.new)
    for _ in range(3):
        sync_once(two.jonas, _Older(office, two.jonas))  # type: ignore[arg-type]

    assert citizens(two.jonas) == [two.new]
    assert titles(two.jonas, two.old_goal) == ("mål som Jonas ser det", [])


class _Older(Recording):
    """The link of a program that reads no `moved`."""

    def index(self, *, known: str, wait: int) -> Heard:
        heard = self._link.index(known=known, wait=wait)
        assert heard.index is not None
        return Heard(tag=heard.tag, index=msgspec.structs.replace(heard.index, moved={}))
