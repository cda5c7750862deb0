"""The one door for a newcomer: makes the environment, then runs the demo, the tests or the measurements.

Needs nothing but Python's standard library: `python3 packaging/dev.py demo`, `python3 packaging/dev.py test`.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.sha256"
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
TOUR = ROOT / "tour"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
WORKERS = (os.cpu_count() or 1) + 1
"""Of tests: one more than can work, since some wait for programs that they have started."""
MEMORY_BYTES = 4 * 1024**3
"""What must be free in memory before the tests lay their files there."""

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
FIRST_PYTHON, FIRST_UNTRIED_PYTHON = (3, 11), (3, 15)

# What Qt loads when it starts, and the Debian package that brings it; found on a bare Debian 12.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1", "libdbus-1.so.3": "libdbus-1-3", "libglib-2.0.so.0": "libglib2.0-0",
}  # fmt: skip
# What it loads besides when it opens a window on a screen.
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-image.so.0": "libxcb-image0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0", "libxcb-shape.so.0": "libxcb-shape0",
}  # fmt: skip


class Command(NamedTuple):
    """One program to run, with the name under which its seconds are printed."""

    title: str
    words: tuple[str, ...]


class Plan(NamedTuple):
    """What to run in order, or only a line that a person must run first."""

    commands: tuple[Command, ...] = ()
    by_hand: str | None = None


class Outcome(NamedTuple):
    """What became of a command: its exit code and how many seconds it took."""

    title: str
    code: int
    seconds: float


def is_supported(version: tuple[int, int]) -> bool:
    """Tell whether the project runs on this Python (major, minor)."""
    return FIRST_PYTHON <= version < FIRST_UNTRIED_PYTHON


def program(name: str, *, platform: str, venv: Path) -> str:
    """Return the path of a program inside the virtual environment."""
    if platform == "win32":
        return str(venv / "Scripts" / f"{name}.exe")
    return str(venv / "bin" / name)


def plan_commands(
    *,
    platform: str,
    missing: Sequence[str],
    is_root: bool = False,
    has_sudo: bool = False,
    has_apt: bool = False,
    is_installed: bool = False,
    is_foreign: bool = False,
    python: str = "python3",
    venv: Path = VENV,
) -> Plan:
    """Plan what makes the environment ready: missing Debian packages first, then the hashed requirements.

    `missing` names Debian packages and counts on Linux only; `is_installed` says that the environment already
    holds the present requirements, `is_foreign` that it was made by another Python and must be made anew.
    """
    packages = plan_packages(missing, is_root=is_root, has_sudo=has_sudo, has_apt=has_apt)
    if platform.startswith("linux") and packages.by_hand:
        return packages
    system = packages.commands if platform.startswith("linux") else ()
    if is_installed:
        return Plan(system)
    clear = ("--clear",) if is_foreign else ()
    make = Command("environment", (python, "-m", "venv", *clear, str(venv)))
    return Plan((*system, make, *install_commands(platform=platform, venv=venv)))


def plan_packages(missing: Sequence[str], *, is_root: bool, has_sudo: bool, has_apt: bool) -> Plan:
    """Plan the installation of Debian packages, or say which line a person must run."""
    if not missing:
        return Plan()
    if not has_apt:
        return Plan(by_hand="Install, by this system's own means, what Debian calls: " + " ".join(missing))
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *missing)
    if not (is_root or has_sudo):
        return Plan(by_hand=f"su -c 'apt-get update && {' '.join(install)}'")
    rise = () if is_root else ("sudo",)
    return Plan(
        (
            Command("apt-get update", (*rise, "apt-get", "update", "--quiet")),
            Command("apt-get install", (*rise, *install)),
        )
    )


def install_commands(*, platform: str, venv: Path) -> tuple[Command, ...]:
    """Return what fills the environment with the hashed requirements, compiled when imported, and the project."""
    pip = (program("python", platform=platform, venv=venv), "-m", "pip", "install", "--quiet", "--no-compile")
    return (
        Command("requirements", (*pip, "--require-hashes", "--requirement", str(REQUIREMENTS))),
        Command("project", (*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))),
    )


def check_commands(*, platform: str, venv: Path = VENV) -> tuple[Command, ...]:
    """Return every check, cheapest first."""
    python = program("python", platform=platform, venv=venv)
    return (
        Command("ruff check", (python, "-m", "ruff", "check", ".")),
        Command("ruff format", (python, "-m", "ruff", "format", "--check", ".")),
        Command("mypy", (python, "-m", "mypy")),
        Command("import-linter", (program("lint-imports", platform=platform, venv=venv), "--no-logo")),
        Command("pytest", (python, "-m", "pytest", f"--numprocesses={WORKERS}", "--dist=worksteal", "--durations=10")),
    )


def collection_command(*, platform: str, venv: Path = VENV) -> Command:
    """Return what imports every test and runs none: workers that begin together would each compile everything."""
    words = (program("python", platform=platform, venv=venv), "-m", "pytest", "--collect-only", "-qq")
    return Command("collection", words)


def bench_command(*, platform: str, peers: Path | None = None, venv: Path = VENV) -> Command:
    """Return the run of the benchmarks, which never fail on a time."""
    python = program("python", platform=platform, venv=venv)
    words = (python, str(ROOT / "packaging" / "measure.py"))
    return Command("bench", (*words, "--peers", str(peers)) if peers else words)


def soak_command(
    *, platform: str, only: Sequence[str] = (), minutes: float | None = None, output: Path | None = None,
    venv: Path = VENV,
) -> Command:  # fmt: skip
    """Return the run of the long forms, the usual ones or *only* some; the timed ones last so many *minutes*."""
    python = program("python", platform=platform, venv=venv)
    words = [python, str(ROOT / "packaging" / "soak.py")]
    words += ["--only", *only] if only else []
    words += [] if minutes is None else ["--minutes", str(minutes)]
    words += [] if output is None else ["--output", str(output)]
    return Command("soak", tuple(words))


def demo_command(*, platform: str, tour: Path | None, seed: int | None, venv: Path = VENV) -> Command:
    """Return the start of the demo; with a folder it plays the guided tour and writes its pictures there."""
    words = [program("python", platform=platform, venv=venv), "-m", "ui", "demo"]
    words += [] if tour is None else ["--tour", str(tour)]
    words += [] if seed is None else ["--seed", str(seed)]
    return Command("demo", tuple(words))


def has_display(*, platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown; a desktop is taken for granted outside Linux."""
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def first_failure(outcomes: Sequence[Outcome]) -> int:
    """Return the exit code of the first command that failed, or 0."""
    return next((outcome.code for outcome in outcomes if outcome.code), 0)


def table(outcomes: Sequence[Outcome]) -> str:
    """Return one line for each command: its seconds, its name, and whether it failed."""
    return "\n".join(
        f"{outcome.seconds:8.1f} s  {outcome.title}{f'  FAILED ({outcome.code})' if outcome.code else ''}"
        for outcome in outcomes
    )


def missing_packages(*, with_window: bool) -> list[str]:
    """Return the Debian packages that Qt and `venv` need here and that are not there."""
    libraries = {**QT_LIBRARIES, **(WINDOW_LIBRARIES if with_window else {})}
    missing = [package for library, package in libraries.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def stamp() -> str:
    """Return the mark of what should be installed: requirements, project file, Python and place."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in (REQUIREMENTS, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_installed() -> bool:
    """Tell whether the environment was filled with the present requirements, to the end."""
    return STAMP.exists() and STAMP.read_text(encoding="ascii") == stamp()


def is_foreign() -> bool:
    """Tell whether the environment was made by a Python of another version."""
    settings = VENV / "pyvenv.cfg"
    if not settings.exists():
        return False
    version = rf"^version(_info)? = {sys.version_info.major}\.{sys.version_info.minor}\b"
    return re.search(version, settings.read_text(encoding="utf-8"), re.MULTILINE) is None


def plan_here(*, with_window: bool) -> Plan:
    """Plan for this machine."""
    is_linux = sys.platform.startswith("linux")
    return plan_commands(
        platform=sys.platform,
        missing=missing_packages(with_window=with_window) if is_linux else (),
        is_root=is_linux and os.geteuid() == 0,
        has_sudo=shutil.which("sudo") is not None,
        has_apt=shutil.which("apt-get") is not None,
        is_installed=is_installed(),
        is_foreign=is_foreign(),
        python=sys.executable,
    )


def run(command: Command, *, settings: Mapping[str, str] = OFFSCREEN, is_beside: bool = False) -> Outcome:
    """Run one command in the project's folder; what it prints beside another comes in one piece, at its end."""
    if not is_beside:
        print(f"\n== {command.title}", flush=True)
    started = time.perf_counter()
    # A path set for another Python would shadow the environment's own packages.
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    environment = {**inherited, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **settings}
    done = subprocess.run(
        command.words, cwd=ROOT, env=environment, check=False, capture_output=is_beside, encoding="utf-8"
    )
    if is_beside:
        print(f"\n\n== {command.title}\n{done.stdout}{done.stderr}", flush=True)
    return Outcome(command.title, done.returncode, time.perf_counter() - started)


def run_beside(
    commands: Sequence[Command], *, settings: Mapping[str, str], before: Sequence[Command] = ()
) -> list[Outcome]:  # fmt: skip
    """Run what is *before*, then the last of *commands*, on the whole machine; beside them the others in turn."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        turns = beside.map(partial(run, settings=settings, is_beside=True), commands[:-1])
        first = (run(each, settings=settings, is_beside=True) for each in before)
        return [*first, run(commands[-1], settings=settings), *turns]


def prepare(*, with_window: bool = False) -> Outcome:
    """Make the environment ready; say what a person must do where this program may not."""
    started = time.perf_counter()
    plan = plan_here(with_window=with_window)
    if plan.by_hand:
        print(f"Something is missing on this machine. Run this line, then start again:\n\n    {plan.by_hand}\n")
        return Outcome("install", 1, time.perf_counter() - started)
    if not is_installed():
        STAMP.unlink(missing_ok=True)
    for command in plan.commands:
        outcome = run(command, settings={"DEBIAN_FRONTEND": "noninteractive"})
        if outcome.code:
            print(f"\nThis did not work: {' '.join(command.words)}")
            return Outcome("install", outcome.code, time.perf_counter() - started)
    STAMP.write_text(stamp(), encoding="ascii")
    return Outcome("install", 0, time.perf_counter() - started)


def run_tests() -> int:
    """Run every check, also after one has failed, and print the seconds of each."""
    is_compiled = is_installed()
    outcomes = [prepare()]
    if not outcomes[0].code:
        before = [] if is_compiled else [collection_command(platform=sys.platform)]
        with folder_in_memory(SHARED_MEMORY) as folder:
            settings = {**OFFSCREEN, "TMPDIR": str(folder)} if folder else OFFSCREEN
            outcomes += run_beside(check_commands(platform=sys.platform), settings=settings, before=before)
    print(f"\n{table(outcomes)}", flush=True)
    return first_failure(outcomes)


@contextmanager
def folder_in_memory(memory: Path, *, least: int = MEMORY_BYTES) -> Iterator[Path | None]:
    """Hold a folder in *memory*, gone afterwards; None where there is no such place or fewer than *least* bytes free.

    The tests wait thousands of times for the disk, and a program that is killed leaves the same files in either place.
    """
    if not is_memory(memory) or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < least:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="enplan-", dir=memory) as made:
        os.chmod(made, 0o711)  # noqa: S103 - PostgreSQL runs as another user
        yield Path(made)


def is_memory(folder: Path) -> bool:
    """Tell whether *folder* is a file system of its own from which programs may be started, as PostgreSQL's are."""
    return folder.is_mount() and not os.statvfs(folder).f_flag & os.ST_NOEXEC


def run_demo(*, tour: Path | None, seed: int | None) -> int:
    """Open the program on made-up data; without a display play the guided tour and say where it is."""
    on_screen = has_display(platform=sys.platform, environment=os.environ)
    ready = prepare(with_window=on_screen)
    if ready.code:
        return ready.code
    if on_screen:
        return run(demo_command(platform=sys.platform, tour=tour, seed=seed), settings={}).code
    folder = tour or TOUR
    outcome = run(demo_command(platform=sys.platform, tour=folder, seed=seed))
    if not outcome.code:
        print(f"\nNo display here: the pictures of the guided tour and the citizen's PDF are in {folder}.")
        print("To see the window, run the same line in a desktop session, or over `ssh -X`.")
    return outcome.code


def run_measurement(command: Command) -> int:
    """Make the environment ready and run one long measurement."""
    return prepare().code or run(command).code


def arguments() -> argparse.ArgumentParser:
    """Return the commands and their options."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Makes the environment and runs what is asked for.")
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="open the program on made-up data")
    demo.add_argument("--tour", type=Path, metavar="DIR", help="play the guided tour, write its pictures here")
    demo.add_argument("--seed", type=int, metavar="N", help="other made-up data")
    commands.add_parser("test", help="run every check")
    bench = commands.add_parser("bench", help="measure against the budgets")
    bench.add_argument("--peers", type=Path, metavar="DIR", help="measure against the programs in this folder too")
    soak = commands.add_parser("soak", help="run the long forms of the tests for hours")
    soak.add_argument(
        "--only", nargs="+", default=(), metavar="PART", help="some parts, as packaging/soak.py names them"
    )
    soak.add_argument("--minutes", type=float, metavar="N", help="how long two faults at once, and the hour, last")
    soak.add_argument("--output", type=Path, metavar="FILE", help="a JSON line for each part; soak.jsonl")
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Do what is asked for and return the exit code."""
    if not is_supported(sys.version_info[:2]):
        print("Enplan runs on Python 3.11 to 3.14. Start this file with one of them.")
        return 1
    asked = arguments().parse_args(words)
    if asked.command == "test":
        return run_tests()
    if asked.command == "demo":
        return run_demo(tour=asked.tour and asked.tour.resolve(), seed=asked.seed)
    if asked.command == "soak":
        output = asked.output and asked.output.resolve()
        options = {"only": asked.only, "minutes": asked.minutes, "output": output}
        return run_measurement(soak_command(platform=sys.platform, **options))
    return run_measurement(bench_command(platform=sys.platform, peers=asked.peers and asked.peers.resolve()))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
