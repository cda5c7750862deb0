"""What a network may do to the messages between a real client and a real server."""

import secrets
import time
from collections.abc import Iterator

import pytest

import fault_proxy as faults
from exchanges import edit
from fault_proxy import Befall, FaultProxy, Request
from faults import Occurred
from faulty_network import Field, a_field
from offices import goal
from servers import a_server
from sync.client.link import NOT_UNDERSTOOD
from sync.client.transport import BUSY, FAILING, OFFLINE, PORTAL, Transport
from sync.protocol import MEDIA_TYPE

TITLES = ("Fritidsjob", "Egen bolig", "Kørekort")
HTML = b"<html><title>Log ind</title></html>"


@pytest.fixture
def field() -> Iterator[Field]:
    with a_server() as running, a_field(running) as made:
        yield made


def is_push(request: Request) -> bool:
    return request.is_push


def is_message(request: Request) -> bool:
    return request.path.endswith("/sync")


@pytest.mark.parametrize("after", [0, 9, 120, -40, -1])
def test_an_answer_that_is_cut_is_not_applied_and_the_message_sent_again(
    field: Field, after: int, occurred: Occurred
) -> None:
    goals = field.begin(*TITLES)
    field.proxy.befall(faults.cut(after), name="cut", on=is_push)

    failed = field.tries()
    before = len(field.entered())
    field.sync()

    occurred("answer cut or of wrong length", field.proxy.met["cut"])
    assert failed is not None
    assert before == len(TITLES) + 2
    field.judge(dict(zip(goals, TITLES, strict=True)))


@pytest.mark.parametrize("by", [-30, 1, 500])
def test_an_answer_of_a_wrong_length_is_not_applied(field: Field, by: int, occurred: Occurred) -> None:
    goals = field.begin(*TITLES)
    field.proxy.befall(faults.wrong_length(by), name="wrong length", on=is_push)

    failed = field.tries()
    field.sync()

    occurred("answer cut or of wrong length", field.proxy.met["wrong length"])
    assert failed is not None
    assert failed.reason in (OFFLINE, NOT_UNDERSTOOD)
    field.judge(dict(zip(goals, TITLES, strict=True)))


@pytest.mark.parametrize("fault", [faults.lost_request, faults.lost_answer])
def test_a_message_that_is_lost_on_the_way_is_sent_again(field: Field, fault: Befall, occurred: Occurred) -> None:
    goals = field.begin(*TITLES)
    field.proxy.befall(fault, name="lost", on=is_push, times=2)

    failures = [field.tries(), field.tries()]
    field.sync()

    occurred("answer lost", field.proxy.met["lost"])
    assert None not in failures
    field.judge(dict(zip(goals, TITLES, strict=True)))


@pytest.mark.parametrize("fault", [faults.doubled, faults.doubled_at_once])
def test_a_message_that_reaches_the_server_twice_is_entered_once(
    field: Field, fault: Befall, occurred: Occurred
) -> None:
    goals = field.begin(*TITLES)
    field.proxy.befall(fault, name="doubled", on=is_push, times=3)

    field.sync()
    edit(field.store, goals[0], title="Fritidsjob hos bageren")
    field.sync()

    occurred("request doubled", field.proxy.met["doubled"])
    field.judge(dict(zip(goals, ("Fritidsjob hos bageren", *TITLES[1:]), strict=True)))


def test_an_answer_that_comes_after_a_newer_one_is_not_applied(field: Field, occurred: Occurred) -> None:
    (made,) = field.begin("først")
    field.proxy.befall(faults.kept_for_later, on=is_push)
    field.tries()
    edit(field.store, made, title="siden")
    field.sync()
    edit(field.store, made, title="til sidst")
    field.proxy.befall(faults.late, on=is_push)

    field.tries()
    shown = goal(field.store, made).title
    field.sync()

    occurred("answer doubled or late", field.proxy.met["late"])
    assert shown == "til sidst"
    field.judge({made: "til sidst"})


PORTALS = {
    "html": faults.answers(200, body=HTML, Content_Type="text/html"),
    "redirect": faults.answers(302, Location="https://portal.example/log-ind"),
    "511": faults.answers(511, body=HTML, Content_Type="text/html"),
    "media type": faults.answers(200, body=b'{"epoch":"a"}', Content_Type="application/json"),
    "not found": faults.answers(404, body=HTML, Content_Type="text/html"),
}


@pytest.mark.parametrize("portal", list(PORTALS))
def test_F6_a_portal_in_the_middle_of_an_exchange_is_no_connection(
    field: Field, portal: str, occurred: Occurred
) -> None:
    goals = field.begin(*TITLES)
    field.proxy.befall(faults.passes, name="before", times=3)
    field.proxy.befall(PORTALS[portal], name="portal", times=100)

    failed = field.tries()
    field.proxy.heal()
    field.sync()

    occurred("captive portal", field.proxy.met["portal"])
    assert failed is not None
    assert failed.reason == PORTAL
    field.judge(dict(zip(goals, TITLES, strict=True)))


FAILURES = {
    "500": (faults.answers(500, Content_Type="text/plain"), FAILING),
    "502": (faults.answers(502, body=HTML, Content_Type="text/html"), FAILING),
    "429": (faults.answers(429, Retry_After="7", Content_Type=MEDIA_TYPE), BUSY),
    "503": (faults.answers(503, Retry_After="7"), BUSY),
}


@pytest.mark.parametrize("failure", list(FAILURES))
def test_a_failing_or_busy_server_is_left_alone_with_a_reason(field: Field, failure: str, occurred: Occurred) -> None:
    fault, reason = FAILURES[failure]
    goals = field.begin(*TITLES)
    field.proxy.befall(fault, name=failure, on=is_push, times=100)

    failed = field.tries()
    asked = len(field.proxy.times(is_push))
    field.proxy.heal()
    field.sync()

    occurred("500, 502 or a hanging server" if reason == FAILING else "429 or 503", field.proxy.met[failure])
    assert failed is not None
    assert failed.reason == reason
    assert asked == 1
    field.judge(dict(zip(goals, TITLES, strict=True)))


def test_a_server_that_hangs_is_given_up_when_nothing_moves(
    field: Field, monkeypatch: pytest.MonkeyPatch, occurred: Occurred
) -> None:
    _stall_after(monkeypatch, 0.3)
    goals = field.begin(*TITLES)
    field.proxy.befall(faults.hangs, name="hangs", on=is_push)

    began = time.monotonic()
    failed = field.tries()
    waited = time.monotonic() - began
    field.sync()

    occurred("500, 502 or a hanging server", field.proxy.met["hangs"])
    assert failed is not None
    assert failed.reason == OFFLINE
    assert 0.3 <= waited < 10
    field.judge(dict(zip(goals, TITLES, strict=True)))


def test_a_slow_link_may_take_as_long_as_something_moves(
    field: Field, monkeypatch: pytest.MonkeyPatch, occurred: Occurred
) -> None:
    """An answer of some kilobytes at 2 KB/s takes several times as long as nothing may move."""
    _stall_after(monkeypatch, 1.0)
    titles = [secrets.token_hex(40) for _ in range(40)]
    goals = field.begin(*titles)
    field.sync()
    colleague = field.new_colleague()
    other = Field(field.server, field.proxy, colleague, field.citizen)
    with colleague.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM stream")
        connection.exec_driver_sql("DELETE FROM record")
    field.proxy.befall(faults.slow(2_000, stall=0.6), name="slow", on=lambda each: "/state" in each.path, times=100)

    began = time.monotonic()
    other.sync()

    occurred("a slow link that stalls", field.proxy.met["slow"])
    assert time.monotonic() - began > 2.0
    assert [goal(colleague, each).title for each in goals] == titles


def test_a_link_that_stalls_for_longer_is_given_up_and_taken_up_again(
    field: Field, monkeypatch: pytest.MonkeyPatch, occurred: Occurred
) -> None:
    _stall_after(monkeypatch, 0.3)
    goals = field.begin(*TITLES)
    field.proxy.befall(faults.slow(2_000, stall=3.0), name="stalls", on=is_push)

    failed = field.tries()
    field.sync()

    occurred("a slow link that stalls", field.proxy.met["stalls"])
    assert failed is not None
    field.judge(dict(zip(goals, TITLES, strict=True)))


def test_batches_are_halved_for_a_network_that_takes_less(field: Field, occurred: Occurred) -> None:
    titles = [secrets.token_hex(100) for _ in range(24)]
    goals = field.begin(*titles)
    _takes_at_most(field.proxy, 2_000)

    field.sync()

    occurred("413", field.proxy.met["too large"])
    field.judge(dict(zip(goals, titles, strict=True)))


def test_one_change_that_is_too_large_for_the_network_holds_up_nobody_else(field: Field, occurred: Occurred) -> None:
    (large,) = field.begin(secrets.token_hex(100))
    first = field.citizen
    edit(field.store, large, note=secrets.token_hex(8_000))
    (small,) = field.begin("Kørekort")
    _takes_at_most(field.proxy, 4_000)

    failed = field.tries()
    other = field.entered()
    field.proxy.heal()
    field.sync()

    occurred("413", field.proxy.met["too large"])
    assert failed is not None
    assert len(other) == 3
    field.judge({small: "Kørekort"})
    field.citizen = first
    field.judge({})


def _takes_at_most(proxy: FaultProxy, size: int) -> None:
    refusal = faults.answers(413, body=HTML, Content_Type="text/html")
    proxy.befall(refusal, name="too large", on=lambda request: len(request.body) > size, times=10_000)


def _stall_after(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let nothing move for so long only, instead of half a minute."""
    limits = Transport._ask.__kwdefaults__
    assert limits is not None
    monkeypatch.setitem(limits, "stall", seconds)
