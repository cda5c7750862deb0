"""The running engine under faults: it never asks in a hurry, reads while it cannot send, takes up its poll again."""

import time
from collections.abc import Callable, Iterator

import pytest

import fault_proxy as faults
from exchanges import edit
from fault_proxy import Befall, Request
from faults import Occurred
from faulty_network import Field, a_field
from offices import goal
from servers import a_server
from sync.client.engine import Engine
from sync.protocol import MEDIA_TYPE

PATIENCE_S = 30.0
LOOKED_AT_S = 3.0
MOST_IN_THAT_TIME = 4
"""After failures the engine waits 0.5 to 1 s, 1 to 2 s, 2 to 4 s."""


@pytest.fixture
def field() -> Iterator[Field]:
    with a_server() as running, a_field(running) as made:
        yield made


@pytest.fixture
def engine(field: Field) -> Iterator[Engine]:
    made = Engine(field.store, field.access)
    yield made
    made.stop()


def until(is_so: Callable[[], bool]) -> bool:
    """Wait until *is_so*, and tell whether it came to be."""
    end = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


def is_push(request: Request) -> bool:
    return request.is_push


def is_poll(request: Request) -> bool:
    return request.is_poll


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        (faults.answers(502, body=b"<html>"), "500, 502 or a hanging server"),
        (faults.answers(429, Content_Type=MEDIA_TYPE), "429 or 503"),
    ],
    ids=["502", "429"],
)
def test_a_server_that_fails_to_take_is_asked_ever_less_often_and_read_meanwhile(
    field: Field, engine: Engine, fault: Befall, name: str, occurred: Occurred
) -> None:
    (made,) = field.begin("mål")
    field.sync()
    colleague = field.new_colleague()
    field.proxy.befall(fault, name="fails", on=is_push, times=1_000)
    edit(field.store, made, note="Mettes")
    engine.start()
    assert until(lambda: bool(field.proxy.times(is_push)))
    edit(colleague, made, title="kollegaens")
    field.server.sync(colleague)

    is_read = until(lambda: goal(field.store, made).title == "kollegaens")
    time.sleep(LOOKED_AT_S)
    first, *others = field.proxy.times(is_push)
    field.proxy.heal()
    engine.woken()

    assert until(field.is_entered)
    occurred(name, field.proxy.met["fails"])
    assert is_read
    assert sum(each < first + LOOKED_AT_S for each in others) <= MOST_IN_THAT_TIME
    field.judge({made: "kollegaens"})


def test_a_server_that_asks_for_time_gets_it(field: Field, engine: Engine, occurred: Occurred) -> None:
    goals = field.begin("mål")
    field.proxy.befall(faults.answers(503, Retry_After="3"), name="503", on=is_push, times=1)
    engine.start()

    assert until(lambda: len(field.proxy.times(is_push)) == 2)
    first, second = field.proxy.times(is_push)
    assert until(field.is_entered)
    occurred("429 or 503", field.proxy.met["503"])
    assert second - first >= 3.0
    field.judge({goals[0]: "mål"})


def test_a_poll_whose_connection_is_dropped_is_taken_up_again(field: Field, engine: Engine, occurred: Occurred) -> None:
    (made,) = field.begin("mål")
    field.sync()
    colleague = field.new_colleague()
    field.proxy.befall(faults.dropped(0.2), name="dropped", on=is_poll, times=2)
    engine.start()
    assert until(lambda: field.proxy.met["dropped"] == 2)

    edit(colleague, made, title="kollegaens")
    field.server.sync(colleague)

    assert until(lambda: goal(field.store, made).title == "kollegaens")
    occurred("the network changes under the poll", field.proxy.met["dropped"])
    field.judge({made: "kollegaens"})


def test_a_poll_that_hangs_on_a_dead_connection_is_renewed_at_the_wake_up(
    field: Field, engine: Engine, occurred: Occurred
) -> None:
    (made,) = field.begin("mål")
    field.sync()
    colleague = field.new_colleague()
    field.proxy.befall(faults.hangs, name="dead", on=is_poll, times=1)
    engine.start()
    assert until(lambda: field.proxy.met["dead"] == 1)
    edit(colleague, made, title="kollegaens")
    field.server.sync(colleague)
    woken = time.monotonic()

    engine.woken()

    assert until(lambda: goal(field.store, made).title == "kollegaens")
    took = time.monotonic() - woken
    occurred("the network changes under the poll", field.proxy.met["dead"])
    assert took < 10.0
    field.judge({made: "kollegaens"})
