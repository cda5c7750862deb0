"""Clocks that are years wrong, go backward in use, or change with the season: only times that are shown differ."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.store.store import Store
from builders import NOON, a_citizen, a_goal, a_store
from exchanges import edit, kinds_of_state, titles
from faults import Occurred
from offices import Office, an_office

YEARS = timedelta(days=3_650)
HOUR = timedelta(hours=1)
BEFORE_WINTER = datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC)
"""One second before a Danish clock goes back from 3 to 2."""
BEFORE_SUMMER = datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC)


class Jumping:
    """A clock that shows one time after another, the last one for ever; `wrong` counts how often it was."""

    def __init__(self, *times: datetime) -> None:
        self._times = list(times)
        self.wrong = 0

    def now(self) -> datetime:
        shown = self._times[0]
        self.wrong += abs(shown - NOON) > timedelta(seconds=1)
        if len(self._times) > 1:
            self._times.pop(0)
        return shown


CLOCKS = {
    "ten years ahead": [NOON + YEARS],
    "ten years behind": [NOON - YEARS],
    "backward in use": [NOON + step * HOUR for step in range(40, 0, -1)],
    "to and fro": [NOON + YEARS * (step % 3 - 1) for step in range(60)],
    "into winter": [BEFORE_WINTER + step * timedelta(seconds=1) for step in range(40)],
    "into summer": [BEFORE_SUMMER + step * timedelta(seconds=1) for step in range(40)],
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path) as made:
        yield made


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Set the machine into another time zone."""
    name: str = request.param
    monkeypatch.setenv("TZ", name)
    time.tzset()
    yield name
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("name", list(CLOCKS))
def test_a_wrong_clock_decides_nothing(office: Office, name: str, occurred: Occurred) -> None:
    clock = Jumping(*CLOCKS[name])
    told = _met(office, mette=_device(office, "mette", clock), jonas=_device(office, "jonas", None))

    occurred("clocks are wrong", clock.wrong)
    assert told == (("Mettes", ["Jonas'"]), ("Mettes", ["Jonas'"]))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Anchorage", "Asia/Kathmandu"], indirect=True)
def test_another_time_zone_decides_nothing(office: Office, zone: str, occurred: Occurred) -> None:
    told = _met(office, mette=_device(office, "mette", None), jonas=_device(office, "jonas", None))

    occurred("clocks are wrong", int(time.tzname != ("CET", "CEST")))
    assert told == (("Mettes", ["Jonas'"]), ("Mettes", ["Jonas'"]))


def _device(office: Office, login: str, clock: Jumping | None) -> Store:
    office.add_user(login)
    return office.keep(a_store(office.folder, clock=clock or office.clock, user=login, name=f"{login}.db"))


def _met(office: Office, *, mette: Store, jonas: Store) -> tuple[object, object]:
    """Let two write the title of one goal, Mette being the first to send; return what each sees."""
    citizen = a_citizen(mette)
    made = a_goal(mette, citizen, "mål")
    office.sync(mette)
    office.assign("jonas", citizen)
    office.sync(jonas)
    edit(jonas, made, title="Jonas'")
    edit(mette, made, title="Mettes")
    for store in (mette, jonas, mette):
        office.sync(store)
    assert kinds_of_state(mette) == {"entered"}
    return titles(mette, made), titles(jonas, made)
