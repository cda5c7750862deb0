"""Too much is turned away with a word and a time, from whom it comes, and nobody else is hindered."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from ipaddress import ip_network
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from http_devices import HttpDevice, ask
from running_server import Running, a_running_server, furnish
from sync import protocol
from sync.client.link import Unreachable
from sync.client.transport import Transport
from sync.protocol import PREFIX
from sync.server import limits as counting
from sync.server.__main__ import main
from sync.server.limiting import WHO, Limiting, _address
from sync.server.limits import ACCOUNT, ADDRESS, DEVICE, POLLS, Limiter, Limits, TooMany, Who
from sync.server.metrics import Metrics

ANNA, BO = Who(device="a", account="anna"), Who(device="b", account="bo")


def a_limiter(**limits: int) -> Limiter:
    """Return a limiter that knows two users by their tokens."""
    made = Limiter(Limits(**limits))
    made.learn(b"anna", ANNA)
    made.learn(b"anna2", Who(device="a2", account="anna"))
    made.learn(b"bo", BO)
    return made


def taken(limiter: Limiter, token: bytes, times: int, *, now: float, address: str = "192.0.2.1") -> int:
    """Ask so many times at one instant, and return how many were let through."""
    return [limited(lambda: limiter.count(token, address=address, now=now)) for _ in range(times)].count("")


def limited(work: Callable[[], object]) -> str:
    """Return what turned *work* away, empty when nothing did."""
    try:
        work()
    except TooMany as wrong:
        return wrong.of
    return ""


# --- counting ---------------------------------------------------------------------------------------------------


def test_M12_a_device_may_ask_a_minutes_worth_at_once_and_then_as_it_comes_back() -> None:
    limiter = a_limiter(device=60)

    assert taken(limiter, b"anna", 70, now=100.0) == 60
    assert taken(limiter, b"anna", 70, now=110.0) == 10
    assert taken(limiter, b"bo", 70, now=110.0) == 60


def test_M12_many_devices_of_one_account_are_counted_together() -> None:
    limiter = a_limiter(account=60)

    assert taken(limiter, b"anna", 40, now=100.0) + taken(limiter, b"anna2", 40, now=100.0) == 60
    assert limited(lambda: limiter.count(b"anna", address="", now=100.0)) == ACCOUNT


def test_M12_who_shows_no_token_or_one_that_was_not_seen_yet_is_counted_by_the_address() -> None:
    limiter = a_limiter(address=60, device=120)

    assert taken(limiter, b"", 70, now=100.0) == 60
    assert taken(limiter, b"guessed", 200, now=100.0) + taken(limiter, b"again", 200, now=100.0) == 5 * 60
    assert taken(limiter, b"", 70, now=100.0, address="192.0.2.2") == 60
    assert taken(limiter, b"anna", 70, now=100.0) == 70


def test_M12_what_is_not_limited_is_counted_by_nobody() -> None:
    limiter = a_limiter(device=0, account=0, address=0, device_polls=0, account_polls=0)

    assert taken(limiter, b"anna", 20_000, now=100.0) == 20_000
    assert taken(limiter, b"", 20_000, now=100.0) == 20_000


@given(times=st.lists(st.floats(min_value=0, max_value=300), max_size=60).map(sorted), a_minute=st.integers(1, 30))
def test_M12_no_minute_has_more_than_two_minutes_worth_and_the_time_told_is_enough(
    times: list[float], a_minute: int
) -> None:
    """A minute's worth that was saved up, and what comes back meanwhile."""
    limiter, passed, told = a_limiter(device=a_minute), [], []
    for now in times:
        try:
            limiter.count(b"anna", address="", now=now)
        except TooMany as wrong:
            told.append((now, wrong.seconds))
        else:
            passed.append(now)

    assert max((sum(each <= other < each + 60 for other in passed) for each in passed), default=0) <= 2 * a_minute
    assert [seconds for _, seconds in told if not 0 < seconds <= 60 / a_minute + 1e-6] == []


def test_M12_what_is_counted_is_bounded_and_who_was_heard_last_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 10)
    limiter = a_limiter(address=60)
    taken(limiter, b"", 60, now=100.0, address="noisy")

    for each in range(30):
        taken(limiter, b"", 1, now=100.0, address=str(each))
        taken(limiter, b"", 1, now=100.0, address="noisy") if each % 2 else None

    assert len(limiter._addresses._due) == 10
    assert taken(limiter, b"", 5, now=100.0, address="29") == 5


def test_M12_polls_that_wait_are_counted_for_device_and_account_until_they_end() -> None:
    limiter = a_limiter(device_polls=2, account_polls=3)
    other = Who(device="a2", account="anna")

    with limiter.polling(ANNA), limiter.polling(ANNA):
        third = limited(lambda: limiter.polling(ANNA).__enter__())
        with limiter.polling(other):
            fourth = limited(lambda: limiter.polling(other).__enter__())
            with limiter.polling(BO):
                pass
    with limiter.polling(ANNA):
        pass

    assert (third, fourth) == (POLLS, POLLS)
    assert limiter._polls == ({}, {})


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", ip_network("2001:db8:1:2::/64").network_address.packed[:8].hex()),
        ("2001:db8:1:2::", ip_network("2001:db8:1:2::/64").network_address.packed[:8].hex()),
        ("fe80::1%eth0", ip_network("fe80::/64").network_address.packed[:8].hex()),
    ],
)
def test_M12_an_address_is_counted_as_the_network_that_one_user_has(host: str, counted: str) -> None:
    assert _address({"client": (host, 1)}) == counted
    assert _address({"client": None}) == ""


# --- the layer, and what it costs -------------------------------------------------------------------------------


def scope_of(token: bytes, path: str) -> Scope:
    headers = [(b"host", b"x"), (b"accept-encoding", b"gzip"), (b"authorization", b"Bearer " + token)]
    return {"type": "http", "path": f"/k/favrskov{PREFIX}{path}", "headers": headers, "client": ("192.0.2.1", 1)}


async def _ignored(scope: Scope, receive: Receive, send: Send) -> None:
    scope[WHO] = ANNA


def a_layer(**limits: int) -> Limiting:
    limiter = Limiter(Limits(**limits))
    return Limiting(_ignored, limiter=limiter, metrics=Metrics(), need_no_token={"/session"})


def asked(layer: Limiting, times: int, *, path: str = "/streams") -> list[Message]:
    """Let requests pass the layer, and return what it said itself."""
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    for _ in range(times):
        coroutine = layer(scope_of(b"anna", path), None, send)  # type: ignore[arg-type]
        with pytest.raises(StopIteration):
            coroutine.send(None)
    return said


def test_M12_the_first_request_of_a_token_counts_for_the_address_and_the_next_for_its_device() -> None:
    layer = Limiting(
        _ignored, limiter=Limiter(Limits(address=1, device=3)), metrics=Metrics(), need_no_token={"/session"}
    )
    layer._limiter._new_tokens = counting._Rates(ADDRESS, a_minute=1)

    said = asked(layer, 5)

    assert [each["status"] for each in said if "status" in each] == [429]
    assert dict(said[0]["headers"])[b"retry-after"] == b"20"


def test_M12_a_log_in_counts_for_the_address_whatever_stands_beside_it() -> None:
    layer = a_layer(address=3)

    assert len(asked(layer, 20)) == 0
    assert len([each for each in asked(layer, 5, path="/session") if "status" in each]) == 2


def test_M12_counting_a_request_takes_microseconds(record_property: Callable[[str, object], None]) -> None:
    layer = a_layer(device=10**9, account=10**9)
    begun = time.process_time()

    assert asked(layer, 5_000) == []

    record_property("told", f"{(time.process_time() - begun) / 5_000 * 1e6:.1f} µs of processor time a request")


# --- the server -------------------------------------------------------------------------------------------------

WORDS = (
    "--device-requests", "6", "--account-requests", "9", "--address-requests", "6",
    "--device-polls", "2", "--account-polls", "3",
)  # fmt: skip


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    furnish(tmp_path / "server", "mette", "ond")
    with a_running_server(tmp_path / "server", *WORDS) as process:
        yield process


def flood(running: Running, device: HttpDevice, *, times: int) -> list[requests.Response]:
    headers = {"Authorization": f"Bearer {device.token}"}
    with requests.Session() as session:
        session.trust_env = False
        url = f"{running.address}{PREFIX}/streams"
        return [session.get(url, headers=headers, timeout=60) for _ in range(times)]


def test_M12_who_asks_too_much_is_told_when_to_come_again_and_nobody_else_is_hindered(running: Running) -> None:
    hostile, good = HttpDevice(running.address, "ond"), HttpDevice(running.address, "mette")
    log_ins = [ask(running.address, "session", {}) for _ in range(20)]

    answers = flood(running, hostile, times=40)
    beside = flood(running, good, times=5)

    turned = [each for each in answers if each.status_code == 429]
    assert 1 <= len(turned) <= 33
    assert {protocol.decode(each.content, protocol.Trouble).code for each in turned} == {"too_many"}
    assert {1 <= int(each.headers["Retry-After"]) <= 60 for each in turned} == {True}
    assert {each.status_code for each in beside} == {200}
    assert {each.status_code for each in log_ins} == {400, 429}
    figures = requests.get(f"{running.address}/metrics", timeout=60).text
    assert f'enplan_limited_total{{of="{DEVICE}"}} {len(turned)}.0' in figures
    assert f'enplan_limited_total{{of="{ADDRESS}"}}' in figures
    assert len([each for each in running.lines() if each.get("code") == "too_many"]) < len(turned)
    assert told_to_wait(running) >= 1.0
    assert running.errors() == []


def told_to_wait(running: Running) -> float:
    """Return how long a real client is told to wait, which its pace obeys; it asks until it is told so."""
    transport = Transport(running.address, authorise=lambda renew: "")
    try:
        with pytest.raises(Unreachable) as later:
            [transport.sealed(protocol.SealedRequest(changes=[])) for _ in range(50)]
    finally:
        transport.close()
    return later.value.retry_after or 0.0


def test_M12_polls_beyond_those_allowed_come_again_later(tmp_path: Path) -> None:
    furnish(tmp_path / "server", "mette")
    with a_running_server(tmp_path / "server", "--device-polls", "2") as running:
        device = HttpDevice(running.address, "mette")
        tag, _ = device.index(running.address)
        headers = {"Authorization": f"Bearer {device.token}", "If-None-Match": f'"{tag}"', "Prefer": "wait=25"}
        poll = partial(requests.get, f"{running.address}{PREFIX}/streams", headers=headers, timeout=60)
        with ThreadPoolExecutor(5) as threads:
            answered = as_completed([threads.submit(poll) for _ in range(5)], timeout=60)
            turned = [next(answered).result() for _ in range(3)]
            device.push(running.address, [device.change(device.new_id(), opens=True)])
            told = [each.result() for each in answered]
        again = poll()

    assert [(each.status_code, each.headers["Retry-After"]) for each in turned] == [(429, "5")] * 3
    assert [each.status_code for each in (*told, again)] == [200, 200, 200]


def test_a_limit_that_is_none_is_refused_in_words() -> None:
    told = CliRunner().invoke(main, ["serve", "--device-requests", "-1"])

    assert told.exit_code == 2
    assert "--device-requests" in told.output
