"""Plans that move: out as one file, into a server where they are not, and out again, equal; or nothing at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.changes.change import Change, decode
from app.queries.colleagues import colleagues
from app.store.verify import verify
from carried_files import problems
from files import CANARY, a_large_pdf, content
from moves import NAMES, NUMBER, Move, a_move, address, rows
from offices import SQLITE, Office, an_office, goal
from raw_devices import RawDevice
from redactions import SECRET
from sync.server import departing, look_ups, origins, people, planfile, staffing
from sync.server.departing import Wanted
from sync.server.planfile import Sealed
from sync.server.tables import metadata


@pytest.fixture
def move(tmp_path: Path, engine: str) -> Iterator[Move]:
    with a_move(tmp_path, engine=engine) as made:
        yield made


def envelope(file: Path, *, receiver: Office, sender: Office) -> planfile.Envelope:
    return planfile.examined(Sealed(file, receiver.core.identity.sealing), sender=address(sender))


@pytest.mark.parametrize("everybody", [False, True])
def test_P1_out_into_an_empty_server_and_out_again_the_file_holds_the_same(move: Move, everybody: bool) -> None:
    first, written = move.export(everybody=everybody)
    taken = move.take(first)
    with an_office(move.folder / "third") as third:
        third.add_user("mette")
        departing.name_itself(third.core.database, "Favrskov igen")
        wanted = Wanted(citizens=None, to=address(third), by="mette")
        again = departing.write(move.there.core.database, move.folder / "igen", wanted, clock=move.there.clock)
        second = envelope(move.folder / "igen", receiver=third, sender=move.there)

    parts = envelope(first, receiver=move.there, sender=move.here).manifest.parts
    assert second.manifest.parts == parts
    assert again == written
    assert (taken.citizens, taken.streams, taken.files) == (written.citizens, written.streams, written.files)
    assert (written.citizens, written.files) == (1 + everybody, 1)
    assert problems(move.there) == []


def test_P1_who_is_assigned_there_reads_the_plan_with_its_file_and_every_signature_holds(move: Move) -> None:
    move.take(move.export()[0])
    move.there.add_user("lene")
    move.there.assign("lene", move.citizen)
    lene = move.there.client("lene")

    move.there.sync(lene, with_log=True)

    assert goal(lene, move.goal).title == "Fritidsjob"
    assert content(lene, move.letter) == a_large_pdf()
    assert verify(lene).findings == ()


def test_P1_the_whole_municipality_takes_along_who_looked_and_by_what_a_citizen_is_found(move: Move) -> None:
    taken = move.take(move.export(everybody=True)[0])

    with move.there.core.database.reading() as connection:
        found = people.by_number(connection, NUMBER)
        looked = connection.execute(select(metadata.tables["look_up"])).all()
        compartments = {each.compartment for each in connection.execute(select(metadata.tables["stream"]))}
        missing = list(look_ups.check(connection))
    assert (found, missing) == (move.citizen, [])
    assert [(each.subject, each.login) for each in looked] == [(move.citizen, f"mette ({NAMES['here']})")]
    assert (len(compartments), {"plan", "protected", "directory"} < compartments) == (4, True)
    assert taken.streams == 4


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P2_the_file_is_sealed_and_says_nothing_of_anybody(move: Move) -> None:
    told = move.export()[0].read_bytes()

    hidden = (b"Karen", b"mette", b"Fritidsjob", move.citizen.encode(), NAMES["here"].encode(), CANARY)
    assert [each for each in hidden if each in told] == []
    assert told.startswith(b"ENPLAN-PLANFILE 1\n")
    assert move.export("mode")[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P5_what_was_redacted_leaves_its_commitment_alone(move: Move) -> None:
    file, _ = move.export()
    sealed = Sealed(file, move.there.core.identity.sealing)
    found = dict(planfile.parts(sealed, planfile.examined(sealed, sender=address(move.here))))

    logs = [content for part, content in found.items() if part.path.startswith(planfile.STREAMS)]
    lines = [each for log in logs for each in planfile.lines(log)[1]]
    bare = [each for each in lines if each.salt is None]
    assert len(bare) == 1
    assert (bare[0].body, bare[0].sig, len(bare[0].commitment)) == (b"", b"", 32)
    assert not any(SECRET.encode() in each.body for each in lines)
    move.take(file)
    assert problems(move.there) == []


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P4_nobody_has_a_right_by_a_file_that_came(move: Move) -> None:
    before = rows(move.there)
    move.take(move.export()[0])
    after = rows(move.there)

    mette = move.there.client("mette")
    move.there.sync(mette)

    with mette.reader() as reader:
        assert reader.people("Karen") == []
    closed = {"account", "device", "token", "assignment_period", "share", "factor", "sequence", "holding"}
    assert {each: after[each] for each in closed} == {each: before[each] for each in closed}


def test_P4_the_plan_tells_of_who_works_with_the_citizen_here_and_not_of_those_elsewhere(move: Move) -> None:
    move.take(move.export()[0])
    move.there.add_user("lene")
    database = move.there.core.database
    staffing.assign(database, logins=["lene"], citizens=[move.citizen], clock=move.there.clock)
    lene = move.there.client("lene")
    move.there.sync(lene, with_log=True)

    with lene.reader() as reader:
        assert reader.assigned(move.citizen) == ["lene"]
        devices = {each.device or "" for each in reader.changes(identity=move.goal)}
        assert set(colleagues(reader, devices=devices).values()) == {f"mette ({NAMES['here']})"}


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P6_the_register_knows_out_of_which_municipality_by_whom_and_when(move: Move) -> None:
    move.take(move.export()[0])
    back = move.there.core.database.read(origins.all_of_them)
    gone = move.here.core.database.read(origins.departures)

    assert [(each.stream, each.municipality, each.by, each.received_by) for each in back] == [
        (each.stream, NAMES["here"], "mette", "mette") for each in back
    ]
    assert [(each.stream, each.to) for each in gone] == [(each.stream, NAMES["there"]) for each in back]
    assert move.plan in {each.stream for each in back}


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P1_a_plan_that_moves_on_keeps_every_move_it_made(move: Move) -> None:
    move.take(move.export()[0])
    with an_office(move.folder / "third") as third:
        third.add_user("mette")
        departing.name_itself(third.core.database, "Samsø Kommune")
        wanted = Wanted(citizens=(move.citizen,), to=address(third), by="mette")
        departing.write(move.there.core.database, move.folder / "videre", wanted, clock=move.there.clock)
        move.take(move.folder / "videre", office=third, sender=address(move.there))

        moves = third.core.database.read(lambda each: origins.of_streams(each, [move.plan]))
        assert [each.municipality for each in moves] == list(NAMES.values())
        assert problems(third) == []


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P4_who_has_the_login_of_an_author_elsewhere_cannot_take_back_what_that_one_wrote(move: Move) -> None:
    move.take(move.export()[0])
    move.there.assign("mette", move.citizen)
    namesake = RawDevice(move.there, "mette")
    theirs = next(each for each in namesake.pull(move.plan) if not each.is_redacted)
    made = decode(bytes(theirs.body))

    answer = namesake.push(Change(
        id=namesake.new_id(), stream=move.plan, at=made.at, name="Forkert borger", edits=[], redacts=[made.id]
    ))  # fmt: skip

    assert [(each.version, each.code) for each in answer.results.values()] == [(0, "forbidden")]
