"""The guided tour, played as a newcomer plays it: one command, no screen."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

PICTURES = ("03-hvorfor", "07-runden", "11-maal", "15-samtykke", "16-afslut-moedet", "19-kopi", "20-referat")
PAPERS = ("plan.pdf", "referat.pdf")
SEEDS = ("1", "2")
ALIKE = {"00-laas-op.png"}
"""Nobody has unlocked yet: the picture tells of no one."""


@pytest.mark.timeout(900)
def test_one_command_plays_the_meeting_from_the_lock_to_the_copy_with_other_people_for_another_seed(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / seed for seed in SEEDS]
    with ThreadPoolExecutor() as side_by_side:
        played = list(side_by_side.map(_play_seed, folders, SEEDS))

    one, two = (_kept(folder) for folder in folders)
    assert ["first words after 4 acts" in each for each in played] == [True, True]
    assert one.keys() == two.keys()
    assert {f"{name}.png" for name in PICTURES} - one.keys() == set()
    assert [folder.joinpath(paper).read_bytes()[:5] for folder in folders for paper in PAPERS] == [b"%PDF-"] * 4
    assert {name for name in one if one[name] == two[name]} <= ALIKE


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("options", [("--screen", "1600x1000"), ("--text", "200")])
def test_the_tour_plays_in_a_large_window_and_with_large_text(tmp_path: Path, options: tuple[str, str]) -> None:
    assert "the whole meeting" in _play(tmp_path, *options)


def _play_seed(folder: Path, seed: str) -> str:
    return _play(folder, "--seed", seed, "--years", "1", "--size", "few")


def _play(folder: Path, *options: str) -> str:
    words = [sys.executable, "-m", "ui", "demo", "--tour", str(folder), *options]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


def _kept(folder: Path) -> dict[str, bytes]:
    """Return the pictures in *folder* by name."""
    return {each.name: each.read_bytes() for each in folder.glob("*.png")}
