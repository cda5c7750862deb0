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
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "tests" / "bench"
KEPT = ROOT / "docs" / "measurements.json"
PAGE = ROOT / "docs" / "measurements.md"
HEADING = """# Measurements

Made by `python3 packaging/dev.py bench` from `measurements.json`; nobody edits it by hand. Times are medians of one run
on one machine ({machine}); read ratios, not seconds.
"""

Found = dict[str, Any]


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
    parts = [HEADING.format(machine=machine)]
    for name, results in kept.items():
        parts.append(f"\n## {name}\n")
        for result in results:
            lines = [f"| {what} | {much} |" for what, much in rows(result)]
            parts.append("\n".join(["| what | measured |", "|---|---:|", *lines, ""]))
    return "\n".join(parts)


def measure(script: Path, *, peers: Path | None) -> list[Found]:
    """Run one script and return what it printed."""
    begun = time.monotonic()
    words = [sys.executable, str(script), *(["--peers", str(peers)] if peers else [])]
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


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
