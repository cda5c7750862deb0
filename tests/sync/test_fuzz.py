"""Nothing that a client can say harms the server, the plans, or the next one who asks."""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks as openapi_checks

from app.changes.change import REFUSAL_CODES, decode
from faults import Occurred
from hostile import Attempt, Heard, Hostile, accepted, results_of
from hostile_paths import elsewhere
from http_devices import HttpDevice
from offices import PASSWORD, POSTGRESQL
from running_server import UNLIMITED, Running, a_running_server, furnish
from servers import Serving, a_server
from sync import protocol
from sync.protocol import PREFIX
from sync.server import check, described, http
from sync.server.database import Database
from sync.server.statements import Statement
from sync.server.tables import metadata

MOST_MEGABYTES = 200
SHORT, LONG = 40, 4_000
WITHIN_REFERENCES = 200
"""A good request right after a bad one takes less than so many of the median of good ones; the bench tells the time."""
REMEMBERED = {"attempt", "refusal", "sequence", "token", "holding", "purge"}
"""Tables that grow by what is refused: each refusal, number used, claim to hold a stream, and receipt of such a one."""
CODES = {code for codes in described.by_status(http._TROUBLES).values() for code in codes} | {"no_path", "method"}
COUNTED = {name: Statement(f"SELECT count(*) FROM {name}") for name in metadata.tables}  # noqa: S608 - our own tables
HEADS = Statement("SELECT id, version, hash FROM stream ORDER BY id")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("fuzz") / "server"
    furnish(folder, "mette", "ond")
    with a_running_server(folder, *UNLIMITED) as process:
        yield process


@pytest.fixture
def hostile(running: Running) -> Iterator[Hostile]:
    with_harm = _hostile(running.address)
    yield with_harm
    with_harm.close()


def _hostile(address: str, *, seed: int = 1) -> Hostile:
    """Return a client that means harm to a citizen of somebody else's."""
    victim = HttpDevice(address, "mette")
    citizen = victim.new_id()
    victim.push(address, [victim.change(citizen, opens=True), victim.change(citizen)])
    return Hostile(address, "ond", victim=citizen, seed=seed)


class Kept(msgspec.Struct, frozen=True):
    """What the server keeps: rows of each table, and the heads."""

    rows: dict[str, int]
    heads: list[tuple[Any, ...]]


def kept(folder: Path) -> Kept:
    database = Database.embedded(folder)
    try:
        return kept_in(database)
    finally:
        database.close()


def kept_in(database: Database) -> Kept:
    with database.reading() as connection:
        rows = {name: each.scalar(connection) for name, each in COUNTED.items() if name not in REMEMBERED}
        return Kept(rows, [tuple(row) for row in HEADS.all(connection)])


def findings(folder: Path) -> list[check.Finding]:
    database = Database.embedded(folder)
    try:
        with database.reading() as connection:
            return list(check.check(connection))
    finally:
        database.close()


def wrong_with(attempt: Attempt, heard: Heard) -> str:
    """Return what is wrong with an answer, or nothing."""
    codes = {result[1] if len(result) > 1 else "" for result in results_of(heard).values()}
    if heard.status >= 500 or (attempt.is_whole and heard.status < 400) or accepted(heard):
        return f"{attempt.sort}: {heard.status} {heard.told} for {attempt.content[:200]!r}"
    if (heard.status >= 400 and heard.code not in CODES) or not codes <= {*REFUSAL_CODES}:
        return f"{attempt.sort}: the codes {heard.code} {codes} are not listed"
    return ""


class Attacked:
    """What an attack came to: what was wrong, how often each sort was tried, how long good requests took after it."""

    def __init__(self, hostile: Hostile, *, count: int) -> None:
        self.wrong: list[str] = []
        self.sorts: Counter[str] = Counter()
        self.reference_s = statistics.median(self._good(hostile) for _ in range(20))
        self.after_s: list[float] = []
        beside = elsewhere(hostile.victim, count=count // 20, chance=hostile.chance)
        for attempt in chain(hostile.attempts(count), beside):
            self._note(attempt, hostile.send(attempt))
            self.after_s.append(self._good(hostile))

    def told(self) -> str:
        return (
            f"{self.sorts.total()} messages of {len(self.sorts)} sorts; a good one takes "
            f"{self.reference_s * 1_000:.1f} ms, right after a bad one at most {max(self.after_s) * 1_000:.1f} ms"
        )

    def _note(self, attempt: Attempt, heard: Heard) -> None:
        self.sorts[attempt.sort] += 1
        self.wrong += [each for each in [wrong_with(attempt, heard)] if each]

    def _good(self, hostile: Hostile) -> float:
        begun = time.perf_counter()
        assert hostile.good() == 200
        return time.perf_counter() - begun


def harmless(running: Running, hostile: Hostile, *, count: int) -> tuple[str, int]:
    """Attack, and return what is told of it and how often; fails where anything is different afterwards."""
    before = kept(running.folder)
    attacked = Attacked(hostile, count=count)

    assert attacked.wrong == []
    assert kept(running.folder) == before
    assert running.errors() == []
    assert running.peak_megabytes() < MOST_MEGABYTES
    assert max(attacked.after_s) < attacked.reference_s * WITHIN_REFERENCES + 1
    return f"{attacked.told()}; peak {running.peak_megabytes():.0f} MB", attacked.sorts.total()


def test_what_nobody_may_write_is_refused_by_a_listed_code_and_changes_nothing(
    running: Running, hostile: Hostile, record_property: Callable[[str, object], None], occurred: Occurred
) -> None:
    told, count = harmless(running, hostile, count=SHORT)

    record_property("told", told)
    occurred("a hostile client", count)


def readable_and_whole(running: Running, hostile: Hostile, *, count: int) -> str:
    """Write odd things to one's own plan; whatever is taken, others must be able to read it."""
    heard = [hostile.odd(is_own=True) for _ in range(count)]
    foreign = [hostile.odd(is_own=False) for _ in range(count)]
    plan = hostile.own_plan
    reader = HttpDevice(running.address, "ond")
    asked = {"Authorization": f"Bearer {reader.token}"}
    address = f"{running.address}{PREFIX}/streams/{plan}"
    log = requests.get(f"{address}/log?after=0&before=1000000", headers=asked, timeout=60)
    state = requests.get(f"{address}/state", headers=asked, timeout=60)
    entries = msgspec.json.decode(protocol.decode(log.content, protocol.Log).entries, type=list[protocol.Entry])
    records = [protocol.decode(each, protocol.StateRecord) for each in state.content.splitlines()[1:]]

    entered = sum(map(len, map(accepted, heard)))
    assert entered > 1
    assert sum(each.status >= 500 for each in (*heard, *foreign)) == 0
    assert [found for each in foreign for found in accepted(each)] == []
    assert len([decode(bytes(each.body)) for each in entries]) == len(entries) >= min(entered, 1_000)
    assert len([msgspec.json.decode(each.cells) for each in records]) == len(records)
    assert log.content.decode()
    assert findings(running.folder) == []
    assert running.errors() == []
    return f"{len(heard) + len(foreign)} odd changes, {entered} of them fit the own plan"


def test_whatever_a_user_may_write_is_read_by_others_and_proves_right(
    running: Running, hostile: Hostile, record_property: Callable[[str, object], None]
) -> None:
    record_property("told", readable_and_whole(running, hostile, count=2 * SHORT))


def test_the_same_message_again_has_the_same_result_and_is_entered_once(running: Running, hostile: Hostile) -> None:
    hostile.odd(is_own=True)
    before = kept(running.folder)

    first, again = hostile.replay()

    after = kept(running.folder)
    assert first == again
    assert after.rows["entry"] == before.rows["entry"] + 1


def test_a_key_that_is_none_breaks_nobody_elses_answer(hostile: Hostile) -> None:
    """The name of the key stands beside the entry as it came."""
    hostile.odd(is_own=True)
    content = hostile._message(hostile._change(hostile._own), seq=2).replace(b'"key":"', b'"key":"\\",[],\\"')

    heard = hostile.send(Attempt(sort="key", content=content))

    assert [result[1] for result in results_of(heard).values()] == ["unreadable"]


@pytest.mark.soak
def test_the_same_for_as_long_as_it_takes(running: Running, record_property: Callable[[str, object], None]) -> None:
    for seed in range(2, 12):
        hostile = _hostile(running.address, seed=seed)
        record_property("told", f"{seed}: {harmless(running, hostile, count=LONG)[0]}")
        record_property("told", f"{seed}: {readable_and_whole(running, hostile, count=LONG)}")
        hostile.close()


@pytest.fixture
def postgresql() -> Iterator[Serving]:
    with a_server(engine=POSTGRESQL) as serving:
        serving.user("mette", password=PASSWORD)
        serving.user("ond", password=PASSWORD)
        yield serving


def test_the_same_holds_where_the_plans_lie_in_postgresql(postgresql: Serving) -> None:
    hostile = _hostile(postgresql.address)
    before = kept_in(postgresql.office.core.database)
    attacked = Attacked(hostile, count=SHORT // 2)
    after = kept_in(postgresql.office.core.database)
    odd = [hostile.odd(is_own=each % 2 == 0) for each in range(SHORT)]
    hostile.close()

    assert attacked.wrong == []
    assert after == before
    assert [each for each in odd if each.status >= 500] == []


# --- every path, by its own description ----------------------------------------------------------------------

CHECKS = (
    schemathesis.checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
)

NEGATIVE = schemathesis.GenerationMode.NEGATIVE


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_every_path_answers_as_described_whatever_is_asked(
    running: Running, hostile: Hostile, mode: schemathesis.GenerationMode
) -> None:
    with described_at(running) as operations:
        asked = [each.as_strategy(generation_mode=mode) for each in operations if each.body or mode is not NEGATIVE]
        ask(running, hostile, st.tuples(*asked), examples=1)


def test_M11_every_path_of_one_of_several_municipalities_is_as_hard(tmp_path: Path) -> None:
    furnish(tmp_path / "favrskov", "mette", "ond")
    (tmp_path / "file.toml").write_text("[favrskov]\n")
    with a_running_server(tmp_path, "--municipalities", str(tmp_path / "file.toml"), *UNLIMITED) as whole:
        running = replace(whole, address=f"{whole.address}/k/favrskov", folder=tmp_path / "favrskov")
        hostile = _hostile(running.address)
        before = kept(running.folder)
        beside = elsewhere(hostile.victim, count=1, chance=hostile.chance)
        wrong = [found for each in beside if (found := wrong_with(each, hostile.send(each)))]
        after, errors = kept(running.folder), running.errors()
        hostile.close()

    assert (wrong, after, errors) == ([], before, [])


@pytest.mark.soak
def test_every_path_answers_as_described_for_as_long_as_it_takes(running: Running, hostile: Hostile) -> None:
    with described_at(running) as operations:
        for each in operations:
            ask(running, hostile, st.tuples(each.as_strategy()), examples=500)
            wrong = each.as_strategy(generation_mode=NEGATIVE)
            ask(running, hostile, st.tuples(wrong), examples=500) if each.body else None


@contextmanager
def described_at(running: Running) -> Iterator[list[Any]]:
    """Hand out every operation of the description; the plans are as they were, and nothing failed."""
    document = requests.get(f"{running.address}/openapi.json", timeout=60).json()
    schema = schemathesis.openapi.from_dict(document)
    before = kept(running.folder)
    operations = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    assert len(operations) == sum(len(methods) for methods in document["paths"].values())

    yield operations

    assert kept(running.folder).heads[: len(before.heads)] == before.heads
    assert running.errors() == []


Cases = tuple[schemathesis.Case[Any], ...]


def ask(running: Running, hostile: Hostile, asked: st.SearchStrategy[Cases], *, examples: int) -> None:
    """Ask what is drawn, and look at each answer."""
    headers = {"Authorization": f"Bearer {hostile.device.token}"}

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), deadline=None, phases=[Phase.generate])
    @given(cases=asked)
    def each(cases: Cases) -> None:
        for case in cases:
            response = case.call(base_url=running.address, headers=headers, timeout=60)
            case.validate_response(response, checks=list(CHECKS))

    each()
