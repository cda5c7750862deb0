"""The table of rights, every cell of it, tried against a server over all the ways in which a plan can be had."""

import pkgutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import requests
from starlette.routing import Route

import rights_matrix as matrix
from app import operations
from app.clock import FixedClock
from app.ids import citizen_stream
from builders import NOON
from offices import Office, an_office
from raw_devices import RawDevice
from rights_matrix import COMPARTMENTS, RELATIONS, ROLES
from servers import Serving, a_server
from sync.acts import Emergency, Lost, Opening
from sync.attached import PartAsked, PartSent, StandingAsked
from sync.protocol import MEDIA_TYPE, PREFIX
from sync.server import accounts, losses, visits
from sync.server.acts_served import ACTS
from sync.server.core import NotReadable
from sync.server.http import application
from sync.server.permits import Forbidden, NotDone
from sync.server.rights import Role, Session
from tried_rights import ADDRESS, CITIZEN, NUMBER, OWNER, Tried, furnish


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One server with a citizen who has something in every compartment, and a consent to share."""
    with an_office(tmp_path_factory.mktemp("matrix"), clock=FixedClock(NOON)) as office:
        furnish(office)
        yield office


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
    session = Session(login=OWNER, name="", role=Role(role), areas=frozenset(), device="d", unit="u")
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
