"""The description that is served is that of what is served."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import jsonschema_rs
import msgspec
import pytest
import requests
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.changes.change import REFUSAL_CODES
from builders import a_citizen, a_goal
from http_devices import HttpDevice
from offices import PASSWORD
from servers import Serving, a_server
from sync import acts, protocol
from sync.protocol import MEDIA_TYPE, PREFIX
from sync.server import described, docs_page, http, openapi
from sync.server.endpoints import Endpoint, endpoints
from sync.server.http import application

ROOT = Path(__file__).parents[2]
DOCUMENT: dict[str, Any] = openapi.document(endpoints(), troubles=described.by_status(http._TROUBLES))
WIRE = [each for each in endpoints() if each.media == MEDIA_TYPE]


@pytest.fixture(scope="module")
def server() -> Iterator[Serving]:
    with a_server() as running:
        running.user("mette", password=PASSWORD)
        yield running


def name_of(each: Endpoint) -> str:
    return f"{each.method} {each.path}"


def test_every_route_is_described_and_nothing_else(server: Serving) -> None:
    served = [each for each in application(server.office.core).routes if isinstance(each, Route)]
    routes = {(method, each.path) for each in served for method in (each.methods or ()) if method != "HEAD"}

    assert {(each.method, each.path) for each in endpoints()} == routes
    assert {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods} == routes


def test_what_is_read_and_answered_is_what_is_described(server: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every message of a busy exchange is seen on its way in and out of the handlers."""
    read: set[tuple[str, Any]] = set()
    answered: set[tuple[str, Any]] = set()
    message, answer = http._message, http._answer

    def reading(request: Request, content: bytes, shape: type[Any]) -> Any:
        read.add((route_of(request), shape))
        return message(request, content, shape)

    def answering(request: Request, told: object, **more: Any) -> Response:
        answered.add((route_of(request), type(told)))
        return answer(request, told, **more)

    monkeypatch.setattr(http, "_message", reading)
    monkeypatch.setattr(http, "_answer", answering)

    ask_everything(server)

    assert read == {(name_of(each), each.asks) for each in WIRE if each.asks is not None}
    assert answered <= {(name_of(each), each.answers) for each in WIRE}
    assert {f"POST {PREFIX}/{each}" for each in ("sync", "session", "devices")} < {route for route, _ in answered}


def route_of(request: Request) -> str:
    return f"{request.method} {request.scope['route'].path}"


def ask_everything(server: Serving) -> None:
    """Exchange as a program does, then ask every path once."""
    store = server.office.client("mette", name=f"{len(server.office._stores)}")
    access = server.access(store)
    access.join(login="mette", password=PASSWORD)
    access.close()
    a_goal(store, a_citizen(store))
    server.sync(store, with_log=True)
    device = HttpDevice(server.address, "mette")
    headers = {"Authorization": f"Bearer {device.token}", "Content-Type": MEDIA_TYPE}
    for each in WIRE:
        url = server.address + each.path.replace("{stream}", store.device)
        content = b"{}" if each.method == "POST" else None
        requests.request(each.method, url, data=content, headers=headers, timeout=30)
    requests.get(f"{server.address}{PREFIX}/devices", headers=headers, timeout=30)


@pytest.mark.parametrize("each", [each for each in WIRE if each.answers is not None], ids=name_of)
def test_every_message_of_the_exchange_has_a_schema_that_can_be_used(each: Endpoint) -> None:
    told = DOCUMENT["paths"][each.path][each.method.lower()]["responses"]["200"]["content"][MEDIA_TYPE]["schema"]

    jsonschema_rs.validator_for({**told, "components": DOCUMENT["components"]})


def test_a_real_answer_fits_its_schema(server: Serving) -> None:
    device = HttpDevice(server.address, "mette")
    citizen = device.new_id()
    asked = {"Authorization": f"Bearer {device.token}"}
    answer = device.push(server.address, [device.change(citizen, opens=True), device.change(citizen)])
    other = HttpDevice(server.address, "mette")
    cursors = {each: [protocol.Anchor(0, b"")] for each in answer.heads}
    pulled = other._ask(server.address, "sync", protocol.SyncRequest(device=other.id, cursors=cursors), msgspec.Raw)
    index = requests.get(f"{server.address}{PREFIX}/streams", headers=asked, timeout=30).content

    fits("SyncAnswer", protocol.encode(answer))
    fits("SyncAnswer", bytes(pulled))
    fits("Index", index)
    with pytest.raises(jsonschema_rs.ValidationError):
        fits("SyncAnswer", protocol.encode(answer).replace(b'"heads":{', b'"heads":{"x":1,'))


def fits(name: str, content: bytes) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    jsonschema_rs.validator_for(schema).validate(msgspec.json.decode(content))


def test_the_entries_that_are_described_are_those_of_the_exchange() -> None:
    described_fields = [each.name for each in msgspec.structs.fields(openapi.ENTRY)]

    assert described_fields == [each.name for each in msgspec.structs.fields(protocol.Entry)]


def test_whatever_is_passed_on_unread_is_said_what_it_holds() -> None:
    structs = {each for module in (protocol, acts) for each in vars(module).values() if is_message(each)}
    unread = {
        (each.__name__, field if not is_array(each) else at)
        for each in structs
        for at, (field, hint) in enumerate(get_type_hints(each).items())
        if "msgspec.Raw" in str(hint)
    }

    entry = {("Entry", at) for at in (0, 2, 3)}
    assert unread == {*openapi.WITHIN, *openapi.WITHIN_EACH} | entry


def is_message(each: Any) -> bool:
    return isinstance(each, type) and issubclass(each, msgspec.Struct) and each is not msgspec.Struct


def is_array(each: type[msgspec.Struct]) -> bool:
    return bool(each.__struct_config__.array_like)


def test_the_description_is_served_for_programs(server: Serving) -> None:
    assert requests.get(f"{server.address}/openapi.json", timeout=30).json()["paths"] == DOCUMENT["paths"]


def test_the_page_for_people_names_every_path_and_message_and_fetches_nothing(server: Serving) -> None:
    answer = requests.get(f"{server.address}/docs", timeout=30)

    page = answer.content.decode()
    links = set(re.findall(r'(?:href|src)="([^"]+)"', page))
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Security-Policy"] == docs_page.POLICY
    assert [each.path for each in endpoints() if each.path not in page] == []
    assert {each for each in links if not each.startswith("#")} == {"openapi.json"}
    assert {each[1:] for each in links if each.startswith("#")} <= set(DOCUMENT["components"]["schemas"])
    assert set(re.findall(r'id="([^"]+)"', page)) == set(DOCUMENT["components"]["schemas"])


CODES = re.compile(r"^\| `(\w+)` \| (\d{3}|change) \|", re.MULTILINE)


def test_M9_every_code_of_a_refusal_is_listed_with_its_status() -> None:
    listed = set(CODES.findall((ROOT / "sync" / "SPEC.md").read_text(encoding="utf-8")))
    requests_turned_away = {(code, str(status)) for status, code in http._TROUBLES.values()}
    unrouted = {(code, str(status)) for status, code in http._NO_SUCH.items()}

    assert listed == {
        *requests_turned_away, *unrouted, ("failed", "500"), *((code, "change") for code in REFUSAL_CODES),
    }  # fmt: skip
