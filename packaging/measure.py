"""Runs every script of tests/bench, keeps what they print, and writes docs/measurements.md from it.

    python packaging/measure.py [--peers DIR] [--only NAME…]

Each script prints one JSON object or several, one after the other. A peer that a script knows is measured in the same
run when its folder is given, because times of different runs and machines say nothing of one another.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "tests" / "bench"
KEPT = ROOT / "docs" / "measurements.json"
PAGE = ROOT / "docs" / "measurements.md"
HEADING = """# Measurements

Made by `python3 packaging/dev.py bench` from `measurements.json`; nobody edits it by hand. Times are medians of one run
on one machine ({machine}); read ratios, not seconds. What each missed bar costs and would take stands in
[performance.md](performance.md).
"""
BARS = """
## Bars

| what | bar | measured | |
|---|---:|---:|---|
"""

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure may be at most: the script that finds it, the object among those it prints, the path in it."""

    what: str
    script: str
    of: Mapping[str, Any]
    path: str
    most: float
    unit: str

    def found(self, kept: Mapping[str, Sequence[Found]]) -> float | None:
        """Return the figure; None when it was not measured."""
        for result in kept.get(self.script, ()):
            if all(result.get(name) == wanted for name, wanted in self.of.items()):
                return _worst(result, self.path.split(" · "))
        return None


def _worst(result: Mapping[str, Any], path: Sequence[str]) -> float | None:
    """Return the figure at *path*, the highest where there are several."""
    value: Any = result
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, list):
        return float(max(value))
    return None if value is None else float(value)


def _of_board(things: int) -> tuple[Bar, ...]:
    """Return the bars of a board of so many things: the time that passes to open it, else the Qt thread's processor."""
    board, of = f"board, {things:,} things: ", {"canvas": "enplan", "platform": "offscreen", "things": things}
    opened = {1_000: 60.0, 10_000: 400.0}
    return (
        Bar(board + "opened, to the first frame", "board", of, "opened_ms", opened[things], "ms"),
        *_of_moving(things),
        Bar(board + "all of it in view", "board", of, "whole_cpu_ms", 10, "ms"),
        Bar(board + "a card dragged with its lines", "board", of, "drag_cpu_ms", 4, "ms"),
        Bar(board + "a point of the pen", "board", of, "pen_cpu_ms", 1, "ms"),
        Bar(board + "a key of a search", "board", of, "search_cpu_ms", 40, "ms"),
        Bar(board + "a step taken back", "board", of, "undo_worst_cpu_ms", 40, "ms"),
        Bar(board + "memory", "board", of, "memory_mb", 80, "MB"),
        Bar(board + "longest stall, 1,000 changes coming in", "stall", {"things": things}, "stall_cpu_ms", 40, "ms"),
    )


def _of_moving(things: int) -> tuple[Bar, ...]:
    """Return the bars of a frame while the view moves: the one in the middle, and the second slowest or so."""
    board, of = f"board, {things:,} things: ", {"canvas": "enplan", "platform": "offscreen", "things": things}
    return (
        Bar(board + "pan", "board", of, "pan_cpu_ms", 8, "ms"),
        Bar(board + "pan (p95)", "board", of, "pan_p95_cpu_ms", 12, "ms"),
        Bar(board + "zoom", "board", of, "zoom_cpu_ms", 8, "ms"),
        Bar(board + "zoom (p95)", "board", of, "zoom_p95_cpu_ms", 12, "ms"),
    )


def _of_paper(megapixels: int) -> tuple[Bar, ...]:
    """Return what reading photographs of whole sheets may miss, however bad the picture."""
    of = {"cards": "whole sheet", "distortion": "hard", "megapixels": megapixels}
    photo = f"photograph of a card sheet, {megapixels} MP: "
    return (
        Bar(photo + "cards not found", "paper", of, "missing", 0, ""),
        Bar(photo + "middle of a card missed by, of its width", "paper", of, "worst_place_error_percent", 1, "%"),
        Bar(photo + "time", "paper", of, "photo_cpu_ms", 2_000, "ms"),
    )


def _of_use(profile: str, citizens: str) -> tuple[Bar, ...]:
    at = f"{profile} · "
    return (
        Bar(f"{citizens}: unlocked to usable", "start", {}, at + "usable_ms", 1_000, "ms"),
        Bar(f"{citizens}: a citizen's board opened", "start", {}, at + "open_board_ms", 100, "ms"),
        Bar(f"{citizens}: a citizen's list opened", "start", {}, at + "open_list_ms", 100, "ms"),
        Bar(f"{citizens}: a key of a search", "start", {}, at + "key_ms", 30, "ms"),
        Bar(f"{citizens}: longest stall, unlocking", "start", {}, at + "stall_unlocking_ms", 40, "ms"),
        Bar(f"{citizens}: longest stall, searching", "start", {}, at + "stall_searching_ms", 40, "ms"),
        Bar(f"{citizens}: longest stall, opening citizens", "start", {}, at + "stall_opening_ms", 40, "ms"),
        Bar(f"{citizens}: memory of the client", "start", {}, at + "memory_used_mb", 250, "MB"),
    )


def _of_sync(engine: str, named: str) -> tuple[Bar, ...]:
    of = {"engine": engine}
    return (
        Bar(f"{named}: 10,000 records pushed, to Anki", "sync", of, "ratios · push", 1.0, ""),
        Bar(f"{named}: 10,000 records pulled, to Anki", "sync", of, "ratios · pull", 0.7, ""),
        Bar(f"{named}: one change pushed, to Anki", "sync", of, "ratios · one_push", 1.0, ""),
        Bar(f"{named}: one change pulled, to Anki", "sync", of, "ratios · one_pull", 1.0, ""),
        Bar(f"{named}: bytes of one change pushed, to Anki", "sync", of, "ratios · one_push_bytes", 0.45, ""),
        Bar(f"{named}: of 1,000 and 1,000 edits in other fields lost", "sync", of, "lost · merge", 0, ""),
        Bar(f"{named}: of 1,000 and 1,000 edits in the same field lost", "sync", of, "lost · rivals", 0, ""),
    )


KEPT_BARS = (
    Bar("started to the unlock window", "start", {}, "start_ms", 200, "ms"),
    *_of_use("40_citizens", "40 citizens"),
    *_of_use("500_citizens", "500 citizens"),
    Bar("68,000 people: a key of a search", "start", {}, "68000_people · key_ms", 100, "ms"),
    *_of_board(1_000),
    *_of_board(10_000),
    *_of_moving(50_000),
    *_of_paper(2),
    *_of_paper(12),
    Bar("Excalidraw: places missed by, in its units", "drawings", {"files": "all"}, "worst_place_error", 0.5, ""),
    Bar(
        "Excalidraw: elements, texts, bindings or places in the order lost", "drawings", {"files": "all"}, "lost", 0, ""
    ),
    Bar("Excalidraw: pixels that differ, as it paints them", "drawings", {"files": "all"}, "worst_percent", 2, "%"),
    Bar("an act, from touch to durable", "store", {}, "edit", 10, "ms"),
    Bar("a card moved, until a colleague's frame shows it (p95)", "live", {}, "release_to_frame_p95_ms", 500, "ms"),
    Bar("1,000 full plans to PDF", "pdf", {"plan": "full"}, "thousand_s", 60, "s"),
    Bar("a good request right after a harmful one (slowest)", "server", {}, "after_harm · slowest_ms", 50, "ms"),
    Bar("memory of the server under harmful requests", "server", {}, "after_harm · peak_mb", 200, "MB"),
    Bar("conflict questions a worker and week, Herning", "conflicts", {"offline": 1}, "a_worker_and_week", 1, ""),
    Bar("the same, without network twice as often", "conflicts", {"offline": 2}, "a_worker_and_week", 1, ""),
    *_of_sync("sqlite", "embedded"),
    *_of_sync("postgresql", "PostgreSQL"),
)
"""The bars in the order of the page; what was not measured says so."""


def objects(printed: str) -> Iterator[Found]:
    """Yield the JSON objects that a script printed, whatever else stands between them."""
    decoder = json.JSONDecoder()
    at = printed.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(printed, at)
        except json.JSONDecodeError:
            at = printed.find("{", at + 1)
            continue
        yield found
        at = printed.find("{", end)


def rows(found: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield (what, how much) of a printed object, nested ones by path."""
    for name, value in found.items():
        path = f"{before}{name}"
        if isinstance(value, Mapping):
            yield from rows(value, f"{path} · ")
        else:
            yield path, _told(value)


def page(kept: Mapping[str, Sequence[Found]], *, machine: str) -> str:
    """Return the page that tells what was measured."""
    parts = [HEADING.format(machine=machine), BARS + "\n".join(_against(bar, kept) for bar in KEPT_BARS) + "\n"]
    for name, results in kept.items():
        parts.append(f"\n## {name}\n")
        for result in results:
            lines = [f"| {what} | {much} |" for what, much in rows(result)]
            parts.append("\n".join(["| what | measured |", "|---|---:|", *lines, ""]))
    return "\n".join(parts)


def measure(script: Path, *, peers: Path | None) -> list[Found]:
    """Run one script and return what it printed."""
    begun = time.monotonic()
    knows_peers = peers is not None and "--peers" in script.read_text(encoding="utf-8")
    words = [sys.executable, str(script), *(["--peers", str(peers)] if knows_peers else [])]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    print(f"{script.stem}: {time.monotonic() - begun:.0f} s, exit {done.returncode}", flush=True)
    if done.returncode:
        raise SystemExit(done.returncode)
    return list(objects(done.stdout))


def main(words: Sequence[str] | None = None) -> None:
    """Measure, keep, and write the page; scripts that are not asked for keep their last figures."""
    parser = argparse.ArgumentParser(description="Measures Enplan and writes docs/measurements.md.")
    parser.add_argument("--peers", type=Path, metavar="DIR")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    asked = parser.parse_args(words)
    kept: dict[str, list[Found]] = json.loads(KEPT.read_text(encoding="utf-8"))["scripts"] if KEPT.exists() else {}
    for script in sorted(SCRIPTS.glob("*.py")):
        if not asked.only or script.stem in asked.only:
            kept[script.stem] = measure(script, peers=asked.peers)
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    KEPT.write_text(json.dumps({"machine": machine, "scripts": kept}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(page(kept, machine=machine), encoding="utf-8")


def _against(bar: Bar, kept: Mapping[str, Sequence[Found]]) -> str:
    """Return the row of one bar, with its verdict."""
    found = bar.found(kept)
    most = f"{bar.most:g} {bar.unit}".strip()
    if found is None:
        return f"| {bar.what} | {most} | | not measured |"
    verdict = "met" if found <= bar.most else f"**missed**, {found / bar.most:.1f} times"
    return f"| {bar.what} | {most} | {_told(found)} {bar.unit}".rstrip() + f" | {verdict} |"


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
