"""Counts the conflict questions of a simulated year in a municipality; prints a JSON object for each year.

    python tests/bench/conflicts.py [--size samsoe|herning|aarhus] [--seed N] [--offline TIMES ...] [--list]

The people and their habits are made up (`tests/year_habits.py` says of each figure where it is from); what becomes of
their changes is decided by the very rules that the server runs. A field with several versions is a question to
everybody who looks at what waits for the plan before somebody has answered, and counts for each of them; what the rules
should have settled without asking is counted as avoidable. There is a year for each of `--offline`: 2 is the same one
with twice the chances of being without network. `--list` tells every worker and week with more than one question, and
why each was asked, on standard error. The reference is the same year under the rule that the last writer wins: how many
values it would lose unseen.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path[:1] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from app.demo.chance import Chance
from app.demo.sizes import SIZES
from year_habits import WEEKS, Habits
from year_of_plan import PlanYear
from year_people import Worker, shared_plans, time_without, writers_of
from year_questions import Tally, together


def year(size: str, seed: int, *, habits: Habits) -> tuple[Tally, list[Worker]]:
    """Let a year pass in every shared plan; return what it came to, and those who write."""
    plans, tally = shared_plans(size, seed, habits=habits), Tally()
    for plan in plans:
        PlanYear(plan, Chance(seed, "writing", plan.name), habits=habits, tally=tally).live()
    return tally, writers_of(plans)


def figures(tally: Tally, workers: list[Worker]) -> dict[str, Any]:
    """Return what the year came to, ready to print."""
    weeks = len(workers) * WEEKS
    counts = Counter(len(met) for met in tally.weeks.values())
    above = list(tally.above_one())
    road, desk = ([each for each in workers if each.is_on_road is on_road] for on_road in (True, False))
    return {
        "workers": len(workers),
        "without_network_on_the_road": round(time_without(road), 3),
        "without_network_at_a_desk": round(time_without(desk), 3),
        "changes": tally.changes,
        "questions": len(tally.questions),
        "met_with": sum(len(each.met_by) for each in tally.questions),
        "a_worker_and_week": round(sum(each * count for each, count in counts.items()) / weeks, 4),
        "most_for_one_worker_in_a_week": max(counts, default=0),
        "worker_weeks": weeks,
        "worker_weeks_with_one": counts[1],
        "worker_weeks_above_one": len(above),
        "share_above_one": round(len(above) / weeks, 6),
        "above_one_of": dict(Counter(together(met) for _, _, met in above).most_common()),
        "of": dict(tally.told_of().most_common()),
        "written_without_network": sum(each.is_away for each in tally.questions),
        "settled_before_anybody_looked": tally.settled,
        "avoidable": sum(tally.avoidable.values()),
        "avoidable_by": dict(tally.avoidable),
        "last_writer_wins_would_lose": tally.unseen,
    }


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", choices=SIZES, default="herning")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--offline", type=float, nargs="+", default=[1.0, 2.0], metavar="TIMES")
    parser.add_argument("--list", action="store_true")
    told = parser.parse_args()
    for times in told.offline:
        tally, workers = year(told.size, told.seed, habits=Habits().times(times))
        if told.list:
            _list(tally)
        named = {"municipality": told.size, "offline": times}
        sys.stdout.write(json.dumps(named | figures(tally, workers)) + "\n")


def _list(tally: Tally) -> None:
    for name, week, met in tally.above_one():
        line = {"worker": name, "week": week, "questions": [each.told() for each in met]}
        sys.stderr.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
