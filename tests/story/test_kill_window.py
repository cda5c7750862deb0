"""A program killed at any moment has lost nothing that it said was saved, and has left no act half done."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from app.clock import SystemClock
from story.kill_campaign import KINDS, PASSWORD, Campaign
from sync.server import upkeep
from sync.server.core import Core
from sync.server.database import Database
from sync.server.rights import Role

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Hold a running server that two users may join, its address and its folder."""
    data = tmp_path / "server"
    database = Database.embedded(data)
    Core(database, clock=SystemClock())
    for login in ("mette", "jonas"):
        upkeep.add_user(
            database, login=login, name=login.title(), role=Role.CASEWORKER, password=PASSWORD, areas="",
            clock=SystemClock(),
        )  # fmt: skip
    database.close()
    words = [sys.executable, "-m", "sync.server", "serve", "--data", str(data), "--port", "0", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as serving:
        assert serving.stdout is not None
        yield json.loads(serving.stdout.readline())["address"], data
        serving.terminate()


def killed(folder: Path, office: tuple[str, Path], *, kills: int, seed: int) -> Campaign:
    """Kill a program so often, each kind of act as often as the others, and return what came of it."""
    folder.mkdir()
    address, data = office
    campaign = Campaign(folder, address=address, data=data, seed=seed)
    try:
        for kind in islice(cycle(KINDS), kills):
            campaign.kill(kind)
        campaign.end()
    finally:
        campaign.close()
    return campaign


@pytest.mark.timeout(900)
def test_forty_kills_lose_nothing_that_the_window_said_was_saved(
    office: tuple[str, Path], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    campaign = killed(tmp_path / "here", office, kills=40, seed=1)

    record_property("told", campaign.told())
    assert campaign.problems == []
    assert [kind for kind in KINDS if campaign.cut(kind) == 0] == []


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_two_hundred_kills_lose_nothing_that_the_window_said_was_saved(
    office: tuple[str, Path], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    campaign = killed(tmp_path / "here", office, kills=200, seed=2)

    record_property("told", campaign.told())
    assert campaign.problems == []
    assert [kind for kind in KINDS if campaign.cut(kind) == 0] == []
