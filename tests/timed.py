"""What a measurement takes: seconds as they pass, and those that this thread had a processor for."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median


class Times:
    """Milliseconds of each thing measured, both as they passed and of the processor in this thread alone.

    Other programs on the machine lengthen the first; the second they lengthen only by what caches and clock they share.
    """

    def __init__(self) -> None:
        self.passed: dict[str, list[float]] = {}
        self.worked: dict[str, list[float]] = {}

    @contextmanager
    def taking(self, name: str) -> Iterator[None]:
        """Take the time of one run."""
        begun, worked = time.perf_counter(), time.thread_time()
        yield
        self.worked.setdefault(name, []).append((time.thread_time() - worked) * 1e3)
        self.passed.setdefault(name, []).append((time.perf_counter() - begun) * 1e3)

    def told(self) -> dict[str, float]:
        """Return medians, and p95 and the worst where there were many runs."""
        facts: dict[str, float] = {}
        for kind, taken in (("ms", self.passed), ("cpu_ms", self.worked)):
            for name, times in taken.items():
                facts[f"{name}_{kind}"] = round(median(times), 2)
                if len(times) > 4:
                    facts[f"{name}_p95_{kind}"] = round(sorted(times)[int(len(times) * 0.95)], 2)
                    facts[f"{name}_worst_{kind}"] = round(max(times), 2)
        return facts


def resident_mb() -> float:
    """Return the memory of this process."""
    return round(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
