"""Runs the long forms of the tests, part after part, and prints a JSON line for each: what it counted, and its code.

    python packaging/soak.py [--only PART…] [--minutes N] [--output FILE]

What the parts print meanwhile goes to standard error. Ends with 1 when any of them failed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOAK = ROOT / "soak.jsonl"
FAULTS_MINUTES, HOUR_MINUTES = 30.0, 60.0
LAST_LINES = 2_000
"""Of what a part prints, in which its counts are looked for."""
_COUNTED = re.compile(r"(\d+) (passed|failed|errors?|xfailed|skipped|rounds|with a problem)\b")

Counts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One long form: tests by their marks and files, or a script of tests/ with its words.

    One that is *timed* lasts as many minutes as it is told, and keeps a file of JSON lines of its own. One that is not
    *usual* runs only when it is named.
    """

    name: str
    told: str
    files: tuple[str, ...]
    marks: str = "soak"
    script: str = ""
    minutes: float | None = None
    is_usual: bool = True

    def words(self, *, minutes: float | None, output: Path) -> tuple[str, ...]:
        """Return what Python is started with."""
        if not self.script:
            tests = ("-m", "pytest", "-q", "-m", self.marks, "--hypothesis-profile=soak", "--timeout=0")
            return (*tests, *self.files)
        if self.minutes is None:
            return (self.script,)
        own = output.with_name(f"{output.stem}.{self.name}.jsonl")
        return (self.script, "--minutes", str(self.minutes if minutes is None else minutes), "--output", str(own))


MACHINES = ("tests/sync/test_state_machine.py", "tests/sync/test_redaction_machine.py")
FUZZED_FILES = ("tests/app/test_intake_fuzz.py", "tests/app/test_excalidraw_fuzz.py")
PARTS = (
    Part("machine", "the exchange as a state machine", MACHINES[:1], marks="hypothesis"),
    Part("whole", "the machines with redaction, and with everything at once", MACHINES[1:], marks="soak or hypothesis"),
    Part("mutants", "every rule is missed", ("tests/sync/test_mutants.py",), script="tests/exchange_mutants.py"),
    Part(
        "properties", "every other property, 20,000 examples each",
        ("tests", *(f"--ignore={each}" for each in MACHINES)), marks="hypothesis and not soak",
    ),
    Part(
        "rooms", "10,000 rooms, in none of which anything is shown or painted that somebody may not see",
        ("tests/app/queries/test_privacy.py", "tests/ui/board/test_board_painted_rooms.py"), marks="hypothesis",
    ),
    Part("kills", "200 kills of the window", ("tests/story/test_kill_window.py",)),
    Part("fuzz", "hostile messages and files", ("tests/sync/test_fuzz.py", *FUZZED_FILES)),
    Part("much", "very much at once", ("tests/sync/test_machine_faults.py", "tests/app/test_intake_size.py")),
    Part("looks", "every screen in every look", ("tests/ui/test_pictures.py", "tests/story/test_tour.py")),
    Part(
        "faults", "two different faults at once, round after round", ("tests/test_fault_soak.py",),
        script="tests/fault_soak.py", minutes=FAULTS_MINUTES,
    ),
    Part(
        "hour", "caseworkers at work with faults", ("tests/test_caseworkers_hour.py",),
        script="tests/caseworkers_hour.py", minutes=HOUR_MINUTES, is_usual=False,
    ),
)  # fmt: skip
NAMES = tuple(part.name for part in PARTS)


def chosen(names: Sequence[str]) -> list[Part]:
    """Return the parts of these names, the usual ones when none is named, in the order they are run."""
    return [part for part in PARTS if (part.name in names if names else part.is_usual)]


def counts(lines: Iterable[str]) -> Counts:
    """Return what a part counted: the numbers of its last JSON, lists by their length, else of what it says."""
    said = list(lines)
    for at in range(len(said) - 1, -1, -1):
        told = _json("".join(said[at:])) if said[at].startswith("{") else None
        if told is not None:
            return {name: _count(value) for name, value in told.items() if _count(value) is not None}
    return {name: int(number) for line in said[-5:] for number, name in _COUNTED.findall(line)}


def _json(told: str) -> Counts | None:
    try:
        found = json.loads(told)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _count(value: Any) -> float | int | None:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    return len(value) if isinstance(value, list) else None


def run(words: Sequence[str], *, say: Callable[[str], object] = sys.stderr.write) -> tuple[int, list[str]]:
    """Run Python with *words* in the project's folder; return its code and the last lines it printed."""
    last: deque[str] = deque(maxlen=LAST_LINES)
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment, text=True, encoding="utf-8", stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in process.stdout:
            say(line)
            last.append(line)
    return process.returncode, list(last)


def soaked(parts: Iterable[Part], *, minutes: float | None, output: Path) -> Iterator[Counts]:
    """Run *parts* one after another; yield what is told of each."""
    for part in parts:
        began = time.perf_counter()
        code, lines = run(part.words(minutes=minutes, output=output))
        took = round(time.perf_counter() - began, 1)
        yield {"part": part.name, "what": part.told, "code": code, "took_s": took, "counts": counts(lines)}


def main(words: Sequence[str] | None = None) -> int:
    """Run what is asked for; return 1 when any of it failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=NAMES, default=(), metavar="PART", help=", ".join(NAMES))
    parser.add_argument("--minutes", type=float, help="how long each of faults and hour lasts (30 and 60)")
    parser.add_argument("--output", type=Path, default=SOAK, help="a file that the JSON lines are added to")
    asked = parser.parse_args(words)
    failed = 0
    with asked.output.open("a", encoding="utf-8") as file:
        for line in soaked(chosen(asked.only), minutes=asked.minutes, output=asked.output):
            failed += line["code"] != 0
            told = json.dumps(line, ensure_ascii=False)
            print(told, file=file, flush=True)
            print(told, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
