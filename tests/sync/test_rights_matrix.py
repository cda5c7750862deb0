"""The table of rights, every cell of it, tried against a server over all the ways in which a plan can be had."""

import hashlib
import pkgutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import requests
from starlette.routing import Route

import rights_matrix as matrix
from app import operations
from app.changes.change import Change, Edit
from app.clock import FixedClock, instant
from app.ids import citizen_stream
from builders import NOON
from offices import Office, an_office
from raw_devices import RawDevice
from rights_matrix import COMPARTMENTS, RELATIONS, ROLES, SHARE
from servers import Serving, a_server
from sync.acts import Emergency, Lost, Opening
from sync.attached import PartAsked, PartSent, StandingAsked
from sync.protocol import MEDIA_TYPE, PREFIX, Anchor
from sync.server import accounts, assignments, attached, losses, visits
from sync.server.acts_served import ACTS
from sync.server.assignments import Given, Sort
from sync.server.core import NotReadable
from sync.server.http import application
from sync.server.permits import Forbidden, NotDone
from sync.server.rights import Role, Session

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
ACTOR = "0193a1b2-0000-7000-8000-0000000000a1"
NUMBER = "010170-0000"
ADDRESS = hashlib.sha256(b"file").hexdigest()
"""The address of a file that lies in every compartment."""
DAY = timedelta(days=1)
KEPT = ("plan", "area:social", "area:job", "protected")


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One server with a citizen who has something in every compartment, and a consent to share."""
    with an_office(tmp_path_factory.mktemp("matrix"), clock=FixedClock(NOON)) as office:
        with office.core.database.writing() as connection:
            accounts.put(
                connection, login="ejer", name="Ejer", role=Role.CASEWORKER, hashed="", areas="social,job", unit="u"
            )
        owner = RawDevice(office, "ejer")
        _furnish(owner)
        yield office


def _furnish(owner: RawDevice) -> None:
    edits = [
        Edit(record=CITIZEN, kind="citizen", set={"given": "Karen"}),
        Edit(record=owner.new_id(), kind="identifier", set={"system": "cpr", "value": "0101700000"}),
        Edit(record=ACTOR, kind="item", set={"type": "actor", "title": "Lægehuset"}),
        Edit(record=owner.new_id(), kind="item", set={"type": "goal", "title": "mål"}),
        Edit(record=owner.new_id(), kind="consent", add={"actors": [ACTOR]}),
    ]
    owner.push(_change(owner, "plan", edits))
    for compartment in KEPT[1:]:
        note = Edit(record=owner.new_id(), kind="note", set={"title": "notat"})
        owner.push(_change(owner, compartment, [note]))
    for compartment in KEPT:
        sent = PartSent(
            stream=citizen_stream(CITIZEN, compartment), address=ADDRESS, number=0, size=4, content=b"file"
        )  # fmt: skip
        attached.take(owner.office.core, owner.session(), sent)


def _change(device: RawDevice, compartment: str, edits: list[Edit]) -> Change:
    stream = citizen_stream(CITIZEN, compartment)
    return Change(id=device.new_id(), stream=stream, at="", name="Ret", edits=edits, open=(CITIZEN, compartment))


class Tried:
    """One user of a role with a relation to the citizen, who tries everything."""

    def __init__(self, office: Office, role: str, relation: str) -> None:
        self.office = office
        login = f"{role}-{relation}"
        with office.core.database.writing() as connection:
            accounts.put(
                connection, login=login, name=login, role=Role(role), hashed="", areas="social", unit="", within=""
            )
        self.device = RawDevice(office, login)
        self._relate(role, relation)

    def _relate(self, role: str, relation: str) -> None:
        party = {"external": ACTOR, "citizen_service": "citizen"}.get(role, ACTOR)
        sort, starts, ends = {
            matrix.ASSIGNED: (Sort.ASSIGNED, NOON, NOON + 9 * DAY),
            matrix.SUBSTITUTE: (Sort.SUBSTITUTE, NOON - DAY, NOON + DAY),
            matrix.EMERGENCY: (Sort.EMERGENCY, NOON, NOON + DAY / 3),
            matrix.ENDED: (Sort.ASSIGNED, NOON - 9 * DAY, NOON),
            matrix.FUTURE: (Sort.ASSIGNED, NOON + DAY, NOON + 9 * DAY),
            matrix.PARTY: (Sort.ASSIGNED, NOON - DAY, NOON + DAY),
            matrix.NEVER: (Sort.ASSIGNED, NOON, NOON),
        }[relation]
        given = Given(
            login=self.device.login, citizen=CITIZEN, starts=instant(starts), ends=instant(ends), sort=sort,
            party=party if relation == matrix.PARTY else "",
        )  # fmt: skip
        self.office.core.database.write(lambda each: assignments.give(each, given, now=NOON, is_told=True))
        self.office.core.turn()

    def streams(self, compartment: str) -> list[str]:
        """The streams that a compartment may lie in: a share begins anew now and then."""
        if compartment != SHARE:
            return [citizen_stream(CITIZEN, compartment)]
        parties = (f"share:{ACTOR}", "share:citizen")
        return [citizen_stream(CITIZEN, f"{each}{tail}") for each in parties for tail in ("", "/2", "/3")]

    def right(self, compartment: str) -> str:
        """What the user has, the same by every way; a difference between two ways fails."""
        ways = {way(compartment) for way in (self._listed, self._state, self._log, self._entries, self._files)}
        assert len(ways) == 1, ways
        writing = {self._writes(compartment), self._sends(compartment)}
        assert len(writing) == 1, writing
        return matrix.WRITE if True in writing else (matrix.READ if ways == {True} else matrix.NOTHING)

    def _listed(self, compartment: str) -> bool:
        told = self.office.core.index(self.device.session(), known="").index
        assert told is not None
        return bool({row.id for row in told.streams} & set(self.streams(compartment)))

    def _state(self, compartment: str) -> bool:
        return any(self._reads(self.office.core.state, each) for each in self.streams(compartment))

    def _log(self, compartment: str) -> bool:
        return any(self._reads(self.office.core.log, each, after=0, before=99) for each in self.streams(compartment))

    def _entries(self, compartment: str) -> bool:
        from app.changes import chain

        asked = {each: [Anchor(0, chain.start(each))] for each in self.streams(compartment)}
        return bool(self.device.ask([], asked).entries)

    def _files(self, compartment: str) -> bool:
        """Whether files can be had: their standing and their parts, both or neither."""
        streams, session = self.streams(compartment), self.device.session()
        told = attached.standing(self.office.core, session, StandingAsked({each: [ADDRESS] for each in streams}))
        asked = {each: PartAsked(stream=each, address=ADDRESS, number=0) for each in streams}
        had = {each for each in streams if self._has_part(asked[each])}
        held = {each for each, files in told.streams.items() if files[ADDRESS].held}
        assert had == held
        return bool(told.streams)

    def _has_part(self, asked: PartAsked) -> bool:
        try:
            return attached.part(self.office.core, self.device.session(), asked).content == b"file"
        except NotReadable:
            return False

    def _sends(self, compartment: str) -> bool:
        content = self.device.login.encode()
        sent = PartSent(
            stream=self.streams(compartment)[0], address=hashlib.sha256(content).hexdigest(), number=0,
            size=len(content), content=content,
        )  # fmt: skip
        try:
            return attached.take(self.office.core, self.device.session(), sent).held == 1
        except (Forbidden, NotReadable):
            return False

    def _reads(self, read: Any, stream: str, **told: int) -> bool:
        try:
            read(self.device.session(), stream, **told)
        except NotReadable:
            return False
        return True

    def _writes(self, compartment: str) -> bool:
        edit = Edit(record=self.device.new_id(), kind="note", set={"title": "x"})
        stream = self.streams(compartment)[0]
        change = Change(id=self.device.new_id(), stream=stream, at="", name="", edits=[edit])
        head = self.office.core.database.read(lambda each: _HEAD(each, stream))
        answer = self.device.push(change, anchors={stream: [head]} if head else {})
        return any(not each.code for each in answer.results.values())


def _HEAD(connection: Any, stream: str) -> Anchor | None:
    from sync.server import pull

    found = pull.heads(connection, [stream])
    return found[stream][1] if stream in found else None


@pytest.mark.parametrize(("role", "relation"), list(product(ROLES, RELATIONS)))
def test_S27_every_cell_of_the_table_holds(furnished: Office, role: str, relation: str) -> None:
    tried = Tried(furnished, role, relation)

    found = {each: tried.right(each) for each in COMPARTMENTS}
    assert found == {each: matrix.may(role, relation, each) for each in COMPARTMENTS}


@pytest.mark.parametrize("role", ROLES)
def test_S27_who_may_make_a_citizen_stands_in_the_table(furnished: Office, role: str) -> None:
    with furnished.core.database.writing() as connection:
        accounts.put(connection, login=f"{role}-ny", name=role, role=Role(role), hashed="", areas="", unit="")
    device = RawDevice(furnished, f"{role}-ny")
    citizen = device.new_id()

    answer = device.push(device.change(citizen, opens=True, kind="citizen", record=citizen, given="Ny"))
    assert any(not each.code for each in answer.results.values()) is (role in matrix.CREATORS)


def test_S27_the_roles_of_the_table_are_all_there_are() -> None:
    assert set(ROLES) == {each.value for each in Role}


def _routes(office: Office) -> set[tuple[str, str]]:
    served = [each for each in application(office.core).routes if isinstance(each, Route)]
    methods = ((method, route) for route in served for method in (route.methods or ()) if method != "HEAD")
    return {(method, route.path.removeprefix(PREFIX)) for method, route in methods}


def test_S27_every_path_that_is_served_has_a_row(furnished: Office) -> None:
    told = {*matrix.ACTS, *matrix.EXCHANGE, *matrix.OPEN}

    assert _routes(furnished) == told


def test_S27_every_module_of_operations_has_a_row() -> None:
    assert {each.name for each in pkgutil.iter_modules(operations.__path__)} == set(matrix.OPERATIONS)


def test_S27_operations_write_no_compartment_that_is_not_theirs() -> None:
    named = {each.stem for each in Path(operations.__path__[0]).glob("*.py") if "compartment=" in each.read_text()}
    beyond_the_plan = {name for name, told in matrix.OPERATIONS.items() if set(told) - {matrix.PLAN}}

    assert named <= beyond_the_plan


def _message(path: str, method: str) -> tuple[Any, ...]:
    """Return what an act is asked: something that the right role may ask, or that makes no sense."""
    wrong = {
        ("POST", "/assignments"): {"login": "ingen", "citizens": [CITIZEN], "reason": ""},
        ("POST", "/emergencies"): Emergency(purpose="", citizen=CITIZEN),
        ("POST", "/visits"): Opening(number=NUMBER, purpose=""),
        ("POST", "/devices/lost"): Lost(device="", reason=""),
        ("POST", "/attached"): StandingAsked({CITIZEN: [ADDRESS]}),
        ("POST", "/attached/part"): PartAsked(stream=CITIZEN, address=ADDRESS, number=0),
        ("POST", "/attached/take"): PartSent(stream=CITIZEN, address=ADDRESS, number=0, size=4, content=b"file"),
    }
    found = wrong.get((method, path))
    if isinstance(found, dict):
        from sync.acts import Assigning

        found = Assigning(**found)
    return () if found is None else (found,)


@pytest.mark.parametrize(("role", "act"), list(product(ROLES, [(each.method, each.path) for each in ACTS])))
def test_S27_an_act_is_open_to_the_roles_of_its_row(furnished: Office, role: str, act: tuple[str, str]) -> None:
    session = Session(login="ejer", name="", role=Role(role), areas=frozenset(), device="d", unit="u")
    served = next(each for each in ACTS if (each.method, each.path) == act)
    is_forbidden = False
    try:
        served.work(furnished.core, session, *_message(act[1], act[0]))
    except Forbidden:
        is_forbidden = True
    except (NotDone, NotReadable):
        is_forbidden = False

    assert is_forbidden is (role not in matrix.ACTS[act])


def test_S27_no_path_that_needs_a_token_answers_without_one(tmp_path: Path) -> None:
    with a_server() as serving:
        answers = {each: _asked(serving, *each) for each in (*matrix.ACTS, *matrix.EXCHANGE)}

    needing = {each for each, key in matrix.EXCHANGE.items() if key == "token"} | set(matrix.ACTS)
    assert {each for each, status in answers.items() if status == 401} >= needing
    assert {each for each, status in answers.items() if status == 200} == set()


def _asked(serving: Serving, method: str, path: str) -> int:
    url = serving.address + PREFIX + path.replace("{stream}", citizen_stream(CITIZEN, "plan"))
    headers = {"Content-Type": MEDIA_TYPE}
    return requests.request(
        method, url, data=b"{}" if method == "POST" else None, headers=headers, timeout=10
    ).status_code


@pytest.mark.parametrize("role", ROLES)
def test_S27_nobody_reads_another_citizen_without_a_purpose(furnished: Office, role: str) -> None:
    tried = Tried(furnished, role, matrix.NEVER)
    session = tried.device.session()
    with pytest.raises((Forbidden, NotDone)):
        visits.begin_emergency(furnished.core, session, Emergency(purpose=" ", citizen=CITIZEN))
    with pytest.raises((Forbidden, NotDone)):
        visits.begin_visit(furnished.core, session, Opening(number=NUMBER, purpose=" "))

    assert [tried.right(each) for each in COMPARTMENTS] == [matrix.NOTHING] * len(COMPARTMENTS)


@pytest.mark.parametrize("role", [each for each in ROLES if each != "administrator"])
def test_S27_others_devices_are_shown_to_nobody_without_a_unit(furnished: Office, role: str) -> None:
    device = Tried(furnished, role, matrix.NEVER).device

    rows = losses.devices_of(furnished.core, device.session()).rows
    assert {each.login for each in rows} == {device.login}
