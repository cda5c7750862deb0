"""The rest of the table of rights: kinds of records, taking back, streams of no citizen, every path, every command."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
import msgspec
import pytest
import requests
from click.testing import CliRunner

import rights_matrix as matrix
from app.changes import chain
from app.changes.change import Change, Edit
from app.clock import FixedClock
from app.domain import KINDS
from app.ids import citizen_stream, named_stream
from builders import NOON
from moves import Move, a_move, address
from offices import SQLITE, Office, an_office
from raw_devices import RawDevice
from rights_matrix import COMMANDS, RELATIONS, ROLES
from servers import Serving
from sync import acts, attached, protocol
from sync.protocol import MEDIA_TYPE, PREFIX, Anchor
from sync.server import accounts, arriving, own, posted, redacting, rights, schema, settings
from sync.server import log as logs
from sync.server.__main__ import main
from sync.server.core import NotReadable
from sync.server.database import Database
from sync.server.endpoints import endpoints
from sync.server.own import Wanted
from sync.server.planfile import Sealed
from sync.server.rights import Role, Stream
from sync.server.sealed_file import PlanfileWrong
from sync.server.statements import Statement
from tried_rights import ADDRESS, CITIZEN, KEPT, NUMBER, OWNER, Tried, furnish

WHY, LAW = "Skrevet om en anden person", "Databeskyttelsesforordningen artikel 17"
SECRETS = {b"Karen", b"0101700000", "Lægehuset".encode(), "mål".encode(), b"notat", b"ZmlsZQ"}
"""What the plan says in each compartment; the last is the beginning of its file, as it is sent."""
CATALOGUE = Stream(named_stream("catalogue"), None, "catalogue")
ENDED = "ophørt"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One server with a citizen who has something in every compartment, and a stream that is the same for all."""
    with an_office(tmp_path_factory.mktemp("beside"), clock=FixedClock(NOON)) as office:
        furnish(office)
        with office.core.database.writing() as connection:
            told = Wanted(record=CITIZEN[:-1] + "2", kind="label", fields={"text": "fælles"})
            own.write(logs.open_stream(connection, CATALOGUE), office.core.identity, [told], now=NOON)
        yield office


# --- kinds, taking back, streams of no citizen ------------------------------------------------------------------


def is_taken(device: RawDevice, change: Change) -> bool:
    """Push *change* as one who knows the head of its stream, and tell whether it was entered."""
    with device.office.core.database.reading() as connection:
        row = HEAD.first(connection, id=change.stream)
    head = Anchor(row.version, bytes(row.hash)) if row else Anchor(0, chain.start(change.stream))
    answer = device.push(change, anchors={change.stream: [head]})
    return any(not each.code for each in answer.results.values())


HEAD = Statement("SELECT version, hash FROM stream WHERE id = :id")


def a_change(device: RawDevice, stream: str, *edits: Edit, **more: Any) -> Change:
    return Change(id=device.new_id(), stream=stream, at="2026-11-24T12:00:00.000Z", name="", edits=list(edits), **more)


def test_S27_every_kind_of_record_has_a_row() -> None:
    assert set(matrix.KINDS) == {*KINDS, *schema.SERVER_KINDS}


@pytest.mark.parametrize("role", ROLES)
def test_S27_every_kind_of_record_is_written_by_the_roles_of_its_row(furnished: Office, role: str) -> None:
    device = Tried(furnished, role, matrix.ASSIGNED).device
    plan = citizen_stream(CITIZEN, "plan")

    written = {
        kind: is_taken(device, a_change(device, plan, Edit(record=device.new_id(), kind=kind, set={"ukendt": 1})))
        for kind in matrix.KINDS
    }

    assert written == {kind: role in roles for kind, roles in matrix.KINDS.items()}


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", ROLES)
def test_S27_words_are_taken_back_by_their_author_alone_who_may_still_write(
    furnished: Office, role: str, relation: str
) -> None:
    device, plan = Tried(furnished, role, relation).device, citizen_stream(CITIZEN, "plan")
    others, mine = last_of(furnished), a_change(device, plan, Edit(record=device.new_id(), kind="note"))
    roles, relations = matrix.TAKES_BACK
    is_taken(device, mine)

    took_back = is_taken(device, a_change(device, plan, redacts=[mine.id]))
    took_others = is_taken(device, a_change(device, plan, redacts=[others]))

    assert (took_back, took_others) == (role in roles and relation in relations, False)


def last_of(office: Office) -> str:
    """Return a change of the owner's that still says something."""
    found = redacting.find(office.core.database, CITIZEN, compartment="plan")
    return next(each.change for each in found if each.by == OWNER)


@pytest.mark.parametrize("role", ROLES)
def test_S27_streams_of_no_citizen_are_open_as_their_rows_say(furnished: Office, role: str) -> None:
    another = RawDevice(furnished, OWNER)
    device = Tried(furnished, role, matrix.NEVER).device
    names = {
        "user:own": f"user:{device.login}", "device:own": f"device:{device.device}", "user:another": f"user:{OWNER}",
        "device:another": f"device:{another.device}", "directory": "directory", "catalogue": "catalogue",
    }  # fmt: skip
    for each in ("user:another", "device:another"):
        is_taken(another, opening(another, names[each]))

    found = {name: right(device, compartment) for name, compartment in names.items()}

    assert found == {each: matrix.may_beside(role, each) for each in matrix.BESIDE_ALL}


def opening(device: RawDevice, compartment: str) -> Change:
    edit = Edit(record=device.new_id(), kind="label", set={"ukendt": 1})
    return a_change(device, named_stream(compartment), edit, open=("", compartment))


def right(device: RawDevice, compartment: str) -> str:
    """Return what the device's user has: by writing first, so that there is something to read."""
    stream, core = named_stream(compartment), device.office.core
    writes = is_taken(device, opening(device, compartment))
    told = core.index(device.session(), known="").index
    assert told is not None
    ways = {
        stream in {row.id for row in told.streams},
        reads(device, stream),
        bool(device.ask([], {stream: [Anchor(0, chain.start(stream))]}).entries),
    }
    assert len(ways) == 1
    return matrix.WRITE if writes else (matrix.READ if ways == {True} else matrix.NOTHING)


def reads(device: RawDevice, stream: str) -> bool:
    try:
        return bool(list(device.office.core.state(device.session(), stream)))
    except NotReadable:
        return False


# --- every path -------------------------------------------------------------------------------------------------


@pytest.fixture
def served(furnished: Office) -> Iterator[Serving]:
    serving = Serving(furnished)
    serving.start()
    yield serving
    serving.stop()


def messages(device: RawDevice) -> dict[Any, list[object]]:
    """Return messages of each shape that is asked anywhere, naming the citizen in every way there is."""
    streams = [citizen_stream(CITIZEN, each) for each in KEPT]
    cursors = {each: [Anchor(0, chain.start(each))] for each in streams}
    login = protocol.Login(device=device.device, login=OWNER, password="")
    return {
        None: [None],
        protocol.SyncRequest: [protocol.SyncRequest(device=device.device, cursors=cursors, changes=[])],
        protocol.Login: [login],
        protocol.OutsideAsked: [protocol.OutsideAsked(device="d", redirect="http://127.0.0.1:1/", challenge="c")],
        posted.Posted: [posted.Posted(answer="PGEvPg==", state=CITIZEN)],
        protocol.Registration: [protocol.Registration(device=device.device, key=device.pair.public)],
        protocol.Purged: [protocol.Purged(streams=streams)],
        protocol.SealedRequest: [protocol.SealedRequest(changes=[])],
        posted.Posted: [posted.Posted(answer="PGEvPg==", state=device.device)],
        acts.Wiping: [acts.Wiping(device=device.device, secret="")],
        acts.Assigning: [acts.Assigning(login=device.login, citizens=[CITIZEN], reason="")],
        acts.Emergency: [acts.Emergency(purpose=each, citizen=CITIZEN, number=NUMBER) for each in ("", " \n")],
        acts.Opening: [acts.Opening(number=NUMBER, purpose=each) for each in ("", "\t")],
        acts.Lost: [acts.Lost(device=device.device, reason="")],
        attached.StandingAsked: [attached.StandingAsked({each: [ADDRESS] for each in streams})],
        attached.PartAsked: [attached.PartAsked(stream=each, address=ADDRESS, number=0) for each in streams],
        attached.PartSent: [
            attached.PartSent(stream=each, address=ADDRESS, number=0, size=4, content=b"file") for each in streams
        ],
    }


def heard(served: Serving, device: RawDevice) -> dict[tuple[str, str], bytes]:
    """Ask every path that is served, and return all that each answered."""
    core, told = served.office.core, messages(device)
    token = core.database.write(lambda each: core.new_session(each, device.session(), now=NOON)).token
    headers = {"Authorization": f"Bearer {token}"}
    session = requests.Session()
    answers: dict[tuple[str, str], bytes] = {}
    for each in endpoints():
        name = each.method, each.path.removeprefix(PREFIX)
        urls = [each.path.replace("{stream}", citizen_stream(CITIZEN, part)) for part in KEPT]
        query = "?after=0&before=99" if each.path.endswith("/log") else ""
        for url in dict.fromkeys(urls):
            for message in told[each.asks]:
                content = None if message is None else written(message, each.media)
                answer = session.request(
                    each.method, served.address + url + query, data=content, timeout=60,
                    headers=headers | {"Content-Type": each.media},
                )  # fmt: skip
                assert answer.status_code < 500, name
                answers[name] = answers.get(name, b"") + answer.content
    session.close()
    return answers


def written(message: object, media: str) -> bytes:
    """Return *message* as its path reads it: in the exchange's words, or as the form that a browser posts."""
    return protocol.encode(message) if media == MEDIA_TYPE else urlencode(msgspec.to_builtins(message)).encode()


def saying(answers: dict[tuple[str, str], bytes]) -> dict[tuple[str, str], set[bytes]]:
    """Return which paths say anything of the plan, and what."""
    found = {path: {each for each in SECRETS if each in told} for path, told in answers.items()}
    return {path: said for path, said in found.items() if said}


def test_S27_to_who_is_assigned_the_paths_of_the_table_say_all_of_the_plan(served: Serving) -> None:
    owner = RawDevice(served.office, OWNER)

    found = saying(heard(served, owner))

    assert set(found) == set(matrix.SHOWING)
    assert set.union(*found.values()) == SECRETS


@pytest.mark.parametrize("role", ROLES)
def test_S27_no_path_says_anything_of_a_plan_to_who_tells_no_purpose(served: Serving, role: str) -> None:
    stranger = Tried(served.office, role, matrix.NEVER).device

    assert saying(heard(served, stranger)) == {}


@pytest.mark.parametrize("role", ROLES)
def test_S27_who_is_named_a_citizen_by_an_act_is_written_down(served: Serving, role: str) -> None:
    office, lost = served.office, RawDevice(served.office, OWNER)
    lost.pull(citizen_stream(CITIZEN, "plan"))
    with office.core.database.writing() as connection:
        accounts.put(
            connection, login=f"{role}-her", name="", role=Role(role), hashed="", areas="", unit="u", within=""
        )
    device = RawDevice(office, f"{role}-her")
    report = protocol.encode(acts.Lost(device=lost.device, reason="glemt i toget"))

    told = {("POST", "/devices/lost"): asked(served, device, report), ("GET", "/team"): asked(served, device)}

    found = saying(told)
    assert set(found) == {path for path, roles in matrix.NAMING.items() if role in roles}
    assert set.union(set(), *found.values()) <= {b"Karen"}
    assert noted(office, device) == len(found)


@pytest.mark.parametrize("role", ROLES)
def test_S27_who_claims_to_hold_a_plan_is_told_nobodys_name(served: Serving, role: str) -> None:
    device = Tried(served.office, role, matrix.NEVER).device
    cursors = {citizen_stream(CITIZEN, each): [Anchor(1, b"claimed")] for each in KEPT}
    claim = device.ask([], cursors)

    report = asked(served, device, protocol.encode(acts.Lost(device=device.device, reason="glemt i toget")))

    assert set(claim.ended) == set(cursors)
    assert [each.citizen for each in protocol.decode(report, acts.LossReport).citizens] == [CITIZEN]
    assert saying({("POST", "/devices/lost"): report}) == {}


def asked(served: Serving, device: RawDevice, content: bytes | None = None) -> bytes:
    core = served.office.core
    token = core.database.write(lambda each: core.new_session(each, device.session(), now=NOON)).token
    path, method = ("team", "GET") if content is None else ("devices/lost", "POST")
    headers = {"Content-Type": MEDIA_TYPE, "Authorization": f"Bearer {token}"}
    url = f"{served.address}{PREFIX}/{path}"
    return requests.request(method, url, data=content, headers=headers, timeout=60).content


def noted(office: Office, device: RawDevice) -> int:
    count = Statement("SELECT count(*) FROM look_up WHERE login = :login")
    with office.core.database.reading() as connection:
        return int(count.scalar(connection, login=device.login))


# --- every command ----------------------------------------------------------------------------------------------


def leaves(command: click.Command, *words: str) -> Iterator[tuple[str, click.Command]]:
    below = command.commands.items() if isinstance(command, click.Group) else ()
    for word, each in below:
        yield from leaves(each, *words, word)
    if not isinstance(command, click.Group):
        yield " ".join(words), command


def test_S27_every_command_of_the_server_has_a_row() -> None:
    assert {name for name, _ in leaves(main)} == set(COMMANDS)


def test_S27_who_must_be_named_stands_among_what_a_command_needs() -> None:
    naming = {name for name, each in leaves(main) for told in each.params if told.name in NAMED and told.required}

    assert naming == {name for name, who in COMMANDS.items() if who not in {matrix.OPERATOR, matrix.KEYHOLDER}}


NAMED = {"by", "because"}
COMMANDS_IN_A_NAME = ("redact ask", "redact confirm", "erase ask", "erase confirm", "plan export", "merge")
PERSONS = (*ROLES, ENDED, "ingen")
"""A user of each role, one whose account has ended, and nobody."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server with a citizen for each person who may be named, and one person more who asks."""
    with an_office(tmp_path_factory.mktemp("commands"), clock=FixedClock(NOON)) as office:
        for role in ROLES:
            office.add_user(role, role=Role(role))
        for login in (ENDED, "anden"):
            office.add_user(login, role=Role.ADMINISTRATOR)
        office.core.database.write(lambda each: accounts.end(each, login=ENDED, at="2026-01-01T00:00:00.000Z"))
        office.core.database.write(lambda each: settings.write(each, settings.MUNICIPALITY, b"Favrskov"))
        yield office


def typed(office: Office, *words: str) -> Any:
    """Give a command; return what it answered, None when it was refused."""
    told = CliRunner().invoke(main, [*words, "--data", str(office.folder / "server"), "--json"])
    assert told.exit_code == 0 or "does not answer for this" in told.output or "no such user" in told.output
    return json.loads(told.stdout) if told.exit_code == 0 else None


def a_plan(office: Office) -> tuple[str, str]:
    """Return a citizen with a plan, and the change in it."""
    author = RawDevice(office, "caseworker")
    change = author.change(author.new_id(), opens=True, title="mål")
    author.push(change)
    assert change.open is not None
    return str(change.open[0]), change.id


@pytest.mark.parametrize("command", COMMANDS_IN_A_NAME)
def test_S27_a_command_is_done_in_the_name_of_the_roles_of_its_row(kept: Office, command: str) -> None:
    (kept.folder / "key").write_bytes(protocol.encode(address(kept)))

    done = {person: typed(kept, *words(kept, command, person)) is not None for person in PERSONS}

    assert done == {each: each in COMMANDS[command] for each in PERSONS}


def words(office: Office, command: str, person: str) -> list[str]:
    """Return *command* in the name of *person*, on a plan of its own."""
    citizen, change = a_plan(office)
    redact = ["redact", "ask", citizen, change, "--reason", WHY]
    erase = ["erase", "ask", citizen, "--reason", WHY, "--basis", LAW]
    by = ["--by", person]
    if command == "redact confirm":
        return ["redact", "confirm", typed(office, *redact, "--by", "anden")["redaction"], *by]
    if command == "erase confirm":
        return ["erase", "confirm", typed(office, *erase, "--by", "anden")["erasure"], *by]
    out = str(office.folder / f"{person}.planfil")
    export = ["plan", "export", out, "--citizen", citizen, "--to", str(office.folder / "key")]
    merge = ["merge", a_plan(office)[0], citizen, "--reason", WHY]
    return [*{"redact ask": redact, "erase ask": erase, "plan export": export, "merge": merge}[command], *by]


def test_S27_a_plan_is_taken_in_the_name_of_the_roles_of_its_row(tmp_path: Path) -> None:
    with a_move(tmp_path, engine=SQLITE) as move:
        for role in ROLES:
            move.there.add_user(role, role=Role(role))
        file, _ = move.export()
        move.take(file)

        told = {person: refusal(move, file, person) for person in (*ROLES, "ingen")}

    may = {person for person, words in told.items() if "is here already" in words}
    assert may == set(COMMANDS["plan import"])
    assert "no such user" in told["ingen"]


def refusal(move: Move, file: Any, person: str) -> str:
    sealed = Sealed(file, move.there.core.identity.sealing)
    database, clock = move.there.core.database, move.there.clock
    with pytest.raises(PlanfileWrong) as refused:
        arriving.take(database, sealed, sender=address(move.here), by=person, clock=clock)
    return str(refused.value)


def test_S27_what_commands_list_says_nothing_of_a_plan(furnished: Office) -> None:
    at = ("--data", str(furnished.folder / "server"))
    listing = (
        ("device", "list"), ("unit", "list"), ("report", "look-ups", CITIZEN), ("redact", "find", CITIZEN), ("check",),
        ("report", "sample", "--from", "2020-01-01"), ("erase", "due"), ("erase", "register"), ("plan", "register"),
        ("user", "factors", OWNER), ("device", "lost", RawDevice(furnished, OWNER).device),
    )  # fmt: skip

    told = {each: CliRunner().invoke(main, [*each, *at]) for each in listing}

    assert {each: answer.exit_code for each, answer in told.items()} == dict.fromkeys(listing, 0)
    assert [each for each, answer in told.items() if any(said.decode() in answer.output for said in SECRETS)] == []


def test_S27_a_database_opened_by_a_command_is_the_one_that_serves(furnished: Office) -> None:
    """Otherwise the commands above would have been tried on nothing."""
    database = Database.embedded(furnished.folder / "server")
    found = database.read(lambda each: rights.find(each, citizen_stream(CITIZEN, "plan")))
    database.close()

    assert found is not None
