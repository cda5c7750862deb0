"""Older log that does not fit what is here: not taken, and no alarm while a restored server was not compared."""

from dataclasses import replace

import pytest

from app.ids import citizen_stream
from app.store import backlog, receiving, states
from app.store.answers import ChainBroken
from app.store.store import Store
from exchanges import edit, titles
from offices import SQLITE, CoreLink, Office, goal
from sync.client import wording
from sync.client.exchanger import Exchanger


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part."""
    return SQLITE


def test_C10_a_log_that_does_not_fit_is_not_taken(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    asked = backlog.missing(jonas)
    assert asked is not None
    told = office.link(jonas).log(asked.stream, after=0, before=asked.before)
    entries = list(wording.entries(bytes(told.entries)))
    entries[0] = replace(entries[0], salt=b"0" * 16)

    with pytest.raises(ChainBroken):
        backlog.fill(jonas, asked, before=told.before, entries=entries)


@pytest.mark.parametrize("is_heard", [True, False], ids=["heard of", "not heard of"])
def test_C10_the_log_of_a_restored_server_is_no_alarm_before_it_was_compared(
    office: Office, mette: Store, jonas: Store, shared: str, is_heard: bool
) -> None:
    backup = office.backup()
    edit(mette, shared, title="efter")
    office.sync(mette)
    link = office.link(jonas)
    _take_state_anew(jonas, citizen_stream(goal(jonas, shared).citizen or "", "plan"), link)
    office.restore(backup)
    exchanger = Exchanger(jonas, link)
    if is_heard:
        heard = link.index(known="", wait=0).index
        assert heard is not None
        exchanger.hear(heard)

    while exchanger.fill_backlog():
        continue

    for store in (jonas, mette, jonas):
        office.sync(store, with_log=True)
    assert receiving.findings(jonas) == []
    assert titles(mette, shared) == titles(jonas, shared) == ("efter", [])
    assert backlog.missing(jonas) is None


def _take_state_anew(store: Store, stream: str, link: CoreLink) -> None:
    """Let *store* hold the server's state of *stream* and none of its log."""
    states.install(store, [(states.listed(store, stream), wording.state(*link.state(stream)))])
