"""Programs of different versions understand each other: talks of earlier ones are taken up on either side."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

import golden_talk
from app.changes.cells import decode_cells
from app.clock import FixedClock
from app.store.verify import verify
from builders import NOON, a_store
from faults import Occurred
from golden_talk import READER, WRITER, Said, Talk
from offices import ENGINES
from servers import SERVER_PASSWORD, Serving, a_server
from sync.client.access import Access
from sync.client.once import sync_once
from sync.protocol import StateRecord
from sync.server import check

PATHS = golden_talk.recorded()
each_talk = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)


@each_talk
def test_a_client_of_today_holds_all_that_a_server_of_then_tells(
    path: Path, tmp_path: Path, occurred: Occurred
) -> None:
    talk = golden_talk.load(path)
    store = a_store(tmp_path, clock=FixedClock(NOON), user=READER)
    with golden_talk.a_server_of_then(talk.read) as address:
        access = Access(store, server=address)
        access.join(login=READER, password=SERVER_PASSWORD)
        report = sync_once(store, access, with_log=True)
        access.close()

    occurred("another version's fields and kinds", len(talk.read))
    assert (report.refused, golden_talk.held(store)) == (0, talk.held)
    assert list(verify(store).findings) == []
    store.close()


@each_talk
@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_a_server_of_today_takes_and_tells_all_that_a_client_of_then_says_and_reads(
    path: Path, engine: str, occurred: Occurred
) -> None:
    talk = golden_talk.load(path)
    with a_server(clock=FixedClock(NOON), engine=engine) as server:
        written = _replayed(server, WRITER, talk.written)
        server.office.assign(READER, talk.citizen)
        read = _replayed(server, READER, talk.read)
        found = server.office.core.database.read(lambda each: list(check.check(each)))

    said = [*talk.written, *talk.read]
    occurred("another version's fields and kinds", len(said))
    assert [each.status_code for each in (*written, *read)] == [each.status for each in said]
    assert [
        _lost(_lines(then.answer), _lines(now.content)) for then, now in zip(said, written + read, strict=True)
    ] == [[] for _ in said]
    assert _values(read, talk) == {name: _shown(cells) for name, cells in talk.held.items()}
    assert found == []


def _replayed(server: Serving, login: str, said: list[Said]) -> list[requests.Response]:
    """Say it all anew, byte for byte but for the token, and return the answers."""
    server.user(login, password=SERVER_PASSWORD)
    token, answers = "", []
    for each in said:
        headers = each.headers | {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}
        answer = requests.request(
            each.method, server.address + each.path, data=each.body, headers=headers, timeout=60
        )  # fmt: skip
        answers.append(answer)
        token = _token(answer) or token
    return answers


def _token(answer: requests.Response) -> str:
    """Return the token that is told, if any: to who logs in, or who registers."""
    told = _lines(answer.content)[0]
    return str((told.get("session", told)).get("token", "")) if isinstance(told, dict) else ""


def _lines(content: bytes) -> list[Any]:
    return [msgspec.json.decode(line) for line in content.splitlines()]


def _lost(then: Any, now: Any, where: str = "") -> list[str]:
    """Return what *then* told and *now* does not tell, or tells as another sort of value. What is new is no loss."""
    if then is None or now is None:
        return []
    if type(then) is not type(now):
        return [f"{where}: {type(then).__name__} became {type(now).__name__}"]
    if isinstance(then, dict):
        pairs = [(f"{where}.{name}", value, now.get(name, ...)) for name, value in then.items()]
    elif isinstance(then, list):
        pairs = [(f"{where}[{at}]", value, now[at] if at < len(now) else ...) for at, value in enumerate(then)]
    else:
        return []
    gone = [place for place, _, value in pairs if value is ...]
    return gone + [each for place, old, value in pairs if value is not ... for each in _lost(old, value, place)]


def _values(answers: list[requests.Response], talk: Talk) -> dict[str, dict[str, Any]]:
    """Return what the states of the citizen's streams show, by record, as far as the talk knows the record."""
    states = [answer.content for answer in answers if answer.url.endswith("/state")]
    records = [msgspec.json.decode(line, type=StateRecord) for each in states for line in each.splitlines()[1:]]
    return {each.id: _shown(bytes(each.cells)) for each in records if each.id in talk.held}


def _shown(cells: bytes) -> dict[str, Any]:
    return {name: cell.value for name, cell in decode_cells(cells).items()}


@pytest.mark.parametrize(
    ("then", "now", "lost"),
    [
        ({"a": 1}, {"a": 2, "b": 3}, []),
        ({"a": {"b": 1}}, {"a": {}}, [".a.b"]),
        ([1, "x"], [1], ["[1]"]),
        ({"a": 1}, {"a": "1"}, [".a: int became str"]),
    ],
)
def test_what_is_new_is_no_loss_and_what_is_gone_is(then: Any, now: Any, lost: list[str]) -> None:
    assert _lost(then, now) == lost


def test_talks_of_an_earlier_program_and_of_this_schema_were_recorded() -> None:
    assert len(PATHS) > 1
