"""A program killed at any moment has lost nothing that it said was saved, and has left no act half done."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count, cycle, islice
from pathlib import Path

import pytest

from app.clock import SystemClock
from faults import Occurred
from story.kill_campaign import KINDS, PASSWORD, Campaign
from sync.server import upkeep
from sync.server.core import Core
from sync.server.database import Database
from sync.server.rights import Role

ROOT = Path(__file__).parents[2]
SIDE_BY_SIDE = 2
"""So many programs are killed at a time, each in a profile and with a server of its own: they mostly wait."""


@contextmanager
def an_office(folder: Path) -> Iterator[tuple[str, Path]]:
    """Hold a running server that two users may join, its address and its folder."""
    data = folder / "server"
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
        try:
            yield json.loads(serving.stdout.readline())["address"], data
        finally:
            serving.terminate()


def killed(folder: Path, *, kills: int, seed: int) -> list[Campaign]:
    """Kill programs so often, each kind of act as often as the others, and return what came of it."""
    kinds = list(islice(cycle(KINDS), kills))
    parts = [kinds[part::SIDE_BY_SIDE] for part in range(SIDE_BY_SIDE)]
    folders = [folder / str(part) for part in range(SIDE_BY_SIDE)]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        return list(side_by_side.map(_campaign, folders, parts, count(seed)))


def _campaign(folder: Path, kinds: Sequence[str], seed: int) -> Campaign:
    folder.mkdir()
    with an_office(folder) as (address, data):
        campaign = Campaign(folder, address=address, data=data, seed=seed)
        try:
            for kind in kinds:
                campaign.kill(kind)
            campaign.end()
        finally:
            campaign.close()
    return campaign


@pytest.mark.timeout(900)
def test_forty_kills_lose_nothing_that_the_window_said_was_saved(
    tmp_path: Path, record_property: Callable[[str, object], None], occurred: Occurred
) -> None:
    campaigns = killed(tmp_path, kills=40, seed=1)

    occurred("kill -9 of the client", sum(each.cut(kind) for each in campaigns for kind in KINDS))
    _judge(campaigns, record_property)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_two_hundred_kills_lose_nothing_that_the_window_said_was_saved(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    _judge(killed(tmp_path, kills=200, seed=11), record_property)


def _judge(campaigns: list[Campaign], record_property: Callable[[str, object], None]) -> None:
    """See that nothing was lost anywhere, and that some kills of every kind fell into an act."""
    record_property("told", "; ".join(each.told() for each in campaigns))
    assert [problem for each in campaigns for problem in each.problems] == []
    assert [kind for kind in KINDS if not any(each.cut(kind) for each in campaigns)] == []
