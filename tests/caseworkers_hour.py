"""An hour of caseworkers: real clients of a municipality at one real server, with faults, and an oracle outside.

`python tests/caseworkers_hour.py --minutes 60 --output hour.jsonl`: what memory each process held every ten seconds,
and a summary at the end; 1 when something was lost or hidden, or memory grew. Beside it `hour.told.jsonl` holds all
that was told to the caseworkers, each line on the disk before the next is heard.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import caseworkers_figures as figures
from caseworkers_faults import OFFLINE, PROGRAM, SERVER, Blow, Rhythm, Weather, drawn
from caseworkers_figures import Line, Looks
from caseworkers_office import Players, Town, samsoe, teams
from caseworkers_oracle import Judgement, judge
from sync.server import check, look_ups
from sync.server.command import opened

WORKERS, PROCESSES = 25, 5
MOST_SLOPE_MB = 1.0
"""By which a process may grow in half an hour."""
JUDGED_FROM_S = 1_800.0
"""How long a run must last for its memory to be judged: what is filled once is filled by then."""
LEFT_TOLD = ("failed", "trouble")


class Record:
    """What was told, outside of all programs: each line is on the disk before the next is taken."""

    def __init__(self, path: Path) -> None:
        self._guard = threading.Lock()
        self._file = path.open("w", encoding="utf-8")
        self.path = path

    def hear(self, line: str) -> None:
        """Keep a line."""
        with self._guard:
            self._file.write(line)
            self._file.flush()
            os.fsync(self._file.fileno())

    def tell(self, **told: Any) -> None:
        """Keep something as a line."""
        self.hear(json.dumps(told, ensure_ascii=False) + "\n")

    def close(self) -> list[Line]:
        """Return everything that was told."""
        self._file.close()
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]


class Hour:
    """A run: the town's server, the caseworkers' programs, what befalls them, and what is looked at."""

    def __init__(
        self, town: Town, folder: Path, *, rhythm: Rhythm, seed: int, processes: int, record: Record,
        tell: Callable[[dict[str, Any]], None],
    ) -> None:  # fmt: skip
        self.town, self.profiles, self.rhythm = town, folder / "profiles", rhythm
        self.looks = Looks()
        self.chance = Random(seed)
        self.record, self._tell = record, tell
        self._seed, self._stack, self._ending = seed, ExitStack(), threading.Event()
        self.weather = Weather(
            town.data, tell=record.tell, chance=self.chance, rhythm=rhythm, stack=self._stack
        )  # fmt: skip
        self._teams = teams(town.logins, processes)
        self._players: list[Players] = []
        self._timers: list[threading.Timer] = []
        self.began = 0.0
        self.codes: list[int] = []

    def play(self, blows: Sequence[Blow]) -> None:
        """Let everybody work while *blows* fall, then come to rest; all programs have ended after it."""
        self.profiles.mkdir()
        with self._stack:
            self.weather.begin(self.town.logins)
            self._players = [self._program(number) for number in range(len(self._teams))]
            for each in self._players:
                each.wait_until("ready")
            self.began = time.monotonic()
            self.weather.infect()
            for each in self._players:
                each.say("begin")
            looking = threading.Thread(target=self._look, name="looks")
            looking.start()
            for blow in blows:
                time.sleep(max(0.0, self.began + blow.at - time.monotonic()))
                self._fall(blow)
            time.sleep(max(0.0, self.began + self.rhythm.lasts - time.monotonic()))
            self._come_to_rest()
            self._ending.set()
            looking.join()

    def _program(self, number: int) -> Players:
        people = {login: self.weather.ways[login].address for login in self._teams[number]}
        return Players(
            self.profiles, seed=f"{self._seed}-{number}", pause=self.rhythm.pause, password=self.town.password,
            people=people, hear=self.record.hear, is_cheap=self.rhythm.is_cheap,
            cache_kib=self.rhythm.cache_kib,
        )  # fmt: skip

    def _fall(self, blow: Blow) -> None:
        if blow.what == SERVER:
            self.weather.kill_server(lasts=blow.lasts)
        elif blow.what == PROGRAM:
            self._kill(int(blow.whom), lasts=blow.lasts)
        elif blow.what == OFFLINE:
            self.weather.take_offline(blow.whom)
            back = threading.Timer(blow.lasts, self._bring_back, (blow.whom, time.monotonic()))
            self._timers.append(back)
            back.start()

    def _bring_back(self, login: str, since: float) -> None:
        self.weather.bring_back(login, since=since)
        self._team_of(login).say(f"wake {login}")

    def _team_of(self, login: str) -> Players:
        return next(each for each in self._players if login in each.logins)

    def _kill(self, number: int, *, lasts: float) -> None:
        began = time.monotonic()
        self._players[number].kill()
        time.sleep(lasts)
        self._players[number] = self._program(number)
        self._players[number].say("begin")
        for login in self._teams[number]:
            self.weather.note(login, PROGRAM, since=began)

    def _come_to_rest(self) -> None:
        for timer in self._timers:
            timer.cancel()
            timer.join()
        self.weather.heal()
        for each in self._players:
            each.say("rest")
        for each in self._players:
            each.wait_until("rested", times=len(each.logins))
        for each in self._players:
            each.say("end")
        self.codes = [each.wait() for each in self._players]
        self.weather.end_server()

    def _look(self) -> None:
        while not self._ending.is_set():
            self.weather.forget()
            at = time.monotonic()
            several = {f"clients {number}": each.process.pid for number, each in enumerate(self._players)}
            for name, process in {"server": self.weather.server, **several, "conductor": os.getpid()}.items():
                look = self.looks.look(name, process, at=at)
                if look is not None:
                    self._tell({"look": asdict(look)})
            self._ending.wait(self.rhythm.looks)


def problems_of(hour: Hour, lines: Sequence[Line], found: Judgement, findings: Sequence[str]) -> list[str]:
    """Return what is wrong besides what is lost and hidden."""
    problems = [f"{each['told']}: {each['who']} {each['what']}" for each in lines if each["told"] in LEFT_TOLD]
    closed = [each for each in lines if each["told"] == "closed"]
    problems += [f"verify of {each['who']}: {finding}" for each in closed for finding in each["findings"]]
    rested = [each for each in lines if each["told"] == "rested"]
    problems += [f"{each['who']} left {each['waiting']}" for each in rested if each["waiting"]]
    problems += [f"server check: {each}" for each in findings]
    problems += [f"server logged: {each}" for each in hour.weather.errors]
    problems += [f"a program ended with {code}" for code in hour.codes if code]
    return problems + ([] if sum(found.places.values()) else ["nothing was written"])


def summary(hour: Hour, lines: Sequence[Line]) -> dict[str, Any]:
    """Judge the run and return its figures."""
    found = judge(hour.town.data, hour.profiles, lines)
    with opened(hour.town.data, None) as database, database.reading() as connection:
        findings = [str(each) for each in (*check.check(connection), *look_ups.check(connection))]
        counted = check.count(connection)
    lasts = hour.rhythm.lasts
    end = hour.began + lasts
    return {
        "workers": len(hour.town.logins), "seconds": lasts, "told": dict(Counter(each["told"] for each in lines)),
        "faults": dict(sorted(hour.weather.met.items())), "places": dict(found.places),
        "lost": found.lost, "hidden": found.hidden, "problems": problems_of(hour, lines, found, findings),
        "server": counted,
        "memory_of_the_last_half": hour.looks.slopes(since=end - lasts / 2, until=end),
        "times": figures.times(lines, began=hour.began, lasts=lasts), "cpu_seconds": hour.looks.cpu_seconds(),
    }  # fmt: skip


def is_well(told: dict[str, Any]) -> bool:
    """Tell whether a run lost nothing, hid nothing, and did not grow.

    What a process shares with others becomes its own when they end, so that only all it holds tells whether it grows.
    """
    grown = [name for name, each in told["memory_of_the_last_half"].items() if each["rss_slope_mb"] > MOST_SLOPE_MB]
    is_flat = told["seconds"] < JUDGED_FROM_S or not set(grown) - {"conductor"}
    return is_flat and not (told["lost"] or told["hidden"] or told["problems"])


def main(words: list[str], tell: Callable[[str], object] = sys.stdout.write) -> int:
    """Play for so many minutes; return 1 when the run was not well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--output", type=Path, required=True, help="a file of JSON lines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--processes", type=int, default=PROCESSES, help="that play them")
    parser.add_argument("--cache-kib", type=int, default=0, help="pages a connection keeps; 0 for the programs' own")
    parser.add_argument("--town", type=Path, help="a folder that `enplan-server demo` has filled; it is copied")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="enplan-hour-") as name, asked.output.open("w", encoding="utf-8") as file:
        folder = Path(name)
        if asked.town is not None:
            shutil.copytree(asked.town, folder / "server")
        town = samsoe(folder / "server", workers=asked.workers)

        def write(line: dict[str, Any]) -> None:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()

        rhythm = Rhythm(lasts=asked.minutes * 60, cache_kib=asked.cache_kib)
        record = Record(asked.output.with_suffix(".told.jsonl"))
        hour = Hour(
            town, folder, rhythm=rhythm, seed=asked.seed, processes=asked.processes, record=record, tell=write
        )  # fmt: skip
        hour.play(drawn(rhythm.lasts, Random(asked.seed), logins=town.logins, teams=asked.processes))
        told = summary(hour, record.close())
        write({"summary": told})
    tell(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0 if is_well(told) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
