"""What a merger does to everything around a plan: rights, shares, files, redaction, erasure, search, plan files."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection

from app.changes.change import Change, Edit
from app.domain.board import PLACEMENT, Placement
from app.domain.citizen import IDENTIFIER, Identifier, IdentifierSystem
from app.ids import citizen_stream, main_board_of
from app.operations.look_ups import look_up
from app.store.store import Store
from builders import NOON, a_citizen, a_goal
from exchanges import edit, titles
from files import PDF, a_file, content
from mergers import REASON, citizens, merge, problems, settle, twice
from offices import SQLITE, Office, goal
from redactions import SECRET, by_hand, last_change
from sealed_rows import written
from sync.server import accounts, departing, erasing, merging, people, redacting, reporting, rights, staffing
from sync.server.__main__ import main
from sync.server.departing import Wanted
from sync.server.merging import Asked
from sync.server.rights import Role
from sync.server.schema import misfit
from sync.server.staffing import NotDone


@pytest.fixture
def engine() -> str:
    """What is tried is what the log and the devices make of it, on whatever the log lies."""
    return SQLITE


@pytest.fixture
def two(office: Office, mette: Store) -> SimpleNamespace:
    return twice(office, mette)


def texts(office: Office, *who: str) -> list[bytes]:
    with office.core.database.reading() as connection:
        return [row.body for each in who for row in written(connection, citizen_stream(each, "plan"))]


def test_G2_who_worked_with_the_one_works_with_the_other_and_nobody_from_outside(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    office.add_user("laegen", role=Role.EXTERNAL)
    office.assign("laegen", two.old, party=two.old_goal)
    merged = merge(office, two.old, two.new)

    assert (merged.assigned, merged.ended) == (["jonas"], ["laegen"])
    with office.core.database.reading() as connection:
        found = {login: plans(connection, login) for login in ("jonas", "mette", "laegen")}
    assert found == {"jonas": [two.new], "mette": [two.new], "laegen": []}


def plans(connection: Connection, login: str) -> list[str | None]:
    """Return the citizens whose plan *login* may read."""
    session = accounts.session_of(connection, login=login, device="")
    listed = rights.readable(connection, session, now="2026-11-24T12:00:01.000Z")
    return [each.stream.citizen for each in listed if each.stream.citizen]


def test_G2_who_is_left_out_does_not_follow(office: Office, mette: Store, two: SimpleNamespace) -> None:
    merged = merge(office, two.old, two.new, without=("jonas",))
    settle(office, two.jonas)

    assert (merged.assigned, merged.ended, citizens(two.jonas)) == ([], ["jonas"], [])


def test_G3_what_stood_beside_stands_beside_and_cards_lie_on_the_one_board(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(mette, two.old_goal, title="mål som Mette ser det")
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    with mette.transact("Flyt kort") as transaction:
        placement = Placement(board=main_board_of(two.old), item=two.old_goal, x=10.0, y=20.0)
        transaction.put(PLACEMENT, placement, citizen=two.old)
    office.sync(mette)
    office.sync(two.jonas)
    merge(office, two.old, two.new)
    settle(office, mette, two.jonas)

    assert titles(mette, two.old_goal) == ("mål som Mette ser det", ["mål som Jonas ser det"])
    assert titles(two.jonas, two.old_goal) == titles(mette, two.old_goal)
    with mette.reader() as reader:
        (placed,) = reader.all(PLACEMENT, citizen=two.new)
    assert (placed.board, placed.item) == (main_board_of(two.new), two.old_goal)
    assert problems(office) == []


def test_G1_a_plan_may_go_into_another_that_goes_into_a_third(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    third = a_citizen(mette, given="Karen M.")
    last = a_goal(mette, third, "mål i den tredje")
    office.sync(mette)
    edit(two.jonas, two.old_goal, title="mål som Jonas ser det")
    merge(office, two.old, two.new)
    merge(office, two.new, third)
    settle(office, two.jonas, mette)

    assert citizens(mette) == citizens(two.jonas) == [third]
    assert titles(mette, two.old_goal) == ("mål som Jonas ser det", [])
    assert {goal(mette, each).citizen for each in (two.old_goal, two.new_goal, last)} == {third}
    by_hand(office, citizen_stream(third, "plan"), last_change(mette, two.old_goal, own=False))
    assert [each for each in texts(office, two.old, two.new, third) if b"Jonas ser det" in each] == []
    assert problems(office) == []


def test_G7_what_is_redacted_after_a_merger_goes_from_the_old_log_too(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(mette, two.old_goal, title=SECRET)
    office.sync(mette)
    merge(office, two.old, two.new)
    settle(office, mette)
    by_hand(office, citizen_stream(two.new, "plan"), last_change(mette, two.old_goal, own=False))
    settle(office, mette, two.jonas)

    assert titles(mette, two.old_goal) == ("mål i den gamle", [])
    assert [each for each in texts(office, two.old, two.new) if SECRET.encode() in each] == []
    assert problems(office) == []
    asked = redacting.Asked(citizen=two.old, compartment="plan", changes=["x"], reason=REASON, by="leder")
    with pytest.raises(NotDone, match="merged into"):
        redacting.ask(office.core.database, asked, clock=office.clock)


def test_G7_what_was_redacted_before_a_merger_is_not_said_again(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    edit(mette, two.old_goal, title=SECRET)
    office.sync(mette)
    by_hand(office, citizen_stream(two.old, "plan"), last_change(mette, two.old_goal))
    merge(office, two.old, two.new)
    settle(office, mette)

    assert titles(mette, two.old_goal) == ("mål i den gamle", [])
    assert problems(office) == []


def test_G8_erasing_the_one_who_stayed_erases_both(office: Office, mette: Store, two: SimpleNamespace) -> None:
    merge(office, two.old, two.new)
    database, asked = office.core.database, erasing.Asked
    with pytest.raises(NotDone, match="merged into"):
        erasing.ask(database, asked(citizen=two.old, reason=REASON, basis=REASON, by="leder"), clock=office.clock)
    office.add_user("chef", role=Role.MANAGER)
    found = erasing.ask(database, asked(citizen=two.new, reason=REASON, basis=REASON, by="leder"), clock=office.clock)
    streams = erasing.confirm(database, found.id, by="chef", clock=office.clock)
    edit(two.jonas, two.old_goal, title="for sent")
    settle(office, mette, two.jonas)

    assert (streams, citizens(mette), citizens(two.jonas)) == (2, [], [])
    with office.core.database.reading() as connection:
        session = accounts.session_of(connection, login="mette", device="")
        part = rights.Stream(citizen_stream(two.old, "protected"), two.old, "protected")
        again = rights.may_open(connection, session, part, now="2026-11-24T12:00:01.000Z")
    assert (again.rights, again.code) == ("", "closed")
    assert problems(office) == []


def test_G9_attached_files_go_along_also_one_that_was_on_its_way(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    first = a_file(mette, two.old)
    office.sync(mette)
    late = a_file(two.jonas, two.old, content=PDF + b"sent", name="Sent brev")
    merge(office, two.old, two.new)
    settle(office, two.jonas, mette)

    assert (content(mette, first), content(mette, late)) == (PDF, PDF + b"sent")
    assert (content(two.jonas, first), content(two.jonas, late)) == (PDF, PDF + b"sent")
    assert problems(office) == []


def test_G10_one_is_found_where_two_were(office: Office, mette: Store, two: SimpleNamespace) -> None:
    with mette.transact("Tilføj nummer") as transaction:
        number = Identifier(system=IdentifierSystem.CPR, value="0101701234")
        transaction.put(IDENTIFIER, number, citizen=two.old)
    office.sync(mette)
    merge(office, two.old, two.new)

    with office.core.database.reading() as connection:
        assert people.by_number(connection, "0101701234") == two.new
        assert connection.exec_driver_sql("SELECT id FROM citizen").scalars().all() == [two.new]
    with pytest.raises(NotDone, match="merged into"):
        staffing.assign(office.core.database, logins=["jonas"], citizens=[two.old], clock=office.clock)


def test_G11_a_merger_is_refused_in_words(office: Office, mette: Store, two: SimpleNamespace) -> None:
    whole: dict[str, Any] = {"citizen": two.old, "survivor": two.new, "by": "leder", "reason": REASON}
    wrong = {
        "two different": {"survivor": two.old}, "reason in words": {"reason": "kort"},
        "does not answer": {"by": "mette"}, "no such user": {"by": "ingen"},
        "no such citizen": {"citizen": mette.new_id()},
    }  # fmt: skip

    assert [why for why, named in wrong.items() if why not in refusal(office, Asked(**whole | named))] == []


def refusal(office: Office, asked: Asked) -> str:
    with pytest.raises(NotDone) as refused:
        merging.merge(office.core.database, asked, clock=office.clock)
    return str(refused.value)


def test_G11_the_command_tells_who_follows_and_the_list_tells_who_did_it(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    where = ["--data", str(office.folder / "server"), "--json"]
    said = [two.old, two.new, "--by", "leder", "--reason", REASON]
    told = CliRunner().invoke(main, ["merge", *said, *where])
    again = CliRunner().invoke(main, ["merge", *said, "--without", "jonas", *where])
    listed = CliRunner().invoke(main, ["mergers", *where])

    assert json.loads(told.stdout)["assigned"] == ["jonas"]
    assert (again.exit_code, f"merged into {two.new}" in again.output) == (1, True)
    (found,) = json.loads(listed.stdout)["mergers"]
    assert (found["citizen"], found["survivor"], found["by"], found["reason"]) == (two.old, two.new, "leder", REASON)


@pytest.mark.parametrize("said", [{"moved_to": "x"}, {"source": ("x", "y")}])
def test_G12_a_device_cannot_say_that_a_stream_moved(said: dict[str, Any]) -> None:
    new = "0193a1b2-0000-7000-8000-000000000001"
    edits = [Edit(record=new, kind="item", set={"title": "mål"})]
    made = Change(id=new, stream=new, at="2026-11-24T12:00:00.000Z", name="Ret", edits=edits, **said)

    refusal = misfit(made)
    assert refusal is not None
    assert refusal.code == "schema"


def test_G13_a_restored_server_is_merged_again_and_nothing_is_lost(
    office: Office, mette: Store, two: SimpleNamespace
) -> None:
    before = office.backup()
    merge(office, two.old, two.new)
    settle(office, mette, two.jonas)
    office.restore(before)
    settle(office, mette)
    merge(office, two.old, two.new)
    settle(office, mette, two.jonas)

    assert citizens(mette) == citizens(two.jonas) == [two.new]
    assert titles(mette, two.old_goal) == ("mål i den gamle", [])
    assert problems(office) == []


def test_G14_a_plan_file_holds_the_survivor_alone(office: Office, mette: Store, two: SimpleNamespace) -> None:
    database = office.core.database
    there = departing.name_itself(database, "Favrskov Kommune")
    merge(office, two.old, two.new)
    one, every = (Wanted(citizens=who, to=there, by="leder") for who in ((two.old,), None))
    with pytest.raises(NotDone, match="merged into"):
        departing.write(database, office.folder / "one.planfil", one, clock=office.clock)
    told = departing.write(database, office.folder / "every.planfil", every, clock=office.clock)

    assert (told.citizens, told.streams) == (1, 1)


def test_G11_the_citizen_learns_who_looked_at_either(office: Office, mette: Store, two: SimpleNamespace) -> None:
    day = NOON.date()
    for citizen in (two.old, two.new):
        look_up(mette, citizen=citizen, purpose="Arbejde med borgerens plan")
    office.sync(mette)
    merge(office, two.old, two.new)
    with office.core.database.reading() as connection:
        assert len(reporting.uses(connection, two.new, first=day, last=day)) == 2
