"""Caseworkers with faults lose and miss nothing, and the oracle notices when something was taken away."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

import caseworkers_figures as figures
from caseworkers_faults import OFFLINE, PROGRAM, SERVER, Blow, Rhythm, drawn
from caseworkers_figures import Line
from caseworkers_hour import Hour, Record, is_well, summary
from caseworkers_office import hamlet
from caseworkers_oracle import judge
from faults import Occurred
from sync.server.command import opened

pytestmark = pytest.mark.timeout(400)
"""Real programs begin, are killed and begin again, on a machine that may be slow."""

RHYTHM = Rhythm(lasts=3.0, pause=0.25, looks=1.0, certain=1, is_cheap=True, cache_kib=1_024, likely=0.02)
BLOWS = (
    Blow(at=0.3, what=OFFLINE, whom="jonas", lasts=0.5),
    Blow(at=0.8, what=SERVER, lasts=0.1),
    Blow(at=2.2, what=PROGRAM, whom="0", lasts=0.1),
)


@dataclass(frozen=True)
class Played:
    folder: Path
    lines: list[Line]
    told: dict[str, Any]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A few seconds of three caseworkers whose server and program are killed."""
    folder = tmp_path_factory.mktemp("hour")
    town = hamlet(folder / "server", "mette", "jonas", "signe")
    record = Record(folder / "told.jsonl")
    hour = Hour(town, folder, rhythm=RHYTHM, seed=7, processes=1, record=record, tell=lambda _: None)
    hour.play(BLOWS)
    lines = record.close()
    return Played(folder, lines, summary(hour, lines))


def test_caseworkers_with_faults_lose_nothing_and_miss_nothing(played: Played, occurred: Occurred) -> None:
    told = played.told

    occurred("two faults at once", sum(told["faults"].values()))
    assert (told["lost"], told["hidden"], told["problems"]) == ([], [], [])
    assert {OFFLINE, SERVER, PROGRAM} <= told["faults"].keys()
    assert told["places"]["shown"] > 5
    assert is_well(told)


def test_the_oracle_misses_an_edit_that_was_taken_off_the_server_and_one_that_a_device_does_not_show(
    played: Played, tmp_path: Path
) -> None:
    shutil.copytree(played.folder / "server", tmp_path / "server")
    shutil.copytree(played.folder / "profiles", tmp_path / "profiles", ignore=shutil.ignore_patterns("mette", "jonas"))
    gone = next(each for each in reversed(played.lines) if each["told"] == "saved" and each["field"] == "title")
    with opened(tmp_path / "server", None) as database, database.writing() as connection:
        connection.execute(text("DELETE FROM entry WHERE id = :id"), {"id": gone["changes"][0]})
    dump = tmp_path / "profiles" / f"{gone['who']}.shown.json"
    shown = json.loads(dump.read_text(encoding="utf-8"))
    shown["shown"][gone["record"]]["title"] = "noget andet"
    dump.write_text(json.dumps(shown), encoding="utf-8")

    found = judge(tmp_path / "server", tmp_path / "profiles", played.lines)

    assert [gone["record"] in each for each in found.lost] == [True]
    assert [each for each in found.hidden if each.startswith(f"{gone['record']}: {gone['who']} ")]


def test_memory_that_grows_has_a_slope() -> None:
    assert figures.slope([(0.0, 5.0), (10.0, 6.0), (20.0, 7.0)]) == pytest.approx(0.1)


def test_a_push_that_met_a_fault_is_not_among_the_undisturbed() -> None:
    lines = [
        {"told": "received", "who": "mette", "at": 10.0, "took": 1.0, "well": True},
        {"told": "received", "who": "jonas", "at": 10.0, "took": 2.0, "well": True},
        {"told": "fault", "who": "jonas", "since": 9.5, "at": 9.6, "name": "lost answer"},
    ]

    told = figures.times(lines, began=0.0, lasts=10.0)

    assert (told["push_undisturbed"]["all"]["count"], told["push"]["all"]["count"]) == (1, 2)
    assert told["push"]["last"]["longest_ms"] == 2_000


def test_after_a_quarter_only_the_first_team_is_killed() -> None:
    blows = drawn(3_600.0, Random(3), logins=("mette", "jonas"), teams=5)
    late = [each for each in blows if each.at >= 900 and each.what != OFFLINE]

    assert {(each.what, each.whom) for each in late if each.at < 3_600} == {(PROGRAM, "0")}
    assert len({each.whom for each in blows if each.what == PROGRAM}) > 2
