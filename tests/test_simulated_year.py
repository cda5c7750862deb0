"""A simulated year asks its workers hardly anything, and nothing that the rules could have settled themselves."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from app.changes.cells import Cell, Rival
from faults import ROOT
from year_habits import HOUR, Habits
from year_people import Worker, shared_plans, time_without, writers_of
from year_questions import broken_rules

SCRIPT = ROOT / "tests" / "bench" / "conflicts.py"


def test_a_year_asks_a_worker_at_most_once_a_week_and_nothing_that_settles_itself(
    record_property: Callable[[str, object], None],
) -> None:
    words = [sys.executable, str(SCRIPT), "--size", "samsoe", "--offline", "1"]
    ran = subprocess.run(words, capture_output=True, check=True, timeout=600)
    found = json.loads(ran.stdout)

    record_property(
        "told", f"{found['questions']} questions to {found['workers']} workers in {found['changes']} changes"
    )
    assert found["questions"] > 0
    assert found["a_worker_and_week"] <= 1
    assert found["share_above_one"] < 0.02
    assert found["avoidable_by"] == {}


@pytest.mark.parametrize(
    ("name", "cell", "broken"),
    [
        ("state", Cell("done", 1, "mette", (Rival("done", 2, "jonas", ""),)), "equal values"),
        ("state", Cell("done", 1, "mette", (Rival("active", 2, "mette", ""),)), "one author, who wrote again"),
        ("closed_at", Cell("10.00", 1, "mette", (Rival("10.02", 2, "jonas", ""),)), "an instant that nobody decides"),
        ("note", Cell("En. To.", 1, "mette", (Rival("En. Tre.", 2, "jonas", ""),)), "sentences added by both"),
    ],
)
def test_a_question_that_a_rule_should_have_settled_is_counted_as_avoidable(name: str, cell: Cell, broken: str) -> None:
    assert list(broken_rules(name, cell, lambda version: "En.")) == [broken]


def test_two_decisions_are_no_broken_rule() -> None:
    cell = Cell("done", 1, "mette", (Rival("active", 2, "jonas", ""),))

    assert list(broken_rules("state", cell, lambda version: "")) == []


def test_a_device_knows_until_it_went_away_and_sends_when_it_is_back() -> None:
    worker = Worker("jonas", is_on_road=True)
    worker.goes_away([(1 * HOUR, 3 * HOUR), (2 * HOUR, 4 * HOUR), (6 * HOUR, 7 * HOUR)])

    told = [(worker.knows_until(at * HOUR), worker.sends_at(at * HOUR)) for at in (0.5, 3.5, 4, 6)]

    assert told == [(0.5 * HOUR, 0.5 * HOUR), (HOUR, 4 * HOUR), (4 * HOUR, 4 * HOUR), (6 * HOUR, 7 * HOUR)]


def test_who_is_on_the_road_is_without_network_most_and_twice_the_habits_are_more_of_it() -> None:
    plans = {times: shared_plans("samsoe", 1, habits=Habits().times(times)) for times in (0, 1, 2)}
    road = [time_without([each for each in writers_of(plans[times]) if each.is_on_road]) for times in plans]
    desk = [time_without([each for each in writers_of(plans[times]) if not each.is_on_road]) for times in plans]

    assert (road[0], desk[0]) == (0, 0)
    assert 0 < desk[1] < road[1] < road[2] < 1
    assert desk[1] < desk[2]
