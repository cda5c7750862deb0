"""A server, or somebody in its place, that sends what nobody should: refused before it costs much, nothing applied."""

import gzip
import json
import tracemalloc
from collections.abc import Iterator

import pytest

import fault_proxy as faults
from app.store import exchange
from fault_proxy import Request
from faults import Occurred
from faulty_network import Field, a_field
from offices import goal
from servers import a_server
from sync.client.transport import LARGEST_ANSWER
from sync.protocol import MEDIA_TYPE

MOST_REQUESTS = 60
FOREIGN = "0e8f75c6-4117-5c44-91fb-13b70e92b148"
ZEROS = 100_000_000
HASH = "A" * 43 + "="
DEEP = b"[" * 200_000
DEEP_BODY = b'{"epoch":"x","results":{},"entries":{"' + FOREIGN.encode() + b'":' + DEEP + b"}}"


def index(*streams: object, **others: object) -> bytes:
    return json.dumps({"epoch": "x", "time": "2026-11-24T12:00:00.000Z", "streams": streams, **others}).encode()


def row(stream: str = FOREIGN, *, version: int = 7, citizen: str | None = None) -> list[object]:
    return [stream, citizen, "plan", version, HASH, "write"]


ANSWERS: dict[str, tuple[str, bytes]] = {
    "an index that never ends": ("/streams", b"[" + b"[" * 300_000),
    "an index of numbers beyond all bounds": ("/streams", index(row(version=10**30))),
    "an index of negative numbers": ("/streams", index(row(version=-(2**70)))),
    "an index of a version no database holds": ("/streams", index(row(version=2**63))),
    "streams with ids that are paths": ("/streams", index(row("../../../session?x="), row("\r\nHost: x"))),
    "rights ended in foreign streams": ("/streams", index(ended=[[FOREIGN, "2026-01-01", "x"]] * 10_000)),
    "a state with more records than it has": ("/state", b'[7,"' + HASH.encode() + b'",1000000000000,"x"]\n'),
    "a state nested without end": ("/state", b'[7,"' + HASH.encode() + b'",1,"x"]\n["a","item",' + DEEP + b"]"),
    "a state of something else": ("/state", b'[7,"' + HASH.encode() + b'",1,"x"]\n["a","item",{"title":7}]'),
    "an answer nested without end": ("/sync", DEEP_BODY),
    "an answer with entries that are none": (
        "/sync",
        json.dumps({"epoch": "x", "entries": {FOREIGN: {"a": 1}}, "heads": {FOREIGN: [9, HASH]}}).encode(),
    ),
    "an answer about foreign streams": (
        "/sync",
        json.dumps({"epoch": "x", "heads": {FOREIGN: [9, HASH]}, "forked": {FOREIGN: 0}, "ended": [FOREIGN]}).encode(),
    ),
    "an answer with numbers beyond all bounds": (
        "/sync",
        json.dumps({"epoch": "x", "results": {FOREIGN: [2**80, "", ""]}, "later": {FOREIGN: 10**40}}).encode(),
    ),
}


@pytest.fixture
def field() -> Iterator[Field]:
    with a_server() as running, a_field(running) as made:
        yield made


@pytest.mark.parametrize("name", list(ANSWERS))
def test_what_no_server_should_say_is_refused_and_nothing_applied(field: Field, name: str, occurred: Occurred) -> None:
    place, body = ANSWERS[name]
    (made,) = field.begin("mål")
    field.sync()
    epoch = exchange.known_epoch(field.store).encode()
    wrong = faults.answers(200, body=body.replace(b'"x"', b'"' + epoch + b'"'), Content_Type=MEDIA_TYPE)
    field.proxy.befall(_lists_a_stream(epoch), name="listed", on=_is_index, times=1_000 if place == "/state" else 0)
    field.proxy.befall(wrong, name="wrong", on=lambda request: request.path.endswith(place), times=1_000)
    a_note(field, made)
    asked = len(field.proxy.seen)

    field.tries()

    occurred("a hostile server", field.proxy.met["wrong"])
    assert len(field.proxy.seen) - asked <= MOST_REQUESTS
    assert FOREIGN not in {each.stream for each in exchange.cursors(field.store)}
    field.proxy.heal()
    field.sync()
    field.judge({made: "mål"})


def test_an_answer_that_unpacks_without_end_is_given_up_in_time(field: Field, occurred: Occurred) -> None:
    (made,) = field.begin("mål")
    field.sync()
    bomb = gzip.compress(bytes(ZEROS), compresslevel=9)
    answer = faults.answers(200, body=bomb, Content_Type=MEDIA_TYPE, Content_Encoding="gzip")
    field.proxy.befall(answer, name="bomb", on=_is_index)

    tracemalloc.start()
    failed = field.tries()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    occurred("a hostile server", field.proxy.met["bomb"])
    assert failed is not None
    assert peak < 4 * LARGEST_ANSWER
    field.sync()
    assert goal(field.store, made).title == "mål"


def a_note(field: Field, identity: str) -> None:
    """Write something that is to be sent."""
    with field.store.transact("Skriv") as transaction:
        transaction.edit(goal(field.store, identity), note="nyt")


def _is_index(request: Request) -> bool:
    return request.path.endswith("/streams")


def _lists_a_stream(epoch: bytes) -> faults.Befall:
    return faults.answers(200, body=index(row()).replace(b'"x"', b'"' + epoch + b'"'), Content_Type=MEDIA_TYPE)
