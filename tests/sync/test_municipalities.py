"""Several municipalities served by one process: what belongs to one is to the other as if it did not exist."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from click.testing import CliRunner, Result
from sqlalchemy import select
from starlette.routing import Mount, Route

from app.changes import sealing, signing
from app.changes.attached import address_of
from app.changes.change import Change, Edit, encode
from app.changes.signed import Signed, seal_payload
from app.ids import citizen_stream
from builders import a_citizen, a_goal
from offices import PASSWORD, POSTGRESQL, SQLITE, Office, an_office
from postgres import a_database
from raw_devices import RawDevice
from running_server import a_running_server
from servers import Serving
from sync import acts, attached, protocol
from sync.client.access import Access
from sync.client.link import LoginNeeded
from sync.protocol import MEDIA_TYPE, PREFIX, Anchor
from sync.server import accounts, http, serving, several
from sync.server import attached as files
from sync.server.__main__ import main
from sync.server.bulletins import Bulletins
from sync.server.core import Core
from sync.server.database import Database
from sync.server.endpoints import endpoints
from sync.server.nudges import Nudges
from sync.server.places import Place
from sync.server.posted import Posted
from sync.server.ready import Monitoring
from sync.server.rights import Role
from sync.server.several import Served
from sync.server.tables import metadata

OPEN = {"/docs", "/health", "/metrics", "/openapi.json", "/ready"}
"""What answers everybody."""
HERE, THERE = "favrskov", "norddjurs"
NUMBER = "0101701234"
FILE = b"de forseglede bytes i et brev"
SOON_S = 20.0
ROLES = (Role.CASEWORKER, Role.MANAGER, Role.CITIZEN_SERVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What somebody of one municipality knows, or nobody anywhere."""

    token: str
    device: str
    login: str
    secret: str
    citizen: str
    number: str
    address: str
    sent: protocol.SentChange
    sealed: protocol.SealedChange
    head: Anchor

    @property
    def stream(self) -> str:
        return citizen_stream(self.citizen, "plan")

    @property
    def ids(self) -> tuple[str, ...]:
        return self.stream, self.citizen, self.device, self.login, self.address, self.sealed.change


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """Two municipalities at one address, and what is known in the first."""

    address: str
    here: Office
    there: Office
    known: Known

    def there_at(self, path: str) -> str:
        return f"{self.address}{several.BELOW}{THERE}{path}"


@pytest.fixture
def both(engine: str, tmp_path: Path) -> Iterator[Both]:
    with ExitStack() as stack:
        here, there = (stack.enter_context(an_office(tmp_path / each, engine=engine)) for each in (HERE, THERE))
        for role in ROLES:
            RawDevice(there, role.value, role=role)
        served = _served(here, there)
        whole = several.application(served, monitoring=Monitoring())
        listening, address = serving.listen("127.0.0.1", 0, tls=None)
        server = serving.server(whole, let_go=partial(several.let_go, served))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        stack.callback(thread.join)
        stack.callback(lambda: setattr(server, "should_exit", True))
        yield Both(address=address, here=here, there=there, known=_known(here, there))


def _served(*offices: Office) -> list[Served]:
    folders = (each.folder / "server" for each in offices)
    return [
        Served(place=Place(name=name, folder=folder, url=each.url), core=each.core)
        for name, folder, each in zip((HERE, THERE), folders, offices, strict=True)
    ]


def _known(here: Office, there: Office) -> Known:
    """Let a plan with a number and a file be in the first municipality; return what its author knows."""
    device = RawDevice(here, "mette")
    citizen = device.new_id()
    number = Edit(record=device.new_id(), kind="identifier", set={"system": "cpr", "value": NUMBER})
    device.push(device.change(citizen, opens=True), _change(device, citizen, number))
    address = address_of([FILE])
    part = attached.PartSent(
        stream=citizen_stream(citizen, "plan"), address=address, number=0, size=len(FILE), content=FILE
    )
    files.take(here.core, device.session(), part)
    registered = here.core.register(
        device.session(), protocol.Registration(device=device.device, key=device.pair.public)
    )
    return Known(
        token=registered.session.token, device=device.device, login="mette", secret=registered.secret, citizen=citizen,
        number=NUMBER, address=address, sent=device.sent(device.change(citizen)),
        sealed=_sealed(device, citizen, there), head=device.anchor(citizen_stream(citizen, "plan")),
    )  # fmt: skip


def _change(device: RawDevice, citizen: str, *edits: Edit) -> Change:
    stream = citizen_stream(citizen, "plan")
    return Change(id=device.new_id(), stream=stream, at="2026-11-24T12:00:00.000Z", name="Ret", edits=list(edits))


def _sealed(device: RawDevice, citizen: str, to: Office) -> protocol.SealedChange:
    """Return a change that the device of one municipality seals to the server of another."""
    change = device.change(citizen)
    body = encode(change)
    head = device.anchor(change.stream)
    signed = Signed(
        version=head.version, hash=head.hash, key=signing.key_id(device.pair.public),
        sig=signing.sign(device.pair.private, body), body=msgspec.Raw(body),
    )  # fmt: skip
    info = sealing.outbox_info(change.id, device=device.device)
    sealed = sealing.seal(to.core.identity.sealing.public, info, seal_payload(signed))
    return protocol.SealedChange(change.id, device.device, sealed)


@pytest.fixture
def unknown(tmp_path: Path, both: Both) -> Iterator[Known]:
    """What nobody knows: of a municipality that is not served."""
    with an_office(tmp_path / "nowhere") as nowhere:
        yield _known(nowhere, both.there)


def _messages(known: Known) -> dict[Any, object]:
    """Return a message of each shape that is asked anywhere, naming what is *known*."""
    login = protocol.Login(device=known.device, secret=known.secret)
    return {
        protocol.SyncRequest: protocol.SyncRequest(
            device=known.device, cursors={known.stream: [known.head]}, changes=[known.sent]
        ),
        protocol.Login: login,
        protocol.OutsideAsked: protocol.OutsideAsked(
            device=known.device, redirect="http://127.0.0.1:1/", challenge="c"
        ),
        protocol.Registration: protocol.Registration(device=known.device, key=b"none"),
        protocol.Purged: protocol.Purged(streams=[known.stream]),
        protocol.SealedRequest: protocol.SealedRequest(changes=[known.sealed]),
        acts.Wiping: acts.Wiping(device=known.device, secret=known.secret, is_done=True),
        acts.Assigning: acts.Assigning(login=known.login, citizens=[known.citizen], reason="ferie"),
        acts.Emergency: acts.Emergency(purpose="indlagt i nat", citizen=known.citizen),
        acts.Opening: acts.Opening(number=known.number, purpose="hjælp ved skranken"),
        acts.Lost: acts.Lost(device=known.device, reason="glemt i toget"),
        Posted: Posted(answer="PGEvPg==", state=known.device),
        attached.StandingAsked: attached.StandingAsked({known.stream: [known.address]}),
        attached.PartAsked: attached.PartAsked(stream=known.stream, address=known.address, number=0),
        attached.PartSent: attached.PartSent(
            stream=known.stream, address=known.address, number=0, size=len(FILE), content=FILE
        ),
    }


def _routes(core: Core) -> list[tuple[str, str]]:
    """Return method and path of everything an application serves, as it is served."""
    routes = [each for each in http.application(core).routes if isinstance(each, Route)]
    return sorted((method, each.path) for each in routes for method in each.methods or () if method != "HEAD")


SHAPES = {(each.method, each.path): each.asks for each in endpoints()}


def _asked(both: Both, method: str, path: str, known: Known, *, token: str) -> tuple[int, bytes]:
    """Ask the second municipality for what is *known*; return the answer without the ids it repeats."""
    shape = SHAPES[method, path]
    content = None if shape is None else protocol.encode(_messages(known)[shape])
    headers = {"Content-Type": MEDIA_TYPE, "Authorization": f"Bearer {token}"}
    url = both.there_at(path.replace("{stream}", known.stream) + ("?after=0&before=9" if path.endswith("log") else ""))
    answer = requests.request(method, url, data=content, headers=headers, timeout=SOON_S)
    told = b"" if path == "/metrics" else answer.content
    for each in known.ids:
        told = told.replace(each.encode(), b"*")
    return answer.status_code, told


def _rows(office: Office) -> dict[str, list[str]]:
    """Return every row of a municipality's database."""
    with office.core.database.reading() as connection:
        return {name: sorted(map(repr, connection.execute(select(each)))) for name, each in metadata.tables.items()}


def test_M11_no_path_of_one_municipality_knows_a_token_a_device_or_a_signature_of_another(
    both: Both, unknown: Known
) -> None:
    routes, before = _routes(both.there.core), _rows(both.there)

    ours = {each: _asked(both, *each, both.known, token=both.known.token) for each in routes}
    nobodys = {each: _asked(both, *each, unknown, token=unknown.token) for each in routes}

    after = _rows(both.there)
    assert ours == nobodys
    assert after.pop("attempt") != before.pop("attempt")  # a wrong log-in is counted where it was tried
    assert after == before
    assert {path for (_, path), (status, _) in ours.items() if status == 200} == OPEN | {f"{PREFIX}/sealed"}


def test_M11_a_user_of_one_municipality_finds_nothing_of_another_on_any_path(both: Both, unknown: Known) -> None:
    tokens = [_token(both.there, role.value) for role in ROLES]
    routes = [each for each in _routes(both.there.core) if each[1] not in OPEN]
    for each in tokens:  # that the device was here is noted once
        _asked(both, "GET", f"{PREFIX}/streams", unknown, token=each)
    before = _rows(both.there)

    ours = {(token, *each): _asked(both, *each, both.known, token=token) for token in tokens for each in routes}
    seen = _rows(both.there)
    nobodys = {(token, *each): _asked(both, *each, unknown, token=token) for token in tokens for each in routes}

    assert ours == nobodys
    assert {name for name, rows in seen.items() if rows != before[name]} <= {"attempt", "purge"}
    assert {status for status, _ in ours.values()} >= {200, 403, 404}


def _token(office: Office, login: str) -> str:
    """Return the token of a registered device of *login*."""
    database = office.core.database
    device = database.read(lambda each: _DEVICE(each, login))
    session = database.read(lambda each: accounts.session_of(each, login=login, device=device))
    return database.write(lambda each: office.core.new_session(each, session, now=office.clock.now())).token


def _DEVICE(connection: Any, login: str) -> str:
    table = metadata.tables["device"]
    return str(connection.execute(select(table.c.id).where(table.c.login == login)).scalar())


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_M11_every_path_is_served_for_each_of_several_and_an_unknown_name_is_no_path(both: Both) -> None:
    whole = several.application(_served(both.here, both.there), monitoring=Monitoring())
    unknown_name = requests.get(f"{both.address}{several.BELOW}randers{PREFIX}/streams", timeout=SOON_S)
    no_name = requests.get(f"{both.address}{PREFIX}/streams", timeout=SOON_S)

    mounted = [each for each in whole.routes if isinstance(each, Mount)]
    assert [each.path for each in mounted] == [several.BELOW + HERE, several.BELOW + THERE]
    assert (unknown_name.status_code, unknown_name.content) == (no_name.status_code, no_name.content)
    assert protocol.decode(no_name.content, protocol.Trouble).code == "no_path"
    assert requests.get(f"{both.address}/health", timeout=SOON_S).json() == {"status": "ok"}


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_M11_a_client_joins_the_municipality_of_its_address_with_the_password_it_has_there(both: Both) -> None:
    serving_there = Serving(both.there)
    serving_there.address = both.there_at("")
    serving_there.user("jonas", password=PASSWORD)
    store = both.there.client("jonas")
    access = Access(store, server=both.there_at(""))
    access.join(login="jonas", password=PASSWORD)
    access.close()
    a_goal(store, a_citizen(store))

    report = serving_there.sync(store)

    elsewhere = Access(both.there.client("jonas", name="hjemme"), server=f"{both.address}{several.BELOW}{HERE}")
    with pytest.raises(LoginNeeded):
        elsewhere.join(login="jonas", password=PASSWORD)
    elsewhere.close()
    assert (report.sent > 0, report.refused) == (True, 0)


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_M11_the_figures_of_each_are_its_own(both: Both) -> None:
    requests.get(f"{both.address}{several.BELOW}{HERE}{PREFIX}/counts", timeout=SOON_S)
    requests.get(both.there_at("/ready"), timeout=SOON_S)

    here, there = (
        requests.get(f"{both.address}{several.BELOW}{each}/metrics", timeout=SOON_S).text for each in (HERE, THERE)
    )

    assert (f'route="{PREFIX}/counts"' in here, 'route="/ready"' in here) == (True, False)
    assert 'route="/ready"' in there
    assert "process_" not in here + there


def test_M11_what_is_committed_in_one_database_is_news_in_no_other_of_the_same_cluster(tmp_path: Path) -> None:
    with ExitStack() as stack:
        here, there = (stack.enter_context(an_office(tmp_path / name, engine=POSTGRESQL)) for name in (HERE, THERE))
        beside = Database.at(here.url, folder=here.folder / "server")
        stack.callback(beside.close)
        listening = {name: Nudges() for name in ("same", "other")}
        for database, nudges in ((beside, listening["same"]), (there.core.database, listening["other"])):
            stack.enter_context(Bulletins(database, nudges, clock=here.clock))
        stack.enter_context(Bulletins(here.core.database, here.core.nudges, clock=here.clock))
        _until(lambda: min(each.tick for each in listening.values()) > 0)
        ticks = {name: each.tick for name, each in listening.items()}

        here.core.nudges.touch("a plan")
        _until(lambda: listening["same"].tick > ticks["same"])

        assert listening["other"].tick == ticks["other"]


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON_S
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize(("data", "what"), [(HERE, "database"), (THERE, "server.key")])
def test_M11_two_names_for_one_database_or_one_key_are_not_served(tmp_path: Path, data: str, what: str) -> None:
    key = b"den samme n\xc3\xb8gle i begge mapper..."[:32]
    for each in (HERE, THERE):
        (tmp_path / each).mkdir()
        (tmp_path / each / "server.key").write_bytes(key)
    told = _serve(tmp_path, f'[{HERE}]\n[{THERE}]\ndata = "{data}"\n')

    assert (told.exit_code, told.output) == (
        1, f"Error: {HERE} and {THERE} have the same {what}: each must have its own.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "words", "told"),
    [
        ("", (), "names no municipality"),
        ("[Aarhus]", (), "a-z, 0-9 and - alone"),
        ("[favrskov]\nport = 1", (), "cannot be read"),
        ("[favrskov", (), "cannot be read"),
        ("[favrskov]", ("--database", "postgresql://127.0.0.1:1/enplan"), "leave out --database"),
        ("[favrskov]", ("--workers", "2"), "served by one process"),
    ],
)
def test_a_file_of_municipalities_that_cannot_be_used_says_what_to_put_right(
    tmp_path: Path, file: str, words: tuple[str, ...], told: str
) -> None:
    answer = _serve(tmp_path, file, *words)

    assert answer.exit_code in {1, 2}
    assert told in " ".join(answer.output.split())
    assert not (tmp_path / "favrskov").exists()


def _serve(folder: Path, file: str, *words: str) -> Result:
    (folder / "municipalities.toml").write_text(file, encoding="utf-8")
    told = ["serve", "--municipalities", str(folder / "municipalities.toml"), "--data", str(folder), *words]
    return CliRunner().invoke(main, told)


def test_M11_several_processes_serve_several_and_count_and_log_each_by_itself(tmp_path: Path) -> None:
    with a_database() as first, a_database() as second:
        (tmp_path / "file.toml").write_text(f'[{HERE}]\ndatabase = "{first}"\n[{THERE}]\ndatabase = "{second}"\n')
        words = ("--municipalities", str(tmp_path / "file.toml"), "--workers", "2")
        with a_running_server(tmp_path / "data", *words) as running:
            at = {each: f"{running.address}{several.BELOW}{each}" for each in (HERE, THERE)}
            asked = [requests.get(f"{at[HERE]}{PREFIX}/counts", timeout=SOON_S).status_code for _ in range(4)]
            here, there = (requests.get(f"{each}/metrics", timeout=SOON_S).text for each in at.values())

        told = {each.get("municipality") for each in running.lines() if each["event"] == "turned away"}
        news = {each.get("municipality") for each in running.lines() if each["event"] == "news"}

    line = f'enplan_requests_total{{code="401",method="GET",route="{PREFIX}/counts"}} 4.0'
    assert asked == [401] * 4
    assert (line in here, "counts" in there, "enplan_streams 1.0" in there) == (True, False, True)
    assert (told, news) == ({HERE}, {HERE, THERE})
