"""A disk that runs full is told in words, nothing is half saved, and all goes on when there is room again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults import ROOT, Occurred

SIZE = 4_000_000
SAYS_FULL = "Disken er fuld"


def played(folder: Path, phase: str, how: str) -> dict[str, object]:
    """Play one phase on a small disk of its own, or under a limit of pages or of the size of files."""
    disk, elsewhere = folder / "disk", folder / "elsewhere"
    disk.mkdir()
    elsewhere.mkdir()
    words = [sys.executable, str(ROOT / "tests" / "disk_program.py"), str(disk), str(elsewhere), phase, how]
    mounted = f'mount -t tmpfs -o size={SIZE} tmpfs "{disk}" && exec "$@"'
    before = ["unshare", "--map-root-user", "--mount", "sh", "-c", mounted, "sh"] if how == "disk" else []
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)])}
    done = subprocess.run([*before, *words], env=environment, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr[-3_000:]
    told: dict[str, object] = json.loads(done.stdout)
    return told


def _allowed() -> str:
    """Return how a disk can be made full here: by a small one where it may be mounted, or by a limit of pages."""
    try:
        tried = subprocess.run(
            ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
            capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return "pages"
    return "pages" if tried.returncode else "disk"


@pytest.mark.parametrize("phase", ["edit", "wal", "apply", "fetch"])
def test_a_disk_that_runs_full_is_told_and_nothing_is_half_saved(
    tmp_path: Path, phase: str, occurred: Occurred
) -> None:
    told = played(tmp_path, phase, _allowed())

    occurred("the disk is full", int(str(told["times"])))
    assert SAYS_FULL in str(told["said"])
    assert (told["lost"], told["findings"], told.get("half", 0)) == ([], [], 0)


@pytest.mark.parametrize("phase", ["edit", "wal"])
def test_a_limit_on_the_size_of_files_is_told_and_nothing_is_half_saved(
    tmp_path: Path, phase: str, occurred: Occurred
) -> None:
    told = played(tmp_path, phase, "limit")

    occurred("files may not grow", int(str(told["times"])))
    assert "ikke gemt" in str(told["said"])
    assert (told["lost"], told["findings"], told.get("half", 0)) == ([], [], 0)
