"""Measures the citizen's copy as PDF and prints one JSON line a plan size.

python tests/bench/pdf.py [--plans 100]
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import median

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

import msgspec

from app.export.pdf import PdfExporter
from app.queries.snapshot import PlanSnapshot
from app.store.store import Store
from builders import a_citizen, a_store
from plans import a_full_plan, a_snapshot, an_agreed_start

BAR_S = 60.0
"""1,000 plans to PDF on one core."""
MEGABYTE = 1024 * 1024


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--plans", type=int, default=100, help="how many plans of each size to print")
    count = words.parse_args().plans
    with tempfile.TemporaryDirectory() as folder, a_store(Path(folder)) as store:
        for size, fill in (("small", an_agreed_start), ("full", a_full_plan)):
            print(json.dumps(measured(store, size, fill, count)), flush=True)  # noqa: T201 - its result


def measured(store: Store, size: str, fill: Callable[[Store, str], object], count: int) -> dict[str, object]:
    """Print *count* plans of one size, none like another, and return times and memory."""
    citizen = a_citizen(store)
    fill(store, citizen)
    begun = time.perf_counter()
    snapshot = a_snapshot(store, citizen)
    read_ms = 1000 * (time.perf_counter() - begun)
    times, memory, length = [], [], 0
    for number in range(count):
        begun = time.perf_counter()
        length = printed(unlike(snapshot, number))
        times.append(time.perf_counter() - begun)
        memory.append(psutil.Process().memory_info().rss / MEGABYTE)
    return {
        "bench": "pdf",
        "plan": size,
        "plans": count,
        "bytes": length,
        "read_ms": round(read_ms, 1),
        "first_ms": round(1000 * times[0], 1),
        "median_ms": round(1000 * median(times), 1),
        "thousand_s": round(1000 * sum(times) / count, 1),
        "bar_s": BAR_S,
        "memory_mb": [round(memory[0], 1), round(memory[count // 2], 1), round(memory[-1], 1)],
    }


def unlike(snapshot: PlanSnapshot, number: int) -> PlanSnapshot:
    """Return the plan with every title altered, so that nothing the compiler remembers serves twice."""
    items = tuple(msgspec.structs.replace(item, title=f"{item.title} {number}") for item in snapshot.items)
    by_id = {item.id: item for item in items}
    cards = tuple(replace(card, item=by_id[card.id]) for card in snapshot.overview.cards)
    return replace(snapshot, items=items, overview=replace(snapshot.overview, cards=cards))


def printed(snapshot: PlanSnapshot) -> int:
    """Return how many bytes the PDF has."""
    out = BytesIO()
    PdfExporter().write(snapshot, out)
    return len(out.getvalue())


if __name__ == "__main__":
    main()
