"""Figures of a run of simulated caseworkers: how long pushes and openings took, and what memory grew by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import psutil

HALF_HOUR_S = 1_800.0
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a process held at an instant, in MB, and the processor seconds it had taken."""

    at: float
    name: str
    process: int
    rss: float
    uss: float
    cpu: float


@dataclass(slots=True)
class Looks:
    """Looks at processes by name; a name may stand for one process after another."""

    taken: list[Look] = field(default_factory=list)

    def look(self, name: str, process: int, *, at: float) -> Look | None:
        """Keep what *process* holds now; None when it is gone."""
        try:
            seen = psutil.Process(process)
            with seen.oneshot():
                memory, cpu = seen.memory_full_info(), seen.cpu_times()
        except psutil.Error:
            return None
        if not memory.rss:  # it has ended, and nobody has asked how
            return None
        look = Look(
            at=at, name=name, process=process, rss=memory.rss / 1e6, uss=memory.uss / 1e6, cpu=cpu.user + cpu.system
        )
        self.taken.append(look)
        return look

    def slopes(self, *, since: float, until: float) -> dict[str, dict[str, float]]:
        """Return what each process that lived all that time held then, and grew by in half an hour, in MB."""
        found: dict[str, dict[str, float]] = {}
        for name in sorted({each.name for each in self.taken}):
            several = [each for each in self.taken if each.name == name and since <= each.at <= until]
            if len(several) > 2 and len({each.process for each in several}) == 1:
                found[name] = {
                    "rss_mb": round(several[-1].rss, 1), "uss_mb": round(several[-1].uss, 1),
                    "rss_slope_mb": round(slope([(each.at, each.rss) for each in several]) * HALF_HOUR_S, 2),
                    "uss_slope_mb": round(slope([(each.at, each.uss) for each in several]) * HALF_HOUR_S, 2),
                }  # fmt: skip
        return found

    def cpu_seconds(self) -> dict[str, float]:
        """Return the processor seconds of each name, of all its processes."""
        latest = {(each.name, each.process): each.cpu for each in self.taken}
        names = sorted({name for name, _ in latest})
        return {name: round(sum(cpu for (of, _), cpu in latest.items() if of == name), 1) for name in names}


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the line that fits *points* best by least squares."""
    middle = sum(x for x, _ in points) / len(points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * y for x, y in points) / spread


def times(lines: Sequence[Line], *, began: float, lasts: float) -> dict[str, dict[str, dict[str, float]]]:
    """Return how long pushes and openings took in the first sixth, the last one, and all the time.

    A push counts from saved to received. An undisturbed one met no fault, nor the rest after one, while it lasted.
    """
    faults = [each for each in lines if each["told"] == "fault"]
    pushes = [each for each in lines if each["told"] == "received"]
    opened = [each for each in lines if each["told"] == "opened"]
    told = {
        "push_undisturbed": [(each["at"], each["took"]) for each in pushes if _is_undisturbed(each, faults)],
        "push": [(each["at"], each["took"]) for each in pushes],
        "open": [(each["at"], each["took"]) for each in opened],
        "open_query": [(each["at"], each["asked"]) for each in opened],
    }
    parts = {"first": (began, began + lasts / 6), "last": (began + lasts * 5 / 6, began + lasts)}
    parts["all"] = (began, began + lasts)

    def within(taken: Sequence[tuple[float, float]], since: float, until: float) -> dict[str, float]:
        return spread(took for at, took in taken if since <= at <= until)

    return {name: {part: within(taken, *span) for part, span in parts.items()} for name, taken in told.items()}


def spread(seconds: Iterable[float]) -> dict[str, float]:
    """Return how many, the middle one, the 99th of a hundred and the longest, in milliseconds."""
    taken = sorted(seconds)
    if not taken:
        return {"count": 0}
    cuts = quantiles(taken, n=100) if len(taken) > 1 else [taken[0]] * 99
    told = {"p50_ms": cuts[49], "p99_ms": min(cuts[98], taken[-1]), "longest_ms": taken[-1]}
    return {"count": len(taken)} | {name: round(value * 1e3, 1) for name, value in told.items()}


def _is_undisturbed(push: Line, faults: Iterable[Line]) -> bool:
    since, until = push["at"] - push["took"], push["at"]
    return push["well"] and not any(
        each["who"] in ("", push["who"]) and each["since"] <= until and each["at"] >= since for each in faults
    )
