"""Counts the conflict questions of a simulated year in a municipality; prints one JSON object.

    python tests/bench/conflicts.py [--size samsoe|herning|aarhus] [--seed N]

The people and their habits are made up, from the figures below; what becomes of their changes is decided by the very
rules that the server runs. A rival that stands when a person sees the plan is a question; whoever sees it first
answers. The reference is the same year under the rule that the last writer wins: how many values it would lose unseen.
"""

# ruff: noqa: E402 - the path must be mended before anything of the package is imported

import argparse
import json
import sys
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

sys.path[:1] = [str(Path(__file__).parents[2])]

from app.changes.cells import Cells
from app.changes.change import RIVAL, Change, Edit
from app.changes.fold import Stamp, fold_entry
from app.changes.outcome import Judge
from app.domain import KINDS

MINUTE, HOUR, DAY = 1 / 1_440, 1 / 24, 1.0
WEEKS = 46
"""Of work in a year."""
SIZES = {"samsoe": (36, 144, 72), "herning": (890, 3_560, 1_800), "aarhus": (3_600, 14_400, 7_200)}
"""Full plans, light plans, user accounts."""
FULL, LIGHT = (600, 7, 6), (100, 3, 2)
"""Of a plan: changes a year, professionals of the municipality who write in it, meetings a year."""
FIELD_STAFF = 0.25
"""The share who are on the road; the others sit at a desk."""
AT_DESK, ON_ROAD = (0.3 * MINUTE, 0.02, 3 * HOUR), (0.5 * HOUR, 0.25, 8 * HOUR)
"""How long a change waits before it is sent: mostly this, with this chance (no network all day) up to that."""
AFTER_MEETING, MEETING_SHARE = 2 * DAY, 0.4
"""Work comes together: this share of a plan's changes is written in the days after one of its meetings."""
OWN_SHARE = 0.7
"""How often one writes in what one sees to oneself."""
NEW, PLACE, TEXT, DECISION = 0.35, 0.20, 0.15, 0.30
"""What a change does: a new card, a card moved, a word in a note, a field of a card decided anew."""
DECISIONS = (("state", ("planned", "active", "done", "stopped")), ("due", 90), ("title", 40), ("responsible", 7))
SEEN_AFTER = 0.5 * DAY
"""Until somebody opens the plan and sees a question."""
WORDS = [
    "borgeren",
    "ringer",
    "selv",
    "til",
    "lægen",
    "og",
    "fortæller",
    "om",
    "søvn",
    "og",
    "medicin",
    "ved",
    "næste",
    "møde",
]


@dataclass(slots=True)
class Worker:
    """Somebody who writes: the state of the device."""

    name: str
    is_on_road: bool
    known: int = 0
    """The version of the plan that the device has."""
    sends_at: float = 0.0
    waiting: list[Change] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """What a year came to."""

    changes: int = 0
    questions: int = 0
    equal: int = 0
    """Questions between two equal values: none may be asked."""
    own: int = 0
    """Questions between two values of one author, who wrote again having seen the first: none may be asked either."""
    unseen: int = 0
    """Values that the last writer would have overwritten without having seen them."""
    weeks: Counter[tuple[str, int]] = field(default_factory=Counter)


class Plan:
    """One citizen's plan on the server, and those who write in it."""

    def __init__(self, chance: Random, tally: Tally, *, name: str, workers: list[Worker]) -> None:
        self._chance, self._tally, self._name = chance, tally, name
        self._workers = workers
        self._states: dict[str, Cells] = {}
        self._texts: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._open: deque[tuple[float, str, str]] = deque()
        self._items: list[tuple[str, Worker]] = []
        self._version = 0
        self._judge = Judge(self._states, KINDS, self._text_at, self._states.__contains__)

    def live(self, moments: list[float]) -> None:
        """Let each of *moments*, in days, be one change by somebody; then all come home."""
        for now in moments:
            self._send(now)
            worker = self._chance.choice(self._workers)
            if not worker.waiting:
                worker.sends_at = now + self._wait(worker)
                worker.known = self._version if self._is_in_contact(worker) else worker.known
            worker.waiting.append(self._write(worker))
        self._send(400.0)

    def _send(self, now: float) -> None:
        for worker in sorted(self._workers, key=lambda each: each.sends_at):
            if worker.waiting and worker.sends_at <= now:
                for change in worker.waiting:
                    self._enter(change, worker, worker.sends_at)
                worker.waiting.clear()
                worker.known = self._version
        while self._open and self._open[0][0] <= now:
            self._answer(*self._open.popleft())

    def _enter(self, change: Change, worker: Worker, now: float) -> None:
        self._version += 1
        stamp = Stamp(version=self._version, device=worker.name, at="")
        outcomes = self._judge.judge(change, stamp)
        assert isinstance(outcomes, list), outcomes
        self._tally.changes += 1
        for edit in change.edits:
            self._tally.unseen += sum(self._is_unseen(edit, name, worker) for name in edit.set)
        self._states |= fold_entry(self._states, change, outcomes, stamp)
        for edit in change.edits:
            if "note" in edit.set:
                text = self._states[edit.record]["note"].value
                self._texts.setdefault((edit.record, "note"), []).append((self._version, text))
        for verdict in outcomes:
            if verdict.code == RIVAL:
                self._open.append((now + SEEN_AFTER, verdict.record, verdict.field))

    def _is_unseen(self, edit: Edit, name: str, worker: Worker) -> bool:
        cell = self._states.get(edit.record, {}).get(name)
        return cell is not None and cell.version > edit.base and cell.device != worker.name

    def _answer(self, now: float, record: str, name: str) -> None:
        """Let the first who sees it choose, unless it has settled itself meanwhile."""
        cell = self._states[record][name]
        if not cell.rivals:
            return
        self._tally.questions += 1
        self._tally.equal += sum(rival.value == cell.value for rival in cell.rivals)
        authors = [cell.device, *(rival.device for rival in cell.rivals)]
        self._tally.own += len(authors) - len(set(authors))
        worker = self._chance.choice(self._workers)
        self._tally.weeks[worker.name, int(now / 7)] += 1
        edit = Edit(record=record, kind="item", base=self._version, set={name: cell.value})
        self._enter(self._change([edit]), worker, now)

    def _write(self, worker: Worker) -> Change:
        sort = self._chance.random()
        items = self._items
        if sort < NEW or not items:
            return self._change([self._new(worker)])
        own = [item for item, owner in items[-60:] if owner is worker]
        record = (
            self._chance.choice(own) if own and self._chance.random() < OWN_SHARE else self._chance.choice(items)[0]
        )
        kind, told = "item", self._told(sort - NEW, record, seen=worker.known)
        if "x" in told:
            kind, record = "placement", record + "-place"
        return self._change([Edit(record=record, kind=kind, base=worker.known, set=told)])

    def _told(self, sort: float, record: str, *, seen: int) -> dict[str, Any]:
        if sort < PLACE:
            return {"x": self._chance.randrange(4_000), "y": self._chance.randrange(2_000)}
        if sort < PLACE + TEXT:
            words = (self._text_at(record, "note", seen) or "").split()
            words.insert(self._chance.randint(0, len(words)), self._chance.choice(WORDS))
            return {"note": " ".join(words)}
        name, values = self._chance.choice(DECISIONS)
        value = self._chance.choice(values) if isinstance(values, tuple) else self._chance.randrange(values)
        return {name: str(value)}

    def _new(self, worker: Worker) -> Edit:
        record = f"{self._name}-{len(self._items)}"
        self._items.append((record, worker))
        told = {"title": f"Aftale {len(self._items)}", "state": "planned", "due": "2026-12-01"}
        return Edit(record=record, kind="item", set=told)

    def _change(self, edits: list[Edit]) -> Change:
        return Change(id="", stream=self._name, at="", name="", edits=edits)

    def _text_at(self, record: str, name: str, version: int) -> str | None:
        texts = self._texts.get((record, name), [])
        return next((text for at, text in reversed(texts) if at <= version), None)

    def _wait(self, worker: Worker) -> float:
        usual, chance, longest = ON_ROAD if worker.is_on_road else AT_DESK
        return self._chance.uniform(0, longest) if self._chance.random() < chance else usual

    def _is_in_contact(self, worker: Worker) -> bool:
        return not worker.is_on_road or self._chance.random() > ON_ROAD[1]


def moments(chance: Random, *, changes: int, meetings: int) -> list[float]:
    """Return when the changes of a plan are written, in days of the year, in order."""
    held = [chance.uniform(0, 360) for _ in range(meetings)]
    after = [chance.choice(held) + chance.uniform(0, AFTER_MEETING) for _ in range(round(changes * MEETING_SHARE))]
    return sorted(after + [chance.uniform(0, 365) for _ in range(changes - len(after))])


def plans(chance: Random, tally: Tally, *, size: str) -> Iterator[tuple[Plan, list[float]]]:
    """Yield each plan of a municipality with the moments of its year."""
    full, light, users = SIZES[size]
    for number in range(full + light):
        changes, people, meetings = FULL if number < full else LIGHT
        names = chance.sample(range(users), people)
        workers = [Worker(name=f"w{each}", is_on_road=each % round(1 / FIELD_STAFF) == 0) for each in names]
        plan = Plan(chance, tally, name=f"p{number}", workers=workers)
        yield plan, moments(chance, changes=changes, meetings=meetings)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", choices=SIZES, default="herning")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    chance, tally = Random(told.seed), Tally()
    for plan, year in plans(chance, tally, size=told.size):
        plan.live(year)
    users = SIZES[told.size][2]
    found = {
        "municipality": told.size,
        "workers": users,
        "changes": tally.changes,
        "questions": tally.questions,
        "a_worker_and_week": round(tally.questions / users / WEEKS, 4),
        "most_for_one_worker_in_a_week": max(tally.weeks.values(), default=0),
        "worker_weeks_with_more_than_one": sum(count > 1 for count in tally.weeks.values()),
        "between_equal_values": tally.equal,
        "between_values_of_one_author": tally.own,
        "last_writer_wins_would_lose": tally.unseen,
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
