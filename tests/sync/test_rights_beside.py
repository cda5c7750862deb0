"""The rest of the table of rights: kinds of records, taking back, streams of no citizen, every path."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
import requests

import rights_matrix as matrix
from app.changes import chain
from app.changes.change import Change, Edit
from app.domain import KINDS
from app.ids import citizen_stream, named_stream
from builders import NOON
from offices import Office
from raw_devices import RawDevice
from rights_matrix import RELATIONS, ROLES
from servers import Serving
from sync import acts, attached, protocol
from sync.protocol import MEDIA_TYPE, PREFIX, Anchor
from sync.server import accounts, posted, redacting, schema
from sync.server.core import NotReadable
from sync.server.endpoints import endpoints
from sync.server.rights import Role
from sync.server.statements import Statement
from tried_beside import SECRETS, a_furnished_office
from tried_rights import ADDRESS, CITIZEN, KEPT, NUMBER, OWNER, Tried


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with a_furnished_office(tmp_path_factory.mktemp("beside")) as office:
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
